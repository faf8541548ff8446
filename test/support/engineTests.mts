import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from '@jest/globals';

/** Replaces n8n-workflow, so it runs in a file of its own. */
const ALONE = 'oldN8n';

/**
 * Runs engine tests as one file, which loads n8n's engine once. That takes longer than most of the files.
 *
 * @param part from 1: which part of the files, if they're split into several
 */
export function runTogether(part = 1, parts = 1) {
	const files = globSync('test/engine/*.test.mts').sort();
	const grouped = files.filter((file) => !file.includes(ALONE));
	for (const file of grouped.filter((_, index) => index % parts === part - 1)) {
		describe(file, () => {
			require(resolve(file));
		});
	}
}
