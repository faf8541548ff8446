import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from '@jest/globals';

/**
 * Runs engine tests as one file, which loads n8n's engine once. Loading it takes longer than the tests of most files.
 * Tests that replace a module are in test/engine/alone/ instead.
 *
 * @param part from 1: which part of the files, if they're split into several
 */
export function runTogether(part = 1, parts = 1) {
	const files = globSync('test/engine/*.test.mts').sort();
	for (const file of files.filter((_, index) => index % parts === part - 1)) {
		describe(file, () => {
			require(resolve(file));
		});
	}
}
