/** The example that pays the rows of a spreadsheet, with files as spreadsheet programs save them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SavedWorkflow } from '../../harness/editor.mts';
import { n8nVersion } from '../../harness/n8n.mts';
import { importExample } from '../../demo/examples.mts';
import { RECIPIENT } from '../support/client.mts';
import { useStage } from './stage.mts';

const stage = useStage();

async function importWith(filledIn = {}): Promise<SavedWorkflow> {
	const credential = await stage.editor.createCredential('cregisApi', 'Cregis', stage.project);
	const example = 'payouts-from-spreadsheet';
	return await importExample(stage.editor, stage, example, credential, filledIn);
}

let workflow: SavedWorkflow;
beforeAll(async () => {
	workflow = await importWith();
});

const BYTE_ORDER_MARK = '\ufeff';
const HEAD = 'reference,coin,address,amount,note';

/** Each test has its own references, because Cregis pays a reference only once. */
const row = (reference: string, amount = '1.25') =>
	`${reference},TRON,${RECIPIENT},${amount},A note`;

async function payFile(text: string, ran = workflow) {
	writeFileSync(join(stage.filesFolder, 'payouts.csv'), text);
	return await stage.editor.run(ran, 'When Clicking Execute');
}

/** The references and amounts paid since then. */
function paidAfter(before: number) {
	const { payouts } = stage.sandbox.getState();
	return payouts.slice(before).map(({ third_party_id, amount }) => [third_party_id, amount]);
}

describe('all rows are paid if a file', () => {
	it.each<[string, (first: string, second: string) => string]>([
		['is plain', (a, b) => `${HEAD}\n${a}\n${b}\n`],
		['has no line break at its end', (a, b) => `${HEAD}\n${a}\n${b}`],
		['begins with a byte order mark', (a, b) => `${BYTE_ORDER_MARK}${HEAD}\n${a}\n${b}\n`],
		[
			'has a byte order mark and quotes',
			(a, b) => `${BYTE_ORDER_MARK}"reference"${HEAD.slice(9)}\n${a}\n${b}\n`,
		],
		['has the line breaks of Windows', (a, b) => `${HEAD}\r\n${a}\r\n${b}\r\n`],
		['ends with an empty row', (a, b) => `${HEAD}\n${a}\n${b}\n,,,,\n`],
		['ends with a row of spaces', (a, b) => `${HEAD}\n${a}\n${b}\n , ,,\t, \n`],
		['has an empty row between others', (a, b) => `${HEAD}\n${a}\n,,,,\n${b}\n`],
		['has empty columns', (a, b) => `${HEAD},,\n${a},,\n${b},,\n`],
		[
			'is from Excel with all of that',
			(a, b) => `${BYTE_ORDER_MARK}${[HEAD, a, b, ',,,,', ',,,,', ''].join('\r\n')}`,
		],
	])('%s', async (name, fileOf) => {
		const before = stage.sandbox.getState().payouts.length;
		const references = [`${name} 1`, `${name} 2`];
		const run = await payFile(fileOf(row(references[0]), row(references[1], '0.000001')));
		expect(run.error?.message).toBeUndefined();
		expect(run.nodes['Pay Each Row'].outputs[0].map(({ json }) => json.third_party_id)).toEqual(
			references,
		);
		expect(paidAfter(before)).toEqual([
			[references[0], '1.25'],
			[references[1], '0.000001'],
		]);
	});

	it('has blank lines, unless n8n is too old to skip them: then none is paid', async () => {
		const before = stage.sandbox.getState().payouts.length;
		const run = await payFile(`${HEAD}\n${row('blank 1')}\n\n${row('blank 2')}\n\n\n\n`);
		const isTooOld = /^2\.(?:8|9|1[0-3])\./.test(n8nVersion());
		expect(run.error?.message ?? '').toMatch(isTooOld ? /^Invalid Record Length/ : /^$/);
		expect(paidAfter(before).map(([reference]) => reference)).toEqual(
			isTooOld ? [] : ['blank 1', 'blank 2'],
		);
	});

	it("has semicolons, and 'Delimiter' says so", async () => {
		const ran = await importWith({ 'Read Rows': { options: { enableBOM: true, delimiter: ';' } } });
		const before = stage.sandbox.getState().payouts.length;
		const lines = [HEAD, row('semicolons 1'), ',,,,'].map((line) => line.replaceAll(',', ';'));
		const run = await payFile(BYTE_ORDER_MARK + lines.join('\r\n'), ran);
		expect(run.error?.message).toBeUndefined();
		expect(paidAfter(before)).toEqual([['semicolons 1', '1.25']]);
	});

	it('has no rows', async () => {
		const before = stage.sandbox.getState().payouts.length;
		expect(await payFile(`${HEAD}\n,,,,\n`)).toMatchObject({ status: 'success' });
		expect(paidAfter(before)).toEqual([]);
	});
});

describe('nothing is paid, and the run fails, if a file', () => {
	const good = row('not paid 1');
	it.each([
		[
			'has a row without a reference',
			[HEAD, good, `,TRON,${RECIPIENT},5,`],
			"'Reference' is missing",
		],
		['has a row with only an amount', [HEAD, good, ',,,5,'], "'Coin' is missing"],
		['has a row with only a note', [HEAD, good, ',,,,for all'], "'Coin' is missing"],
		['has one cell too many', [HEAD, good, `${row('not paid 2')},more`, row('not paid 3')], ''],
		['has one cell too few', [HEAD, good, 'not paid 2,TRON', row('not paid 3')], ''],
		['has semicolons', [HEAD, good].map((line) => line.replaceAll(',', ';')), "'Coin' is missing"],
		['has a decimal comma', [HEAD, good, row('not paid 2', '"1,5"')], "'Amount'"],
	])('%s', async (_, lines, message) => {
		const before = stage.sandbox.getState().payouts.length;
		const run = await payFile(lines.join('\r\n'));
		expect(run.status).toBe('error');
		expect(`${run.error?.message} ${String(run.error?.description)}`).toContain(message);
		expect(paidAfter(before)).toEqual([]);
	});
});
