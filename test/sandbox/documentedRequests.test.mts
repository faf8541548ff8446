/** The example requests of Cregis's own documents, which differ from their tables of fields. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ENDPOINTS } from '../../sandbox/endpoints/index.mts';
import { jsonNumber, type JsonObject, parseJson, toJson } from '../../sandbox/contract/json.mts';
import { call, newAddress, post } from '../support/client.mts';
import { KEY, PID } from '../support/samples.mts';
import { sandbox, useSandbox } from '../support/sandbox.mts';

// The project and the key in the documents (signing.md §3).
const WAAS = { pid: PID, apiKey: KEY };
const WALLET_ID = '11434198045401088';
const XRP_SUB_ADDRESS = 'rhAZ673nG6fSXovPAkw3EcrhKyWwXducoi';
const CALLBACK_URL = 'http://xxx.com/payout/callback';
const REFERENCE = 'c9231e604da54469a735af3f449c880f';

useSandbox({ waas: WAAS });

let address: string;

beforeEach(async () => {
	sandbox.setSettings(WAAS.pid, { walletIds: [WALLET_ID] });
	address = await newAddress(sandbox);
	await sandbox.deposit({ address, amount: '7' });
	// Created by hand: Cregis's API can't create XRP addresses.
	const [own] = sandbox.getState().addresses;
	sandbox.getState().addresses.push({ ...own, address: XRP_SUB_ADDRESS, chain_id: '144' });
});

const XRP_TRANSFER = {
	currency: '144@144',
	from_address: XRP_SUB_ADDRESS,
	to_address: 'rn5Jyu5J6PG64543KdGvS25rQBYFQo7GLc',
	amount: '1.1',
	remark: 'payout',
	memo: '123',
	third_party_id: REFERENCE,
	callback_url: CALLBACK_URL,
};

// Path -> fields. Only what must exist is replaced: the address, the wallet's address and the order.
const EXAMPLES: Record<string, () => JsonObject | Promise<JsonObject>> = {
	'/api/v1/coins': () => ({}),
	'/api/v1/address/create': () => ({
		chain_id: '195',
		alias: 'lily address',
		callback_url: 'http://xxx.com/address/callback',
	}),
	'/api/v1/batch/address/create': () => ({
		chain_id: '195',
		number: jsonNumber(10),
		alias: 'lily address',
		callback_url: 'http://xxx.com/address/callback',
	}),
	'/api/v1/address/update': () => ({
		address,
		callback_url: 'http://xxx.com/address/callback',
		alias: 'lily address',
		status: '1',
	}),
	'/api/v1/address/inner': () => ({ address, chain_id: '195' }),
	'/api/v1/address/legal': () => ({ address, chain_id: '195' }),
	'/api/v1/payout': () => ({
		currency: '195@195',
		address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
		amount: '1.1',
		remark: 'payout',
		third_party_id: REFERENCE,
		callback_url: CALLBACK_URL,
	}),
	'/api/v2/payout': () => ({ ...XRP_TRANSFER, wallet_id: jsonNumber(WALLET_ID) }),
	'/api/v1/payout/query': async () => ({ cid: await cidOf('/api/v1/payout') }),
	'/api/v1/sub_address_withdrawal': () => XRP_TRANSFER,
	'/api/v1/sub_address_withdrawal/info': async () => ({
		cid: await cidOf('/api/v1/sub_address_withdrawal'),
	}),
	'/api/v1/collection': () => ({
		currency: '195@195',
		from_address: address,
		to_address: sandbox.getState().projects[0].payoutAddresses['195'],
		amount: '1.1',
	}),
	'/api/v1/sub_address_balance': () => ({
		address: '',
		currency: '195@195',
		minimum_balance: '1',
		maximum_balance: '10',
		page_num: jsonNumber(1),
		page_size: jsonNumber(10),
	}),
	'/api/v2/sub_address_balance': () => ({ address }),
	'/api/v1/trade/page': () => ({
		cid: jsonNumber('1410580986806272'),
		tx_id: '0xa795af0324b1e3b862ae0c271bc8b3d99c7a1b72a6a0088a10c84403d0e6f27d',
		status: jsonNumber(1),
		trade_type: jsonNumber(1),
		business_type: jsonNumber(3),
		blocktime_start: jsonNumber(1721900581),
		blocktime_end: jsonNumber(1721998633),
		chain_id: '2610',
		token_id: '0x337610d27c682e347c9cd60bd4b3b107c9d34ddd',
		page_num: jsonNumber(1),
		page_size: jsonNumber(10),
		remark: 'payout',
	}),
	'/api/v2/checkout': () => ({
		order_id: 'merchant_order_id_12334567',
		order_amount: '5',
		order_currency: 'USD',
		payer_id: 'payer001',
		success_url: 'http://xxx.com/success',
		cancel_url: 'http://xxx.com/cancel',
		valid_time: jsonNumber(60),
		tokens: '["USDT-TRC20","USDT-BEP20"]',
		order_details: '{"items":[{"item_id":"1","item_price":5}],"shopping_cost":0,"tax_cost":0}',
		sub_merchant: '{"sub_merchant_id":"1","sub_merchant_name":"shop"}',
	}),
	'/api/v2/order/info': async () => ({
		cregis_id: (await send('/api/v2/checkout', await EXAMPLES['/api/v2/checkout']())).data
			.cregis_id,
	}),
};

const PATHS = Object.keys(ENDPOINTS);

async function send(path: string, fields: JsonObject) {
	const { projectType } = ENDPOINTS[path];
	return await call(sandbox, path, fields, sandbox[projectType]);
}

async function cidOf(path: string): Promise<unknown> {
	return (await send(path, await EXAMPLES[path]())).data.cid;
}

it.each(PATHS)('%s is accepted', async (path) => {
	expect(await send(path, await EXAMPLES[path]())).toMatchObject({ code: '00000' });
});

it.each(PATHS)('%s is accepted with empty optional fields', async (path) => {
	const { fields } = ENDPOINTS[path];
	const example = await EXAMPLES[path]();
	const emptied = Object.keys(fields).map((name) => [
		name,
		fields[name].required ? example[name] : '',
	]);
	const { code } = await send(path, Object.fromEntries(emptied) as JsonObject);
	// An update must change something.
	expect(code).toBe(path === '/api/v1/address/update' ? 'E0029' : '00000');
});

describe('an empty field', () => {
	it('counts as left out', async () => {
		const example = (await EXAMPLES['/api/v1/sub_address_balance']()) as { currency: string };
		const { data } = await send('/api/v1/sub_address_balance', example);
		expect(data.rows).toMatchObject([{ address, total: '7' }]);
		const fields = { chain_id: '195', alias: '', callback_url: '' };
		const created = await send('/api/v1/address/create', fields);
		expect(sandbox.getState().addresses.at(-1)).toMatchObject({
			address: created.data.address,
			alias: null,
			callback_url: null,
		});
	});

	it('is missing if it is required', async () => {
		const reply = await send('/api/v1/sub_address_balance', { currency: '' });
		expect(reply).toMatchObject({ code: 'A0001', msg: 'Param Error: currency' });
	});
});

describe('byte for byte, with the published signature', () => {
	it.each<[string, JsonObject, string, JsonObject]>([
		[
			'/api/v1/address/legal',
			{ chain_id: '195', nonce: 'm8jisx', timestamp: 1687848653294 },
			'cebd2bfd56766f1143dc40d078b64dac',
			{ data: { result: true } },
		],
		[
			'/api/v1/address/inner',
			{ chain_id: '195', nonce: 'tvccuh', timestamp: 1687849472174 },
			'48036043999446485fe0d20a838a00dc',
			{ data: { result: false } },
		],
	])('%s', async (path, fields, sign, reply) => {
		const body = {
			pid: jsonNumber(WAAS.pid),
			address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
			...fields,
			sign,
		};
		const { text } = await post(sandbox.baseUrl + path, toJson(body));
		expect(parseJson(text)).toMatchObject(reply);
	});
});
