/** Runs a long test that is a command of its own, and whose last line of output is one JSON object. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAll } from './queueMode/children.mts';

export interface Verdict {
	figures: Record<string, number>;
	/** What did not hold; empty if everything did. */
	faults: string[];
}

export interface Place {
	/** A new folder, which is removed at the end. */
	folder: string;
	/** Reports what has just happened. */
	tell: (text: string) => void;
}

/**
 * Runs the test, prints its verdict and sets the exit code. Cleans up, however this process ends.
 *
 * @param given what to print with the figures, such as the seed
 * @returns the verdict if everything held
 */
export async function runCommand<V extends Verdict>(
	name: string,
	run: (place: Place) => Promise<V>,
	given: Record<string, number> = {},
): Promise<V | undefined> {
	const started = Date.now();
	const seconds = () => (Date.now() - started) / 1000;
	const tell = (text: string) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${text}`);
	const print = (result: object) =>
		console.log(JSON.stringify({ ...result, ...given, seconds: Math.round(seconds()) }));
	const folder = mkdtempSync(join(tmpdir(), `cregis-${name}-`));
	process.on('exit', () => {
		killAll();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
	process.exitCode = 1;
	try {
		const verdict = await run({ folder, tell });
		const { figures, faults } = verdict;
		for (const [figure, value] of Object.entries(figures)) tell(`${figure}: ${value}`);
		for (const fault of faults) tell(`DID NOT HOLD: ${fault}`);
		const ok = faults.length === 0;
		print({ ok, ...figures, faults });
		if (!ok) return undefined;
		process.exitCode = 0;
		return verdict;
	} catch (error) {
		const { message } = error as Error;
		console.error(message);
		print({ ok: false, error: message });
		return undefined;
	}
}
