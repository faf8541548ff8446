import type { PayoutStatus } from '../../sandbox/sandbox.mts';

/** The statuses of a payout or withdrawal: whether Cregis reports it, and whether it is on chain. */
export const STATUSES: Array<[PayoutStatus, boolean, boolean]> = [
	[1, false, false],
	[2, true, false],
	[3, false, false],
	[4, true, false],
	[5, false, false],
	[6, true, true],
	[7, true, true],
];
