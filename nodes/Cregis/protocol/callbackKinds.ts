import { FORMS, type Form } from './callbackForms';

/** One of the callbacks that Cregis sends (webhooks.md §2-6), and the fields by which it is known. */
export interface CallbackKind {
	name: 'deposit' | 'payout' | 'withdrawal' | 'order' | 'verification';
	/** Whether a body with these non-empty fields is of this kind (webhooks.md §1, last paragraph). */
	matches: (has: (field: string) => boolean) => boolean;
	/** In the order in which they are signed. */
	fields: Field[];
}

interface Field {
	name: string;
	form: Form;
	isRequired: boolean;
}

interface Definition extends Omit<CallbackKind, 'fields'> {
	required: Record<string, Form>;
	optional: Record<string, Form>;
}

function defineKind({ required, optional, ...kind }: Definition): CallbackKind {
	const fields = Object.entries({ ...required, ...optional }).map(
		([name, form]): Field => ({ name, form, isRequired: name in required }),
	);
	return { ...kind, fields: fields.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

const SYSTEM = {
	pid: FORMS.digits,
	nonce: FORMS.nonce,
	timestamp: FORMS.timestamp,
};

const TRANSACTION = {
	...SYSTEM,
	cid: FORMS.digits,
	chain_id: FORMS.digits,
	token_id: FORMS.tokenId,
	amount: FORMS.decimal,
};

const BLOCK = {
	block_height: FORMS.digits,
	block_time: FORMS.digits,
	memo: FORMS.text,
};

const PAYMENT = {
	...TRANSACTION,
	currency: FORMS.currency,
	status: FORMS.status,
	third_party_id: FORMS.text,
};

/** No two kinds match the same body: the callbacks carry no common type field. */
const DEFINITIONS: Definition[] = [
	{
		name: 'order',
		matches: (has) => has('event_name'),
		required: {
			...SYSTEM,
			data: FORMS.data,
			event_name: FORMS.orderEvent,
			event_type: FORMS.orderEventType,
		},
		optional: {},
	},
	{
		name: 'verification',
		matches: (has) => has('third_party_id') && !has('currency') && !has('status'),
		required: {
			...TRANSACTION,
			third_party_id: FORMS.text,
			from_address: FORMS.address,
			to_address: FORMS.address,
		},
		optional: { memo: FORMS.text, remark: FORMS.text },
	},
	{
		name: 'withdrawal',
		matches: (has) => has('third_party_id') && has('to_address') && has('status'),
		required: { ...PAYMENT, from_address: FORMS.address, to_address: FORMS.address },
		optional: { ...BLOCK, remark: FORMS.text, txid: FORMS.hash },
	},
	{
		name: 'payout',
		// `real_amount` marks the order-deposit of Cregis's first API, whose status 2 means success.
		matches: (has) => has('third_party_id') && has('address') && !has('real_amount'),
		required: { ...PAYMENT, address: FORMS.address },
		optional: { ...BLOCK, remark: FORMS.text, txid: FORMS.hash },
	},
	{
		name: 'deposit',
		matches: (has) => !has('third_party_id') && has('address') && has('txid'),
		required: {
			...TRANSACTION,
			currency: FORMS.currency,
			address: FORMS.address,
			status: FORMS.status,
			txid: FORMS.hash,
		},
		optional: BLOCK,
	},
];

export const CALLBACK_KINDS = DEFINITIONS.map(defineKind);

/** The kind of a body, by the fields that it has. */
export function callbackKind(fields: Record<string, unknown>): CallbackKind | undefined {
	const has = (field: string) => (fields[field] ?? '') !== '';
	return CALLBACK_KINDS.find(({ matches }) => matches(has));
}
