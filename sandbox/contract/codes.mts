/** The return codes of the sandbox and their messages (return-codes.md §2); A0001 stands for the Axxxx family. */
export const MESSAGES = {
	'00000': 'ok',
	A0001: 'Param Error',
	B0001: 'Signature Error',
	E0001: 'The IP is not added to the whitelist list',
	E0002: 'Address alias must be a combination of 40 characters or less',
	E0003: 'Item does not exist or item status is anomalous',
	E0004: 'Unsupported interface type',
	E0005: 'Unsupported coin',
	E0006: 'The withdrawal amount must be greater than 0',
	E0007: 'Incorrect accuracy of the withdrawal amount',
	E0008: 'Address is invalid',
	E0009: 'Duplicate business number',
	E0010: 'Wallet does not exist',
	E0014: 'Transfer out of business unqueried to order information',
	E0016: 'Amount error',
	E0018: 'Order number must be unique',
	E0019: 'Order number exceeds 128 characters',
	E0020: 'Unsupported currency',
	E0021: 'Order remark exceeds 256 characters',
	E0022: 'Order amount must be greater than 0',
	E0023: 'Order amount precision error',
	E0024: 'Order does not exist',
	E0025: 'Incorrect payer information',
	E0026: 'Please input in minutes. Minimum is 10 minutes,maximum 60 minutes',
	E0027: 'Number of addresses set incorrectly',
	E0028: 'Unsupported address status value',
	E0029: 'At least one modification required',
	E0030: 'Address update failed',
	E0031: 'Failed to create the checkout counter',
	E0032: 'Memo content only supports numeric characters and must be less than 4294967295',
	E0033: 'Please expand the number of API addresses or upgrade the subscription version first',
	E0034: 'The number of available withdrawals is insufficient',
	O0015: 'API Key does not exist or status is anomalous',
} as const;

export type Code = keyof typeof MESSAGES;

export type RefusalCode = Exclude<Code, '00000'>;

/** What a request comes to: its code, message and data (null for everything but success). */
export type Outcome = { code: Code; msg: string; data: unknown };

export function accept(data: unknown): Outcome {
	return { code: '00000', msg: MESSAGES['00000'], data };
}

/** A refusal; `detail` is appended to the documented message. */
export function refuse(code: RefusalCode, detail = ''): Outcome {
	return { code, msg: MESSAGES[code] + detail, data: null };
}

/** A0001 naming the field that is missing, unknown or of the wrong form. */
export function refuseField(field: string): Outcome {
	return refuse('A0001', `: ${field}`);
}
