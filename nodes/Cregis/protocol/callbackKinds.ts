import { FORMS, type Form } from './callbackForms';

/** A kind of callback that Cregis sends, and the fields that identify it (webhooks.md §1.1). */
export interface CallbackKind {
	name: 'deposit' | 'payout' | 'withdrawal' | 'order' | 'verification';
	/** Whether a body with these non-empty fields is of this kind (webhooks.md §1.1). */
	matches: (has: (field: string) => boolean) => boolean;
	/** In signing order. */
	fields: Field[];
}

export interface Field {
	name: string;
	form: Form;
	isRequired: boolean;
	/** Whether the field is missing from Cregis's documentation. Its form is then only a guess. */
	isExtra: boolean;
	/** The next required field. Every name in between sorts before it. */
	nextRequired?: string;
}

type Forms = Record<string, Form>;

interface Definition extends Omit<CallbackKind, 'fields'> {
	required: Forms;
	optional: Forms;
	extra: Forms;
}

function defineKind({ required, optional, extra, ...kind }: Definition): CallbackKind {
	const forms = { ...extra, ...optional, ...required };
	const names = Object.keys(forms).sort();
	const fields = names.map((name, index) => ({
		name,
		form: forms[name],
		isRequired: name in required,
		isExtra: name in extra,
		nextRequired: names.slice(index + 1).find((later) => later in required),
	}));
	return { ...kind, fields };
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

const ADDRESSES = { from_address: FORMS.address, to_address: FORMS.address };

const FEE = { fee: FORMS.decimal };

/** Callbacks have no common type field. No two kinds match the same body. */
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
		extra: {},
	},
	{
		name: 'verification',
		matches: (has) => has('third_party_id') && !has('status'),
		required: { ...TRANSACTION, third_party_id: FORMS.text, ...ADDRESSES },
		optional: { memo: FORMS.text, remark: FORMS.text },
		// Present in the test fixture of Cregis's SDK.
		extra: { currency: FORMS.currency, ...FEE },
	},
	{
		name: 'payout',
		// `real_amount` identifies the order-deposit callback of Cregis's first API, in which status 2 means
		// success.
		matches: (has) => has('third_party_id') && has('address') && !has('real_amount'),
		required: { ...PAYMENT, address: FORMS.address },
		optional: { ...BLOCK, remark: FORMS.text, txid: FORMS.hash },
		extra: { ...ADDRESSES, ...FEE },
	},
	{
		name: 'withdrawal',
		matches: (has) => has('third_party_id') && has('to_address') && !has('address'),
		required: { ...PAYMENT, ...ADDRESSES },
		optional: { ...BLOCK, remark: FORMS.text, txid: FORMS.hash },
		extra: FEE,
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
		// Trades have these fields (api.md §2.15).
		extra: { ...ADDRESSES, ...FEE, remark: FORMS.text },
	},
];

export const CALLBACK_KINDS = DEFINITIONS.map(defineKind);

/** Finds the kind of a body from its fields. */
export function callbackKind(fields: Record<string, unknown>): CallbackKind | undefined {
	const has = (field: string) => (fields[field] ?? '') !== '';
	return CALLBACK_KINDS.find(({ matches }) => matches(has));
}
