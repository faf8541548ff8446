/** Skips what follows a failed test: one failure is enough to kill a mutant. */
import { TestEnvironment } from 'jest-environment-node';
import type { Circus } from '@jest/types';

export default class UntilFailure extends TestEnvironment {
	private hasFailed = false;

	handleTestEvent(event: Circus.Event): void {
		if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
		if (event.name === 'test_done' && event.test.errors.length > 0) this.hasFailed = true;
	}
}
