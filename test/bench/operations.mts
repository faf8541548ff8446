/** Operations on many items compared with n8n's HTTP Request node with the same credential, in turns. */
import type { Editor } from '../../harness/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { measureItems, measureList, TRADES, type Kind, type Run } from './items.mts';
import { median, type Recorder } from './record.mts';

const ROUNDS = 3;
/** More where a run takes only seconds. */
const QUICK_ROUNDS = 7;

interface Place {
	editor: Editor;
	sandbox: Sandbox;
	/** n8n's process. */
	pid: number;
}

/** Runs each kind several times, in turns. */
async function inTurns(
	place: Place,
	kinds: Kind[],
	items: number,
	delayMs: number,
	rounds = ROUNDS,
) {
	const runs = new Map<Kind, Run[]>(kinds.map((kind) => [kind, []]));
	for (let round = 0; round < rounds; round++) {
		for (const kind of kinds) {
			runs.get(kind)!.push(await measureItems({ ...place, kind, items, delayMs }));
		}
	}
	return (kind: Kind, value: keyof Run = 'seconds') =>
		median(runs.get(kind)!.map((run) => run[value]));
}

export async function measureOperations(record: Recorder, place: Place) {
	const slow = 'Cregis answering after 50 ms';
	const fast = 'Cregis answering at once';
	const peer = 'compared with HTTP Request';

	record.begin(`1,000 items, ${slow}`);
	const waiting = await inTurns(place, ['request', 'read', 'readTwenty', 'payTen'], 1_000, 50);
	// Alone, because it takes a minute.
	const one = await inTurns(place, ['pay'], 1_000, 50, 1);
	record.figure('HTTP Request node with the same credential', waiting('request'), 's');
	record.figure('Address: Check Ownership, default settings', waiting('read'), 's');
	record.figure('Address: Check Ownership, 20 parallel requests', waiting('readTwenty'), 's');
	record.figure('Payout: Create, one by one', one('pay'), 's');
	record.figure('Payout: Create, 10 parallel requests', waiting('payTen'), 's');
	const reads = waiting('read') / waiting('request');
	record.atMost(`Reads with default settings ${peer}`, reads, 1, 'times as long');
	const twenty = waiting('readTwenty') / waiting('request');
	record.atMost(`Reads with 20 parallel requests ${peer}`, twenty, 0.7, 'times as long');
	const ten = waiting('payTen') / one('pay');
	record.atMost('Payouts, 10 in parallel compared with one by one', ten, 0.2, 'times as long');

	record.begin(`1,000 items, ${fast}`);
	const quick = await inTurns(place, ['request', 'readOne', 'read'], 1_000, 0, QUICK_ROUNDS);
	record.figure('HTTP Request node with the same credential', quick('request'), 's');
	record.figure('Address: Check Ownership, one by one', quick('readOne'), 's');
	record.figure('Address: Check Ownership, default settings', quick('read'), 's');
	const single = quick('readOne') / quick('request');
	record.atMost(`Reads one by one ${peer}`, single, 0.85, 'times as long');
	const used = quick('readOne', 'processor') / quick('request', 'processor');
	record.atMost(`n8n's processor time for each item ${peer}`, used, 0.8, 'times as much');

	record.begin(`5,000 payouts, ${fast}`);
	const many = await inTurns(place, ['requestPayout', 'pay', 'payTen'], 5_000, 0);
	record.figure('HTTP Request node with the same credential', many('requestPayout'), 's');
	record.figure('Payout: Create, one by one', many('pay'), 's');
	record.figure('Payout: Create, 10 parallel requests', many('payTen'), 's');
	const payouts = many('pay') / many('requestPayout');
	record.atMost(`Payouts one by one ${peer}`, payouts, 0.8, 'times as long');

	record.begin('Lists');
	const { editor, sandbox } = place;
	record.figure(
		`Trade: Get Many, ${TRADES.toLocaleString('en')} trades with Return All`,
		await measureList(editor, sandbox),
		's',
	);
}

const ROWS = 10_000;

/** Each node in an n8n of its own, so that neither finds memory that the other left. */
export async function measureMemory(
	record: Recorder,
	inOwnN8n: <T>(measure: (place: Place) => Promise<T>) => Promise<T>,
) {
	record.begin('10,000 items');
	const grown = async (kind: Kind) =>
		await inOwnN8n(async (place) => {
			return (await measureItems({ ...place, kind, items: ROWS, delayMs: 0 })).memory;
		});
	const [request, read] = [await grown('request'), await grown('read')];
	record.figure('HTTP Request node: memory that n8n adds', request, 'MB');
	record.figure('Address: Check Ownership: memory that n8n adds', read, 'MB');
	record.atMost('Memory compared with HTTP Request', read / request, 1, 'times as much');
}
