import { isJsonObject, type JsonObject, parseJson } from '../../sandbox/contract/json.mts';
import { sign } from '../../sandbox/contract/signature.mts';

/** The API key of Cregis's public documentation, with which its vectors are signed (signing.md §3). */
export const KEY = 'f502a9ac9ca54327986f29c03b271491';
export const PID = '1382528827416576';

export interface Sample {
	kind: 'deposit' | 'payout' | 'withdrawal' | 'verification' | 'order';
	required: JsonObject;
	optional: JsonObject;
}

const SYSTEM = { pid: Number(PID), nonce: 'ubqso3', timestamp: 1687850657960 };
const BLOCK = { block_height: '34527604', block_time: 1686814482000 };
const TXID = '6dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd';
const REFERENCE = 'c9231e604da54469a735af3f449c880f';

/** webhooks.md §2.3. */
export const ORDER_DATA: JsonObject = {
	cregis_id: 'po20240703132452000',
	order_id: REFERENCE,
	receive_amount: '12.86',
	receive_currency: 'USDT',
	pay_amount: '12.86',
	pay_currency: 'USDT',
	order_amount: '100',
	order_currency: 'HKD',
	exchange_rate: '0.1286',
	payment_address: '0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e',
	created_time: 1719993183015,
	cancel_time: null,
	transact_time: 1719993183325,
	valid_time: 30,
	status: 'paid',
	payer_id: 'p_001',
	payer_name: '',
	remark: '...',
	tx_id: '0x0502f2bfd96cd0f55edea3343513940f3af7fe594eae77f08d2f46ea24829b11',
};

export const DEPOSIT: Sample = {
	kind: 'deposit',
	required: {
		...SYSTEM,
		cid: 1391751691788288,
		chain_id: '195',
		token_id: '195',
		currency: 'TRX',
		amount: '1.2',
		address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
		status: '1',
		txid: TXID,
	},
	optional: { block_height: '34527604', block_time: '1686814482000', memo: '104533' },
};

export const PAYOUT: Sample = {
	kind: 'payout',
	required: {
		...SYSTEM,
		cid: 1382626461605888,
		chain_id: '60',
		token_id: '0xdac17f958d2ee523a2206206994597c13d831ec7',
		currency: 'USDT',
		address: '0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e',
		amount: '250.75',
		third_party_id: REFERENCE,
		status: 6,
	},
	optional: { ...BLOCK, txid: `0x${TXID}`, remark: 'July salary', memo: '104533' },
};

export const WITHDRAWAL: Sample = {
	kind: 'withdrawal',
	required: {
		...SYSTEM,
		cid: 1382813146816512,
		chain_id: '144',
		token_id: '144',
		currency: 'XRP',
		from_address: 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh',
		to_address: 'rDsbeomae4FXwgQTJp9Rs64Qg9vDiTCdBv',
		amount: '20',
		third_party_id: REFERENCE,
		status: 6,
	},
	optional: { ...BLOCK, txid: TXID.toUpperCase(), remark: 'sweep 7', memo: '123' },
};

export const VERIFICATION: Sample = {
	kind: 'verification',
	required: {
		...SYSTEM,
		cid: 1382813146816512,
		chain_id: '195',
		token_id: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
		from_address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
		to_address: 'TG3XXyExBkPp9nzdajDZsozEu4BkaSJozs',
		amount: '999.000001',
		third_party_id: REFERENCE,
	},
	optional: { remark: 'refund 12', memo: '123' },
};

export const ORDER: Sample = {
	kind: 'order',
	required: {
		...SYSTEM,
		event_name: 'order',
		event_type: 'paid',
		data: JSON.stringify(ORDER_DATA),
	},
	optional: {},
};

export const SAMPLES = [DEPOSIT, PAYOUT, WITHDRAWAL, VERIFICATION, ORDER];

export function allFields({ required, optional }: Sample): JsonObject {
	return { ...required, ...optional };
}

/** The body of a callback as Cregis sends it, signed by the sandbox's own code. */
export function signedText(fields: JsonObject, apiKey = KEY): string {
	return JSON.stringify({ ...fields, sign: sign(fields, apiKey) });
}

/**
 * Like {@link signedText}, but for JSON text, which keeps its numbers and escapes as written.
 *
 * @param signedAs values that are signed in another form than they are sent
 */
export function signRaw(text: string, signedAs: JsonObject = {}): string {
	const fields = parseJson(text);
	if (!isJsonObject(fields)) throw new TypeError('Only an object can be signed');
	const signature = sign({ ...fields, ...signedAs }, KEY);
	return text.replace(/\}\s*$/, `,"sign":"${signature}"}`);
}

/** A signed field: its name and the text of its value. */
export type Field = [name: string, text: string];
