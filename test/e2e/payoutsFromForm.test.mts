/** The example that pays an uploaded spreadsheet, in a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import type { Browser, BrowserContext } from 'playwright-core';
import { importExample } from '../../demo/examples.mts';
import { until } from '../../harness/editor.mts';
import { RECIPIENT } from '../support/client.mts';
import { openBrowser } from './browser.mts';
import { useStage } from './stage.mts';

const stage = useStage();

const LOGIN = { username: 'finance', password: 'the-password-of-the-form' };

let url: string;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
	const { editor, project } = stage;
	const workflow = await importExample(
		editor,
		stage,
		'payouts-from-form',
		await editor.createCredential('cregisApi', 'Cregis', project),
		{},
		{
			httpBasicAuth: await editor.createCredential('httpBasicAuth', 'Form', {
				user: LOGIN.username,
				password: LOGIN.password,
			}),
		},
	);
	await editor.publish(workflow);
	url = `${editor.url}/form/${workflow.nodes[0].webhookId}`;
	await until('the form', async () => {
		return (await axios.get(url, { validateStatus: () => true })).status !== 404;
	});
	browser = (await openBrowser(editor)).browser()!;
	context = await browser.newContext({ httpCredentials: LOGIN });
});
afterAll(async () => await browser?.close());

const HEAD = 'reference,coin,address,amount,note';
const row = (reference: string, amount = '1.25', address = RECIPIENT) =>
	`${reference},TRON,${address},${amount},A note`;

const csv = (...rows: string[]) => ({
	name: 'payouts.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from([HEAD, ...rows, ''].join('\n')),
});

/** Uploads a file to the form. Resolves to the page's text, and to the rows of the file that it downloads. */
async function upload(file: { name: string; mimeType: string; buffer: Buffer }) {
	const page = await context.newPage();
	await page.goto(url);
	await page.locator('input[type=file]').setInputFiles(file);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Pay' }).click();
	const path = await (await download).path();
	const text = await page.locator('body').innerText();
	await page.close();
	const [head, ...lines] = readFileSync(path, 'utf8').replace('\ufeff', '').trim().split(/\r?\n/);
	expect(head).toBe('reference,result,cid,advice');
	return { text, results: lines.map((line) => line.split(',').slice(0, 3)), lines };
}

/** The references and amounts that were paid since then. */
function paidAfter(before: number) {
	const { payouts } = stage.sandbox.getState();
	return payouts.slice(before).map(({ third_party_id, amount }) => [third_party_id, amount]);
}

const cidOf = (reference: string) =>
	stage.sandbox.getState().payouts.find((each) => each.third_party_id === reference)!.cid;

describe('the form', () => {
	it('pays valid rows, and says of each row what happened', async () => {
		const before = stage.sandbox.getState().payouts.length;
		const { text, results, lines } = await upload(
			csv(row('a'), row('b', '"1,5"'), row('c', '2', 'nowhere'), ',,,,', row('d', '0.000001')),
		);
		expect(paidAfter(before)).toEqual([
			['a', '1.25'],
			['d', '0.000001'],
		]);
		expect(results).toEqual([
			['a', 'sent', cidOf('a')],
			['d', 'sent', cidOf('d')],
			['b', 'not done', ''],
			['c', 'not done', ''],
		]);
		expect(lines[2]).toContain("'Amount' must use a decimal point instead of a comma");
		expect(lines[3]).toContain("'To Address' isn't a valid TRON address");
		expect(text).toContain('2 sent, 0 already sent, 2 not sent or unknown');
	});

	it('pays only corrected rows when the file is uploaded again', async () => {
		const before = stage.sandbox.getState().payouts.length;
		const { results } = await upload(csv(row('a'), row('b', '1.5')));
		expect(paidAfter(before)).toEqual([['b', '1.5']]);
		expect(results.map(([reference, result]) => [reference, result])).toEqual([
			['a', 'already sent'],
			['b', 'sent'],
		]);
	});

	it('says that an outcome is unknown', async () => {
		const before = stage.sandbox.getState().payouts.length;
		stage.sandbox.addFault({ path: '/api/v2/payout', kind: 'lost_reply' });
		const { results } = await upload(csv(row('e')));
		expect(results).toEqual([['e', 'unknown', '']]);
		const again = await upload(csv(row('e')));
		expect(again.results.map(([, result]) => result)).toEqual(['already sent']);
		expect(paidAfter(before)).toEqual([['e', '1.25']]);
	});

	it('pays an Excel workbook', async () => {
		const workbook = await writeWorkbook([
			{ reference: 1001, coin: 'TRON', address: RECIPIENT, amount: 120.5, note: '' },
			{ reference: 'x', coin: 'TRON', address: RECIPIENT, amount: '0.1', note: '' },
		]);
		const before = stage.sandbox.getState().payouts.length;
		const { results } = await upload({
			name: 'Payouts.XLSX',
			mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			buffer: workbook,
		});
		expect(paidAfter(before)).toEqual([
			['1001', '120.5'],
			['x', '0.1'],
		]);
		expect(results.map(([, result]) => result)).toEqual(['sent', 'sent']);
	});

	it('keeps a reference from becoming a formula', async () => {
		const { results } = await upload(csv(row('=1+1', 'many')));
		expect(results).toEqual([["'=1+1", 'not done', '']]);
	});

	it('pays nothing for a file without rows', async () => {
		const before = stage.sandbox.getState().payouts.length;
		const { results } = await upload(csv());
		expect(paidAfter(before)).toEqual([]);
		expect(results).toEqual([['', 'not done', '']]);
	});

	it('takes no file without the password', async () => {
		const body = new FormData();
		body.append('field-0', new Blob([[HEAD, row('forged')].join('\n')]), 'payouts.csv');
		const { status } = await axios.post(url, body, { validateStatus: () => true });
		expect(status).toBe(401);
		expect(paidAfter(0).map(([reference]) => reference)).not.toContain('forged');
	});
});

/** Has n8n write a workbook in Excel's format. */
async function writeWorkbook(rows: object[]): Promise<Buffer> {
	const fileName = join(stage.filesFolder, 'payouts.xlsx');
	const nodes = [
		['Start', 'manualTrigger', 1, {}],
		['Rows', 'code', 2, { jsCode: `return ${JSON.stringify(rows)}.map((json) => ({ json }));` }],
		['Workbook', 'convertToFile', 1.1, { operation: 'xlsx', options: {} }],
		['Write', 'readWriteFile', 1, { operation: 'write', fileName, options: {} }],
	].map(([name, type, typeVersion, parameters], index) => ({
		id: String(index),
		name: name as string,
		type: `n8n-nodes-base.${type as string}`,
		typeVersion,
		position: [index * 200, 0],
		parameters: parameters as Record<string, unknown>,
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, index) => [
				nodes[index].name,
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
	);
	const writer = await stage.editor.createWorkflow({ name: 'Writes', nodes, connections });
	expect((await stage.editor.run(writer, 'Start')).error).toBeUndefined();
	return readFileSync(fileName);
}
