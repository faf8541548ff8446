/** Deposits in the sandbox and their callbacks. */
import type { CallbackRecord, Sandbox } from '../../sandbox/sandbox.mts';
import { inParallel } from '../support/pool.mts';

/** The event ID that the trigger gives to a callback. */
export function eventIdOf({ kind, pid, cid, body }: CallbackRecord): string {
	const status = /"status":"?(\d+)/.exec(body)![1];
	return `${kind}:${pid}:${cid}:${status}`;
}

export const successes = ({ attempts }: CallbackRecord) =>
	attempts.filter(({ success }) => success).length;

/** Resends callbacks from Cregis's records, each until it is acknowledged. */
export async function pushUntilReceived(
	sandbox: Sandbox,
	records: CallbackRecord[],
	atOnce: number,
): Promise<number> {
	const TRIES = 5;
	let pushes = 0;
	await inParallel(records, atOnce, async (record) => {
		for (let tries = 1; ; tries++) {
			pushes++;
			if ((await sandbox.pushCallback(record.id)).success) return;
			if (tries === TRIES)
				throw new Error(`A callback was resent ${tries} times: ${record.answer}`);
		}
	});
	return pushes;
}
