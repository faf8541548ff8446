/**
 * Runs n8n's scanner for community packages as n8n's verification does: on the source, and on the files of
 * the packed tarball.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { pack } from './pack.mts';

const folder = mkdtempSync(join(tmpdir(), 'cregis-scan-'));
try {
	execFileSync('tar', ['-xzf', pack(folder), '-C', folder]);
	const legs: Array<[name: string, ...Parameters<typeof analyzePackage>]> = [
		['source', process.cwd(), SOURCE_FILE_PATTERNS],
		['tarball', join(folder, 'package')],
	];
	for (const [name, ...leg] of legs) {
		const { passed, message = '', details = '' } = await analyzePackage(...leg);
		console.log(`${passed ? 'passed' : 'FAILED'}: scan of the ${name}`);
		if (!passed) {
			console.log(`${message}\n${details}`);
			process.exitCode = 1;
		}
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
