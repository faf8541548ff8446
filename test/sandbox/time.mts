/** Time that passes only when a test says so, and a way to wait for what the network brings. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** The time at which each test begins, in ms. */
export const START_MS = 1_800_000_000_000;

let isOver = false;

beforeEach(() => {
	isOver = false;
	// What the network works with goes on.
	jest.useFakeTimers({
		now: START_MS,
		doNotFake: ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'],
	});
});

afterEach(() => {
	isOver = true;
	jest.useRealTimers();
});

/** Lets that many ms pass: whatever was to happen within them happens now. */
export function pass(ms: number): void {
	jest.advanceTimersByTime(ms);
}

/** Longer than any of the sandbox's own steps take. */
export const AN_HOUR_MS = 3_600_000;

/**
 * Resolves a turn after the probe finds something, so that what follows from it at once has happened.
 * There is no limit but that of the test.
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
