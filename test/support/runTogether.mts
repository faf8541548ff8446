import { globSync, readdirSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { describe } from '@jest/globals';

/**
 * Runs the test files of a folder as one file, which loads their modules once. Loading them takes longer than
 * the tests of most files. Tests that replace a module are in the folder `alone` instead.
 *
 * @param part from 0: which part of the files, if they're split into several
 */
export function runTogether(folder: string, part = 0, parts = 1) {
	const files = globSync(`${folder}/*.test.mts`).sort();
	for (const file of files.filter((_, index) => index % parts === part)) {
		describe(file, () => {
			require(resolve(file));
		});
	}
}

/** Runs one part of the test files of a folder, which has as many parts as its folder `parts` has files. */
export function runPart(partFile: string) {
	const partsFolder = dirname(partFile);
	const parts = readdirSync(partsFolder).sort();
	const folder = relative(process.cwd(), dirname(partsFolder));
	runTogether(folder, parts.indexOf(basename(partFile)), parts.length);
}
