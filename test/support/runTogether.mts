import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from '@jest/globals';

/**
 * Runs the test files of a folder as one file, which loads their modules once. Loading them takes longer than
 * the tests of most files. Tests that replace a module are in the folder `alone` instead.
 *
 * @param part from 1: which part of the files, if they're split into several
 */
export function runTogether(folder: string, part = 1, parts = 1) {
	const files = globSync(`${folder}/*.test.mts`).sort();
	for (const file of files.filter((_, index) => index % parts === part - 1)) {
		describe(file, () => {
			require(resolve(file));
		});
	}
}
