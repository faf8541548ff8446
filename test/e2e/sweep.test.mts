/** The example that sweeps large deposits to a cold wallet. */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { importExample } from '../../demo/examples.mts';
import type { SavedWorkflow } from '../../harness/editor.mts';
import { newAddress, RECIPIENT } from '../support/client.mts';
import { endedExecutions } from './shop.mts';
import { useSlack } from './slack.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const slack = useSlack();

let workflow: SavedWorkflow;
let callback_url: string;
beforeAll(async () => {
	const { editor, project } = stage;
	const credential = await editor.createCredential('cregisApi', 'Cregis', project);
	workflow = await importExample(editor, { filesFolder: '' }, 'sweep-to-cold-wallet', credential, {
		'Sweep on TRON': { toAddress: RECIPIENT },
		// An address of another chain.
		'Sweep on Ethereum': { toAddress: RECIPIENT },
		'Tell a Person': { url: slack.url },
	});
	callback_url = editor.webhookUrl(workflow.nodes[0]);
	await editor.updateCredential(credential.id, 'cregisApi', 'Cregis', {
		...project,
		callbackUrl: callback_url,
	});
	await editor.publish(workflow);
});

let before = 0;
beforeEach(async () => {
	before = (await stage.editor.executions(workflow.id)).length;
});

const ended = async (count: number) => await endedExecutions(stage, workflow, before + count);

/** A deposit on a chain, TRON by default, to an address of its own. */
async function deposit(amount: string, token = 'USDT', chain = '195') {
	const address = await newAddress(stage.sandbox, chain, { callback_url });
	return await stage.sandbox.deposit({ address, amount, token });
}

const sweepsOf = ({ cid }: { cid: string }) =>
	stage.sandbox
		.getState()
		.withdrawals.filter(({ third_party_id: reference }) => reference === `sweep-${cid}`);

describe('a deposit', () => {
	it('of the minimum is swept in full, once, however often Cregis reports it', async () => {
		const { deposit: made, callback } = await deposit('100');
		await ended(1);
		await stage.sandbox.pushCallback(callback!.id);
		await ended(2);
		const { address, chain_id, token_id } = made;
		expect(sweepsOf(made)).toEqual([
			expect.objectContaining({
				from_address: address,
				to_address: RECIPIENT,
				amount: '100',
				chain_id,
				token_id,
			}),
		]);
		expect(slack.texts).toEqual([]);
	});

	it('is swept once if it is reported five times at the same moment', async () => {
		const { deposit: made, callback } = await deposit('123.456789');
		const { id } = callback!;
		await Promise.all(Array.from({ length: 4 }, () => stage.sandbox.pushCallback(id)));
		await ended(5);
		expect(sweepsOf(made)).toEqual([expect.objectContaining({ amount: '123.456789' })]);
		expect(slack.texts).toEqual([]);
	});

	it.each([
		['below the minimum', '99.999999', 'USDT'],
		['of another coin', '1000', 'TRX'],
	])('%s starts nothing', async (_, amount, token) => {
		const { deposit: made, callback } = await deposit(amount, token);
		expect(callback!.success).toBe(true);
		expect(sweepsOf(made)).toEqual([]);
		expect(await stage.editor.executions(workflow.id)).toHaveLength(before);
	});

	it('of a coin without a rule stays, and a person is told', async () => {
		const { deposit: made } = await deposit('100', 'USDT', '2510');
		await ended(1);
		expect(sweepsOf(made)).toEqual([]);
		expect(slack.texts).toEqual([
			`No rule for the deposit ${made.cid} of 100 USDT (2510@${made.token_id}) at ${made.address}. It stays there.`,
		]);
	});

	it('is not sent to an address of another chain, and a person is told', async () => {
		const { deposit: made } = await deposit('100', 'USDT', '60');
		await ended(1);
		expect(sweepsOf(made)).toEqual([]);
		expect(slack.texts).toEqual([
			expect.stringMatching(
				new RegExp(`^Check the sweep of deposit ${made.cid}, 100 USDT at 0x.*'To Address'`),
			),
		]);
	});

	it('whose sweep has an unknown outcome is not swept again, and a person is told', async () => {
		const { sandbox } = stage;
		sandbox.addFault({ path: '/api/v1/sub_address_withdrawal', kind: 'lost_reply' });
		const { deposit: made, callback } = await deposit('100');
		await ended(1);
		expect(slack.texts).toEqual([expect.stringContaining('may or may not')]);
		await sandbox.pushCallback(callback!.id);
		await ended(2);
		expect(sweepsOf(made)).toHaveLength(1);
	});

	it('whose sweep fails later causes a message', async () => {
		const { deposit: made } = await deposit('100');
		await ended(1);
		const [{ cid }] = sweepsOf(made);
		await stage.sandbox.setWithdrawalStatus(cid, 7);
		await ended(2);
		expect(slack.texts).toEqual([
			`The withdrawal sweep-${made.cid} of 100 USDT from ${made.address} ended as failed. Look it up in Cregis.`,
		]);
	});
});
