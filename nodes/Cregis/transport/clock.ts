import { sleep } from 'n8n-workflow';

/** The time and how to wait, in milliseconds: one place, so that tests need not wait. */
export const clock = {
	now: (): number => Date.now(),
	sleep: async (milliseconds: number): Promise<void> => await sleep(milliseconds),
};
