/** A clock that tests advance, and a way to wait for the network. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** The time at which each test starts, in ms. */
export const START_MS = 1_800_000_000_000;

let isOver = false;

/** Fakes the timers of each test of the file. Comes before the sandbox that uses them. */
export function useFakeTime(): void {
	beforeEach(() => {
		isOver = false;
		// The network needs the real ones.
		jest.useFakeTimers({
			now: START_MS,
			doNotFake: ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'],
		});
	});
	afterEach(() => {
		isOver = true;
		jest.useRealTimers();
	});
}

/** Advances the clock, and runs every timer that is due by then. */
export function pass(ms: number): void {
	jest.advanceTimersByTime(ms);
}

/** Longer than any step of the sandbox takes. */
export const AN_HOUR_MS = 3_600_000;

/**
 * Polls until the probe finds something, then waits one turn for what follows from it at once.
 * The only time limit is the test's.
 */
export async function until<T>(
	probe: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
	while (!isOver) {
		const found = await probe();
		await nextTurn();
		if (found) return found;
	}
	throw new Error('The test ended before that.');
}
