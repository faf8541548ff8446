/** Time that passes only by waiting, so that no test waits for real. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import { clock } from '../../nodes/Cregis/transport/clock.ts';

/** @returns for how long the node has waited in all, in milliseconds */
export function useVirtualClock(): { waited(): number } {
	let waited = 0;
	beforeEach(() => {
		waited = 0;
		const begun = Date.now();
		jest.spyOn(clock, 'now').mockImplementation(() => begun + waited);
		jest.spyOn(clock, 'sleep').mockImplementation(async (milliseconds) => {
			waited += milliseconds;
		});
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
	return { waited: () => waited };
}
