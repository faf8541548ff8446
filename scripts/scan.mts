/**
 * n8n's own scanner for community packages, run as the verification runs it: on the source, and on the
 * files of the packed tarball.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { pack } from './pack.mts';

interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'cregis-scan-'));
try {
	execFileSync('tar', ['-xzf', pack(folder), '-C', folder]);
	const legs: Array<[string, () => Promise<Verdict>]> = [
		['source', () => analyzePackage(process.cwd(), SOURCE_FILE_PATTERNS)],
		['tarball', () => analyzePackage(join(folder, 'package'))],
	];
	for (const [name, analyze] of legs) {
		const { passed, message = '', details = '' } = await analyze();
		console.log(`${passed ? 'passed' : 'FAILED'}: scan of the ${name}`);
		if (!passed) {
			console.log(`${message}\n${details}`);
			process.exitCode = 1;
		}
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
