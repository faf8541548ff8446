/** All engine tests as one file, so that n8n's engine is loaded once for each mutant and not once for each file. */
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from '@jest/globals';

/** Replaces n8n-workflow, so it has to be alone. */
const ALONE = 'oldN8n';

for (const file of globSync('test/engine/*.test.mts').sort()) {
	if (file.includes(ALONE)) continue;
	describe(file, () => {
		require(resolve(file));
	});
}
