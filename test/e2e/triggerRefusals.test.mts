/** What the trigger refuses, because Cregis didn't send it. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type SavedWorkflow, until } from '../../harness/editor.mts';
import { DEPOSIT } from '../support/callbackFields.mts';
import { useStage } from './stage.mts';
import { RECEIVED, deliver, triggering } from './triggering.mts';

const stage = useStage();
const { signed, publish, countExecutions, lastItem } = triggering(stage);

describe("a request that isn't from Cregis", () => {
	let workflow: SavedWorkflow;
	let url: string;
	beforeAll(async () => {
		({ workflow, url } = await publish({ events: ['*'] }));
	});

	const MEBIBYTE = 2 ** 20;
	const refused: Array<[string, () => string | Buffer, string | false, number]> = [
		['a wrong signature', () => signed(DEPOSIT).replace('1.20', '9.20'), 'application/json', 401],
		['no signature', () => JSON.stringify(DEPOSIT), 'application/json', 401],
		[
			'another project, signed with its key',
			() => signed(DEPOSIT, stage.sandbox.payment),
			'application/json',
			401,
		],
		[
			'another project, signed with the key of this one',
			() => signed(DEPOSIT, { ...stage.sandbox.waas, pid: '1' }),
			'application/json',
			401,
		],
		['nothing', () => '', 'application/json', 401],
		['nothing, without a type', () => '', false, 401],
		['text', () => 'hello', 'text/plain', 401],
		['text with a JSON content type (n8n responds)', () => 'hello', 'application/json', 422],
		['a JSON array', () => '[1]', 'application/json', 401],
		['a signed body of no known kind', () => signed({ hello: 'world' }), 'application/json', 401],
		[
			'a signed body of the wrong shape',
			() => signed({ ...DEPOSIT, amount: 'much' }),
			'application/json',
			401,
		],
		[
			'10 MB of binary data',
			() => Buffer.alloc(10 * MEBIBYTE, 0xa5),
			'application/octet-stream',
			401,
		],
		['10 MB of digits', () => Buffer.alloc(10 * MEBIBYTE, '1'), 'text/plain', 401],
		['20 MB (n8n responds)', () => Buffer.alloc(20 * MEBIBYTE, ' '), 'application/json', 500],
		[
			'20 MB that n8n passes to the trigger',
			() => Buffer.alloc(20 * MEBIBYTE),
			'application/octet-stream',
			401,
		],
		[
			'a form',
			() => '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
			'multipart/form-data; boundary=x',
			401,
		],
		['brackets without an end', () => '['.repeat(MEBIBYTE), 'text/plain', 401],
	];

	it.each(refused)('%s', async (_, body, contentType, status) => {
		expect(await deliver(url, body(), contentType)).toMatchObject({ status });
		expect(await countExecutions(workflow)).toBe(0);
	});

	it('without a signature gets a response that the URL works', async () => {
		for (const [body, type] of [
			['{}', 'application/json'],
			[JSON.stringify(DEPOSIT), 'application/json'],
			['ping', 'text/plain'],
			['', false],
		] as const) {
			expect(await deliver(url, body, type)).toEqual({
				status: 401,
				text: "This URL works, but the request isn't signed by Cregis",
				type: 'text/plain; charset=utf-8',
			});
		}
	});

	const logged = () =>
		stage
			.log()
			.split('\n')
			.filter((line) => line.includes('callback was refused') && line.includes(workflow.id));

	it("writes no line to n8n's log, unless its signature is valid", async () => {
		const before = logged().length;
		await deliver(url, signed(DEPOSIT).replace('1.20', '9.20'));
		await deliver(url, JSON.stringify(DEPOSIT));
		await deliver(url, signed(DEPOSIT, stage.sandbox.payment));
		await deliver(url, signed({ ...DEPOSIT, amount: 'much' }));
		const lines = await until('the line', async () => {
			const found = logged().slice(before);
			return found.length > 0 && found;
		});
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain("The fields don't match any Cregis callback");
		expect(lines[0]).not.toMatch(new RegExp(`${DEPOSIT.address}|${DEPOSIT.txid}|much`));
	});

	it('with one flipped byte anywhere is refused', async () => {
		const genuine = Buffer.from(signed(DEPOSIT));
		for (let position = 0; position < genuine.length; position += 7) {
			const altered = Buffer.from(genuine);
			altered[position] ^= 0x01;
			const { status } = await deliver(url, altered, 'text/plain');
			expect([position, status]).toEqual([position, 401]);
		}
		expect(await countExecutions(workflow)).toBe(0);
	});

	it("doesn't harm n8n", async () => {
		expect(await deliver(url, signed(DEPOSIT))).toEqual(RECEIVED);
		expect((await lastItem(workflow)).amount).toBe('1.20');
	});
});
