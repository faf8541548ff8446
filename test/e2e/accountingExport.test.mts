/** The example that exports the transactions of a month with their value. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { importExample } from '../../demo/examples.mts';
import type { SavedWorkflow } from '../../harness/editor.mts';
import { newAddress } from '../support/client.mts';
import { close, listen } from '../support/server.mts';
import { useMailbox } from './mailbox.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const mailbox = useMailbox();

beforeEach(() => stage.sandbox.reset());

const HOUR_MS = 60 * 60 * 1000;

/** The prices of each coin, with how many hours ago. A coin without any has status 404. */
const PRICES: Record<string, Array<[hours: number, price: number]>> = {
	tether: [
		[23, 0.5],
		[1, 0.9312],
		[-1, 2],
	],
	tron: [[1, 0.005]],
	ethereum: [[1, 3000.5]],
	dogecoin: [[1, 1e-7]],
	litecoin: [[25, 80]],
};

let server: Server;
let url: string;
const asked: string[] = [];
beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(request.url!);
		const [, coin] = /^\/coins\/([\w-]+)\/market_chart\/range\?/.exec(request.url!) ?? [];
		const prices = PRICES[coin]?.map(([hours, price]) => [Date.now() - hours * HOUR_MS, price]);
		response.writeHead(prices ? 200 : 404, { 'Content-Type': 'application/json' });
		response.end(JSON.stringify(prices ? { prices } : { error: 'coin not found' }));
	});
	url = await listen(server);
});
beforeEach(() => {
	asked.length = 0;
});
afterAll(() => close(server));

const today = new Date().toISOString().slice(0, 10);
const MONTH = { from: `${today}T00:00:00Z`, until: `${today}T23:59:59Z`, fiat: 'eur' };

let workflow: SavedWorkflow;
beforeAll(async () => {
	const { editor, project } = stage;
	const assignments = Object.entries({ ...MONTH, priceServer: url }).map(([name, value]) => {
		return { id: name, name, value, type: 'string' };
	});
	workflow = await importExample(
		editor,
		{ filesFolder: '' },
		'accounting-export',
		await editor.createCredential('cregisApi', 'Cregis', project),
		{ 'Month to Export': { assignments: { assignments } } },
		{ smtp: await editor.createCredential('smtp', 'Mailbox', mailbox.credential) },
	);
});

/** Runs the example. Resolves to its email, and to the lines of the attached file. */
async function run() {
	const { error } = await stage.editor.run(workflow, 'Every Month');
	expect(error).toBeUndefined();
	expect(mailbox.emails).toHaveLength(1);
	const [email] = mailbox.emails;
	const [, base64 = ''] = /filename=[\s\S]*?\r\n\r\n([\w+/=\s]+)/.exec(email) ?? [];
	const lines = Buffer.from(base64, 'base64').toString().trim().split(/\r?\n/);
	return { email, lines };
}

async function deposit(amount: string, token: string, chain = '195') {
	const address = await newAddress(stage.sandbox, chain);
	return (await stage.sandbox.deposit({ address, amount, token })).deposit;
}

/** The columns of a line, by the coin in it. */
const columnsOf = (lines: string[], coin: string) =>
	lines.find((line) => line.includes(`,${coin},`))!.split(',');

describe('the export', () => {
	it('has the exact amounts, and values from the last price before each transaction', async () => {
		const made = await deposit('123456789.123456', 'USDT-TRC20');
		await deposit('1', 'TRX');
		await deposit('0.000000000000000001', 'Ethereum', '60');
		await deposit('12345678.00000001', 'DOGE', '3');
		const { email, lines } = await run();
		expect(lines[0].replace('\ufeff', '')).toBe(
			'time,cregis_id,direction,type,coin,amount,price_eur,value_eur,fee,from,to,transaction',
		);
		expect(lines).toHaveLength(5);
		const { cid, fee, from_address, address, txid, block_time } = made;
		const time = new Date(Math.floor(block_time / 1000) * 1000).toISOString();
		expect(columnsOf(lines, 'USDT-TRC20')).toEqual([
			time,
			cid,
			'in',
			expect.any(String),
			'USDT-TRC20',
			'123456789.123456',
			'0.9312',
			// 123456789.123456 × 0.9312 is 114962962.0317622272
			'114962962.03',
			fee,
			from_address,
			address,
			txid,
		]);
		// Halves are rounded up: 1 × 0.005.
		expect(columnsOf(lines, 'TRON').slice(5, 8)).toEqual(['1', '0.005', '0.01']);
		expect(columnsOf(lines, 'Ethereum').slice(5, 8)).toEqual([
			'0.000000000000000001',
			'3000.5',
			'0.00',
		]);
		expect(columnsOf(lines, 'Dogecoin').slice(5, 8)).toEqual([
			'12345678.00000001',
			'0.000000100000000000',
			'1.23',
		]);
		expect(email).toContain(`filename=cregis-${today.slice(0, 7)}.csv`);
		expect(email).toContain('0 of them have no value');
	});

	it('leaves a value empty without a price, and says so', async () => {
		await deposit('5', 'SHIB-ERC20', '60');
		await deposit('6', 'LTC', '2');
		await deposit('7', 'BTC', '0');
		await deposit('8', 'TRX');
		const { email, lines } = await run();
		// No ID at CoinGecko, no price of the last day, and no response.
		for (const [coin, amount] of [
			['SHIB-ERC20', '5'],
			['Litecoin', '6'],
			['Bitcoin', '7'],
		]) {
			expect(columnsOf(lines, coin).slice(5, 8)).toEqual([amount, '', '']);
		}
		expect(columnsOf(lines, 'TRON').slice(5, 8)).toEqual(['8', '0.005', '0.04']);
		expect(email).toContain('4 transactions from');
		expect(email).toContain('3 of them have no value');
	});

	it('asks for the prices of each coin once, from a day before the month', async () => {
		await deposit('1', 'USDT-TRC20');
		await deposit('2', 'USDT-TRC20');
		await run();
		const from = Date.parse(MONTH.from) / 1000 - 24 * 60 * 60;
		const until = Date.parse(MONTH.until) / 1000;
		expect(asked).toEqual([
			`/coins/tether/market_chart/range?vs_currency=eur&from=${from}&to=${until}`,
		]);
	});

	it('says so if there was no transaction', async () => {
		const { email } = await run();
		expect(email).toContain(`No transactions from ${MONTH.from} to ${MONTH.until}.`);
		expect(asked).toEqual([]);
	});
});
