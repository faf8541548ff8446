/** A clock that only waiting moves, so that no test really waits. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import { clock } from '../../nodes/Cregis/transport/clock.ts';

/** @returns how long the node has waited in total, in milliseconds */
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
