import type { Payout } from '../../../sandbox/sandbox.mts';

/** How often each reference was paid, according to the payouts' remarks. */
export function timesPaid(payouts: Payout[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const { remark, history } of payouts) {
		const paid = history.filter(({ status }) => status === 6).length;
		times.set(remark, (times.get(remark) ?? 0) + paid);
	}
	return times;
}
