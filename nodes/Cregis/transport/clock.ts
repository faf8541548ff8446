import { sleep } from 'n8n-workflow';

/** The current time and waiting, both in milliseconds. In one place, so that tests can replace them. */
export const clock = {
	now: (): number => Date.now(),
	sleep: async (milliseconds: number): Promise<void> => await sleep(milliseconds),
};
