/** When an operation waits for its result, and when there is nothing to wait for. */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IRunExecutionData } from 'n8n-workflow';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const HOUR_MS = 3_600_000;

const PAYOUT = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1',
	thirdPartyId: 'invoice-1',
	waitForResult: true,
};

afterEach(() => {
	jest.restoreAllMocks();
});

describe('a payout that waits', () => {
	it.each([
		[24, 'hours', 24 * HOUR_MS],
		[0.5, 'minutes', HOUR_MS / 120],
		[3, 'days', 72 * HOUR_MS],
	])('waits for at most %d %s', async (waitAmount, waitUnit, milliseconds) => {
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now);
		const run = await project.run('payout', 'create', { ...PAYOUT, waitAmount, waitUnit });
		expect(run.waitTill).toEqual(new Date(now + milliseconds));
	});

	it('leaves its IDs to the next node, in case no result comes', async () => {
		const run = await project.run('payout', 'create', PAYOUT);
		const { executionData } = (JSON.parse(run.stored) as { data: IRunExecutionData }).data;
		const [waiting] = executionData!.nodeExecutionStack;
		expect(waiting.data.main[0]).toEqual([{ json: { ...run.json[0], timedOut: true } }]);
	});

	it("makes Cregis report to the execution, whatever the credential's default", async () => {
		const credential = { ...project.credential, callbackUrl: 'https://n8n.example.com/webhook/x' };
		await project.run('payout', 'create', PAYOUT, { credential });
		expect(project.payments()[0].fields.callback_url).toMatch(
			/^http:\/\/127\.0\.0\.1\/waiting\/1\/cregis\?signature=[\da-f]{64}$/,
		);
	});
});

describe("'Wait at Most'", () => {
	it.each([
		[365, 'days'],
		[365 * 24, 'hours'],
		[0.001, 'minutes'],
	])('can be %s %s', async (waitAmount, waitUnit) => {
		const run = await project.run('payout', 'create', { ...PAYOUT, waitAmount, waitUnit });
		expect(run.waitTill).toBeInstanceOf(Date);
	});

	it.each([
		[0, 'hours'],
		[-1, 'hours'],
		[365.001, 'days'],
		[365 * 24 + 1, 'hours'],
		[1e9, 'days'],
		[Infinity, 'hours'],
		['', 'hours'],
		['soon', 'hours'],
		['={{ NaN }}', 'hours'],
		['={{ null }}', 'hours'],
		['={{ $json.hours }}', 'hours'],
		[1, 'years'],
	])('%j %s is rejected before anything is sent', async (waitAmount, waitUnit) => {
		const run = await project.run('payout', 'create', { ...PAYOUT, waitAmount, waitUnit });
		expect(run.error?.message).toBe("'Wait at Most' must be greater than 0 and at most 365 days");
		expect(run.error).toMatchObject({
			description: expect.stringContaining('Nothing was sent.'),
			node: { name: 'Cregis' },
		});
		expect(project.sent()).toEqual([]);
	});
});

describe('there is nothing to wait for', () => {
	it('if Cregis declines', async () => {
		const run = await project.run(
			'payout',
			'create',
			{ ...PAYOUT, toAddress: 'T123' },
			{ onError: 'continueRegularOutput' },
		);
		expect(run.json[0].error).toMatch(/T123/);
		expect(run.json[0]).toMatchObject({ message: { outcome: 'not done' } });
		expect(run.waitTill).toBeUndefined();
	});

	it('if the reference was already used, because Cregis reports elsewhere', async () => {
		const once = { ...PAYOUT, waitForResult: false };
		await project.run('payout', 'create', once);
		const options = { ifReferenceUsed: 'countAsSent' };
		const run = await project.run('payout', 'create', { ...PAYOUT, options });
		expect(run.json[0]).toMatchObject({ third_party_id: 'invoice-1', alreadySent: true });
		expect(run.waitTill).toBeUndefined();
	});

	it("if 'Wait for Result' is off", async () => {
		const run = await project.run('payout', 'create', { ...PAYOUT, waitForResult: false });
		expect(run.waitTill).toBeUndefined();
	});
});
