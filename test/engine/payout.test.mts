import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { runNode } from './engine.mts';

describe('payout: create', () => {
	let sandbox: Sandbox;
	beforeAll(async () => { sandbox = await startSandbox(); });
	afterAll(async () => { await sandbox.close(); });
	it('pays', async () => {
		const credential = { baseUrl: sandbox.baseUrl, pid: sandbox.waas.pid, apiKey: sandbox.waas.apiKey };
		const run = await runNode({ credential, parameters: { resource: 'payout', operation: 'create', currency: { __rl: true, mode: 'id', value: '195@195' }, toAddress: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS', amount: '={{ $json.amount }}', thirdPartyId: '={{ $json.ref }}' }, items: [{ amount: 1.5, ref: 'a' }, { amount: '2', ref: 'b' }] });
		console.log(JSON.stringify(run.error?.message), run.json, sandbox.getRequests().map(r => r.raw));
		expect(run.json).toHaveLength(2);
	});
});
