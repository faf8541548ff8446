/** Deposits in the sandbox, and the callbacks that tell of them. */
import type { CallbackRecord, Sandbox } from '../../sandbox/sandbox.mts';

/** Does something for each of a number of turns, some at once. */
export async function inTurns(
	count: number,
	atOnce: number,
	act: (turn: number) => Promise<unknown>,
) {
	let next = 0;
	const work = async () => {
		while (next < count) await act(next++);
	};
	await Promise.all(Array.from({ length: atOnce }, work));
}

/** The ID that the trigger gives to the event of a callback. */
export function eventIdOf({ kind, pid, cid, body }: CallbackRecord): string {
	const status = /"status":"?(\d+)/.exec(body)![1];
	return `${kind}:${pid}:${cid}:${status}`;
}

export const successes = ({ attempts }: CallbackRecord) =>
	attempts.filter(({ success }) => success).length;

/** Pushes callbacks again from Cregis's records, each until it is acknowledged. */
export async function pushUntilReceived(
	sandbox: Sandbox,
	records: CallbackRecord[],
	atOnce: number,
): Promise<number> {
	const TRIES = 5;
	let pushes = 0;
	await inTurns(records.length, atOnce, async (turn) => {
		for (let tries = 1; ; tries++) {
			pushes++;
			if ((await sandbox.pushCallback(records[turn].id)).success) return;
			const { answer } = records[turn];
			if (tries === TRIES) throw new Error(`A callback was pushed ${tries} times: ${answer}`);
		}
	});
	return pushes;
}
