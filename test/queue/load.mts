/** Deposits and payouts while the processes of n8n are killed in turn, and the recovery afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../harness/editor.mts';
import type { CallbackRecord, Sandbox } from '../../sandbox/sandbox.mts';
import type { Cluster, N8nProcess } from '../support/queueMode/cluster.mts';
import { newAddress } from '../support/client.mts';
import { inParallel } from '../support/pool.mts';
import { eventIdOf, pushUntilReceived } from './deposits.mts';
import { Payouts } from './payouts.mts';
import { hasEnded, type Records } from './records.mts';
import type { Workflows } from './workflows.mts';

const TRON = '195';
/** How often each worker and each webhook processor is killed. */
const ROUNDS = 2;
const AT_ONCE = 8;
const BESIDE_AT_ONCE = 4;
/** The share of a stage's deposits after which its process is killed. */
const KILLED_AFTER = 0.4;
/** After that, deposits come more slowly, so that they last until the process is up again. */
const PAUSE_MS = 1_000;
/** Payouts are slow while a worker is killed, so that it dies between the request to Cregis and the response. */
const SLOW_PAYOUT_MS = 2_500;
/** n8n checks every minute for abandoned executions. */
const ENDED_LIMIT_MS = 240_000;
const READ_EVERY_MS = 1_000;
const CALLBACKS_LIMIT_MS = 60_000;

export interface Amounts {
	/** Deposits whose callbacks get a response once the event is stored. */
	deposits: number;
	/** Deposits whose callbacks get a response once the event is handled. */
	handledDeposits: number;
	payouts: number;
}

export interface Scene {
	sandbox: Sandbox;
	cluster: Cluster;
	url: string;
	workflows: Workflows;
	records: Records;
	amounts: Amounts;
	tell: (text: string) => void;
}

export interface Outcome {
	payouts: Payouts;
	/** Callbacks that were marked as failed after the load. */
	failed: CallbackRecord[];
	/** Callbacks that were acknowledged, but whose execution failed. */
	cutOff: CallbackRecord[];
	pushes: number;
}

/** Splits an amount into parts that differ by at most one. */
function parts(amount: number, count: number): number[] {
	return Array.from(
		{ length: count },
		(_, index) => Math.floor(((index + 1) * amount) / count) - Math.floor((index * amount) / count),
	);
}

const turns = (count: number) => Array.from({ length: count }).keys();

/** Delivers deposits, kills the process in the middle, and restarts it while they continue. */
async function stage(
	scene: Scene,
	victim: N8nProcess,
	deposit: () => Promise<unknown>,
	count: number,
) {
	const { cluster, url, tell } = scene;
	let delivered = 0;
	let restarted: Promise<void> | undefined;
	await inParallel(turns(count), AT_ONCE, async () => {
		await deposit();
		delivered++;
		if (restarted) await sleep(PAUSE_MS);
		if (restarted || delivered < count * KILLED_AFTER) return;
		restarted = victim.kill().then(async () => await cluster.start(url, [victim]));
		restarted.catch(() => undefined); // Awaited below.
		tell(`Killed ${victim.name} after ${delivered} of ${count} deposits`);
	});
	await restarted;
	tell(`${victim.name} is up again`);
}

async function untilAllEnded({ records }: Scene) {
	await until(
		'all executions to end',
		async () => {
			await sleep(READ_EVERY_MS);
			return (await records.read()).every(hasEnded);
		},
		ENDED_LIMIT_MS,
	);
}

async function untilAllDelivered({ sandbox }: Scene) {
	await until(
		'the callbacks of all deposits and payouts',
		async () => {
			const { callbacks, deposits, payouts } = sandbox.getState();
			const isComplete = callbacks.length === deposits.length + payouts.length;
			return isComplete && callbacks.every(({ answer }) => answer !== null);
		},
		CALLBACKS_LIMIT_MS,
	);
}

/** Callbacks whose event has no execution that succeeded. */
async function withoutSuccess({ sandbox, records }: Scene): Promise<CallbackRecord[]> {
	const executions = await records.read();
	const done = new Set(
		executions.filter(({ status }) => status === 'success').map(({ about }) => about),
	);
	return sandbox.getState().callbacks.filter((record) => !done.has(eventIdOf(record)));
}

export async function runLoad(scene: Scene): Promise<Outcome> {
	const { sandbox, cluster, workflows, records, amounts, tell } = scene;
	const address = await newAddress(sandbox, TRON, { callback_url: workflows.immediateUrl });
	const handledAddress = await newAddress(sandbox, TRON, { callback_url: workflows.handledUrl });
	const payouts = new Payouts(workflows.payUrl, records);
	const [workers, processors] = [cluster.workers, cluster.processors];
	const round = workers.flatMap((worker, index) => [worker, processors[index]]);
	const victims = Array.from({ length: ROUNDS }, () => round).flat();
	const shares = {
		deposits: parts(amounts.deposits, victims.length),
		handled: parts(amounts.handledDeposits, victims.length),
		payouts: parts(amounts.payouts, victims.length),
	};
	const deposit = async () => await sandbox.deposit({ address, amount: '2.5' });
	const handledDeposit = async () =>
		await sandbox.deposit({ address: handledAddress, amount: '2.5' });
	const beside: Array<Promise<void>> = [];
	for (const [index, victim] of victims.entries()) {
		if (victim.role === 'worker') {
			const times = Math.max(1, shares.payouts[index]);
			sandbox.addFault({ path: '/api/v2/payout', kind: 'delay', ms: SLOW_PAYOUT_MS, times });
		}
		payouts.start(shares.payouts[index], AT_ONCE);
		beside.push(inParallel(turns(shares.handled[index]), BESIDE_AT_ONCE, handledDeposit));
		beside.at(-1)!.catch(() => undefined); // Awaited after the last one.
		await stage(scene, victim, deposit, shares.deposits[index]);
	}

	tell('Waiting until every payout is known to be paid');
	await payouts.untilPaid();
	await Promise.all(beside);
	await untilAllDelivered(scene);
	const failed = sandbox.getState().callbacks.filter(({ success }) => !success);
	tell(`${failed.length} callbacks are marked as failed: resending them`);
	let pushes = await pushUntilReceived(sandbox, failed, AT_ONCE);
	tell('Waiting until n8n fails the executions of dead workers');
	await untilAllEnded(scene);
	const cutOff = await withoutSuccess(scene);
	tell(`${cutOff.length} events were acknowledged and cut off with their worker: resending them`);
	pushes += await pushUntilReceived(sandbox, cutOff, AT_ONCE);
	await untilAllEnded(scene);
	return { payouts, failed, cutOff, pushes };
}
