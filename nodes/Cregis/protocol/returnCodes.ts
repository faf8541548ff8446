/** What Cregis's return codes mean to the merchant (return-codes.md §2). */

export interface ReturnCode {
	/** What happened. */
	message: string;
	/** What to do next. */
	advice: string;
}

/** The merchant's reference belongs to an earlier payment or order. */
export const REFERENCE_USED = ['E0009', 'E0018'];

/** The only code of success (return-codes.md §1). */
export const SUCCESS_CODE = '00000';

const ADDRESS_QUOTA: ReturnCode = {
	message: 'The Cregis team has no API addresses left',
	advice: 'Extend the number of API addresses or the subscription in Cregis, then run this again.',
};

export const RETURN_CODES: Record<string, ReturnCode> = {
	B0001: {
		message: 'Cregis did not accept the signature',
		advice:
			"Check 'API Key' and 'Project ID' in the credential: both must be copied from the same Cregis project, and from the same environment as 'Base URL'.",
	},
	E0001: {
		message: "This n8n's IP address is not on the project's whitelist",
		advice:
			'In Cregis, open the project, then Settings, then IP Whitelist, and add the address. A hosted n8n can have several outgoing addresses.',
	},
	E0002: {
		message: "The 'Alias' is too long",
		advice: "Shorten 'Alias' to 40 characters or fewer.",
	},
	E0003: {
		message: 'Cregis does not know this project, or the project is disabled',
		advice:
			"Check 'Project ID' and 'Base URL' in the credential: both stand in Cregis under the project's Settings, Developer.",
	},
	E0004: {
		message: 'This Cregis project does not offer this operation',
		advice:
			'Orders need a Payment Engine project; addresses, coins and payouts need a WaaS project. Choose the credential of the right project.',
	},
	E0005: {
		message: 'The project does not support this coin or chain',
		advice:
			'Choose a coin or chain from the list, or switch it on in the project in Cregis, then run this again.',
	},
	E0006: {
		message: "The 'Amount' must be greater than 0",
		advice: "Enter an 'Amount' greater than 0.",
	},
	E0007: {
		message: "The 'Amount' has more decimals than the coin",
		advice: "Reduce the decimals of 'Amount' to those that the coin has.",
	},
	E0008: {
		message: 'The address is not valid on the chain',
		advice: 'Check the address and the chain: each chain has addresses of its own form.',
	},
	E0009: {
		message: "The 'Reference' was already used",
		advice:
			'Cregis already has a payment with this reference, so nothing was sent. It may be this one, from an earlier run: check it in Cregis. Use a new reference only for a different payment.',
	},
	E0010: {
		message: 'The wallet does not exist',
		advice:
			"Check 'Wallet ID', or leave it empty to pay from the project's own payout wallet, which must be set up in Cregis.",
	},
	E0011: {
		message: 'The approval process does not exist',
		advice: "Set up an approval process for the project's wallet in Cregis.",
	},
	E0012: {
		message: 'The approval process was deleted',
		advice: "Set up an approval process for the project's wallet in Cregis.",
	},
	E0013: {
		message: 'The approval process is closed',
		advice: "Open the approval process of the project's wallet in Cregis.",
	},
	E0014: {
		message: 'Cregis has no payment with this ID in this project',
		advice: "Check 'Cregis ID' and that the credential is of the project that made the payment.",
	},
	E0015: {
		message: 'The project has no such order',
		advice: 'Check the ID, and that the credential is of the project that made the order.',
	},
	E0016: {
		message: 'Cregis did not accept the amount',
		advice: 'Enter the amount as a plain number with a point, such as 12.5.',
	},
	E0018: {
		message: "The 'Order ID' was already used",
		advice:
			'Cregis already has an order with this ID, so none was created. It may be this one, from an earlier run: check it in Cregis. Use a new ID only for a different order.',
	},
	E0019: {
		message: "The 'Order ID' is too long",
		advice: "Shorten 'Order ID' to 128 characters or fewer.",
	},
	E0020: {
		message: "Cregis does not support the 'Order Currency'",
		advice: 'Choose a currency from the list.',
	},
	E0021: {
		message: "The 'Remark' is too long",
		advice: "Shorten 'Remark' to 256 characters or fewer.",
	},
	E0022: {
		message: "The 'Order Amount' must be greater than 0",
		advice: "Enter an 'Order Amount' greater than 0.",
	},
	E0023: {
		message: "The 'Order Amount' has more decimals than the currency",
		advice: "Give 'Order Amount' at most 2 decimals, or 8 for BTC.",
	},
	E0024: {
		message: 'Cregis has no such order in this project',
		advice: "Check 'Cregis ID' and that the credential is of the project that made the order.",
	},
	E0025: {
		message: 'Cregis did not accept the payer',
		advice:
			"Check 'Payer ID', 'Payer Name' and 'Payer Email'. An e-mail address is needed where partial or over-payment is refused.",
	},
	E0026: {
		message: "Cregis did not accept the 'Valid Time'",
		advice:
			"Enter a 'Valid Time' in whole minutes, from 10 to 1440. Some projects allow 60 at most.",
	},
	E0027: {
		message: "The 'Number of Addresses' is out of range",
		advice: 'Enter a whole number from 1 to 100.',
	},
	E0028: {
		message: "Cregis does not know this 'Status' of an address",
		advice: "Choose 'Enabled' or 'Disabled'.",
	},
	E0029: {
		message: 'There is nothing to update',
		advice: "Fill in at least one of the 'Update Fields'.",
	},
	E0030: {
		message: 'Cregis could not update the address',
		advice: 'Check that the address belongs to this project, then run this again.',
	},
	E0031: {
		message: 'Cregis could not create the checkout',
		advice:
			"Check in Cregis that the project accepts the chosen tokens, then try again with a new 'Order ID'.",
	},
	E0032: {
		message: "Cregis did not accept the 'Memo'",
		advice: "Enter a 'Memo' of digits only, below 4294967295, and only for XRP or TON.",
	},
	E0033: ADDRESS_QUOTA,
	E0034: {
		message: 'The Cregis team has no API payouts left',
		advice: 'Extend the number of payouts or the subscription in Cregis, then run this again.',
	},
	O0015: {
		message: 'The API key does not exist or is switched off',
		advice: "Check 'Access Key' in the credential and its state in Cregis.",
	},
	T0062: ADDRESS_QUOTA,
};

/** Codes Axxxx: a parameter is missing or has the wrong form; the single codes are not published. */
const PARAMETER_CODE = /^A\d{4}$/;

/** Whether Cregis documents a code: one that it doesn't may be a proxy's. */
export function isDocumented(code: string): boolean {
	return Object.hasOwn(RETURN_CODES, code) || PARAMETER_CODE.test(code);
}

/** The address that Cregis saw, at the end of its message for E0001. */
const IP_ADDRESS = /[0-9a-fA-F]*[:.][0-9a-fA-F:.]+\s*$/;

/**
 * What a return code means.
 *
 * @param code Cregis's code, other than success
 * @param said Cregis's own message, shown where the code is not known
 */
export function explainReturnCode(code: string, said: string): ReturnCode {
	if (code === 'E0001') {
		const { message, advice } = RETURN_CODES.E0001;
		const seen = IP_ADDRESS.exec(said);
		return { message: seen ? `${message}: ${seen[0].trim()}` : message, advice };
	}
	if (Object.hasOwn(RETURN_CODES, code)) return RETURN_CODES[code];
	if (PARAMETER_CODE.test(code)) {
		return {
			message: 'Cregis did not accept one of the fields',
			advice: `Check the fields of this item. Cregis says: ${said}`,
		};
	}
	return {
		message: `Unexpected code from Cregis: ${code}`,
		advice: said
			? `Cregis says: ${said}. Contact Cregis support with this code.`
			: 'Contact Cregis support with this code.',
	};
}
