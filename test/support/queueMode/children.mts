/** Child processes that end with this process, however it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { memory } from '../process.mts';

const LAST_LINES = 20;
const STOP_TIMEOUT_MS = 15_000;

const running = new Set<ChildProcess>();

export interface ChildOptions {
	command: string;
	args: string[];
	env?: NodeJS.ProcessEnv;
	logFile: string;
}

export interface Child {
	hasEnded(): boolean;
	/** The end of its output. */
	lastLines(): string;
	/** The ID of the process; undefined if it couldn't be started. */
	pid: number | undefined;
	/** The resident memory, in bytes; 0 if it has ended. */
	memory(): number;
	end(signal: NodeJS.Signals): Promise<void>;
}

/** Signals the child's whole group, because n8n starts processes of its own. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals) {
	try {
		if (pid !== undefined) process.kill(-pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

export function startChild({ command, args, env, logFile }: ChildOptions): Child {
	const log = openSync(logFile, 'a');
	const child = spawn(command, args, {
		env: env ?? process.env,
		detached: true,
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	running.add(child);
	let failure = '';
	const ended = Promise.race([
		once(child, 'exit'),
		once(child, 'error').then(([error]) => (failure = (error as Error).message)),
	]).finally(() => running.delete(child));
	return {
		hasEnded: () => !running.has(child),
		lastLines: () =>
			`${failure}${readFileSync(logFile, 'utf8').trim().split('\n').slice(-LAST_LINES).join('\n')}`,
		pid: child.pid,
		memory: () => (running.has(child) ? memory(child.pid!) : 0),
		end: async (signal) => {
			if (!running.has(child)) return;
			signalGroup(child, signal);
			const stubborn = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_TIMEOUT_MS);
			await ended;
			clearTimeout(stubborn);
		},
	};
}

/** Kills all children that still run. */
export function killAll() {
	for (const child of running) signalGroup(child, 'SIGKILL');
}
