import { describe, expect, it, jest } from '@jest/globals';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isCancelled, sleepUnlessCancelled } from '../../nodes/Cregis/transport/cancellation.ts';
import { clock } from '../../nodes/Cregis/transport/clock.ts';
import { useVirtualClock } from '../support/clock.mts';

const execution = (signal?: Partial<AbortSignal>) =>
	({ getExecutionCancelSignal: () => signal }) as unknown as IExecuteFunctions;

describe('whether an execution was canceled', () => {
	it.each([
		['it was', execution({ aborted: true }), true],
		["it wasn't", execution({ aborted: false }), false],
		["it can't be, as n8n gives no signal", execution(), false],
		["it isn't an execution", {} as IWebhookFunctions, false],
	])('%s', (_, context, cancelled) => {
		expect(isCancelled(context)).toBe(cancelled);
	});
});

describe('a wait', () => {
	const time = useVirtualClock();

	it.each([0, 1, 499, 500, 501, 1_700])('of %d ms takes that long', async (milliseconds) => {
		await sleepUnlessCancelled(execution(), milliseconds);
		expect(time.waited()).toBe(milliseconds);
	});

	it('takes no longer if the clock runs ahead', async () => {
		const begun = clock.now();
		jest
			.spyOn(clock, 'now')
			.mockReturnValueOnce(begun)
			.mockReturnValue(begun + 60_000);
		await sleepUnlessCancelled(execution(), 10_000);
		expect(time.waited()).toBe(500);
	});

	it("doesn't start once the execution is canceled", async () => {
		await sleepUnlessCancelled(execution({ aborted: true }), 10_000);
		expect(time.waited()).toBe(0);
	});

	it('ends within half a second if the execution is canceled', async () => {
		const signal = { aborted: false };
		jest.spyOn(clock, 'sleep').mockImplementationOnce(async () => {
			signal.aborted = true;
		});
		await sleepUnlessCancelled(execution(signal), 10_000);
		expect(clock.sleep).toHaveBeenCalledTimes(1);
		expect(clock.sleep).toHaveBeenCalledWith(500);
	});
});
