/**
 * What a polling trigger keeps between polls, in n8n's static data. n8n saves it and starts the execution
 * separately, so either can be missing after a crash. A position therefore counts only once a later poll of
 * the same process finds it: docs/decisions/polling.md.
 */
import { randomUUID } from 'node:crypto';
import type { IPollFunctions } from 'n8n-workflow';
import { clock } from '../transport/clock';
import type { Position } from './position';

/** Another one in each process, and after each restart. An object, so that tests can restart it. */
export const currentProcess = { id: randomUUID() as string };

/** How long n8n has to store an execution before a poll relies on it, in milliseconds. */
const SETTLE_MS = 5_000;

const MAX_PROCESSES = 20;

interface Memory {
	/** The project of the credential. */
	pid: string;
	position: Position;
	/** The position after an execution that may not have been stored. */
	next?: {
		position: Position;
		/** The processes that started an execution with these trades. */
		startedBy: string[];
		startedAt: number;
	};
}

export interface Start {
	position: Position;
	/** The processes that started an execution that this poll may have to repeat. */
	startedBy: string[];
}

const dataOf = (context: IPollFunctions) =>
	context.getWorkflowStaticData('node') as { memory?: Memory };

/**
 * Returns where a poll starts.
 *
 * @returns 'new' for the first poll of a project; 'too early' if n8n may still be storing the last execution
 */
export function recall(context: IPollFunctions, pid: string): Start | 'new' | 'too early' {
	const { memory } = dataOf(context);
	if (memory?.pid !== pid) return 'new';
	const { position, next } = memory;
	if (!next) return { position, startedBy: [] };
	if (!next.startedBy.includes(currentProcess.id)) return { position, startedBy: next.startedBy };
	if (Math.abs(clock.now() - next.startedAt) < SETTLE_MS) return 'too early';
	return { position: next.position, startedBy: [] };
}

/** Keeps a position that no execution depends on. */
export function remember(context: IPollFunctions, pid: string, position: Position): void {
	dataOf(context).memory = { pid, position };
}

/** Keeps both positions, before and after the trades with which an execution starts. */
export function rememberStarted(
	context: IPollFunctions,
	pid: string,
	{ position, startedBy }: Start,
	next: Position,
): void {
	const processes = [...startedBy, currentProcess.id].slice(-MAX_PROCESSES);
	dataOf(context).memory = {
		pid,
		position,
		next: { position: next, startedBy: processes, startedAt: clock.now() },
	};
}
