import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = process.cwd();

/**
 * Builds the package and packs it, as it is published.
 *
 * @returns the tarball's path
 */
export function pack(folder: string): string {
	execFileSync('gulp', ['build', '--silent'], {
		cwd: ROOT,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const packed = JSON.parse(output) as
		| Array<{ filename: string }>
		| Record<string, { filename: string }>;
	const [{ filename }] = Object.values(packed);
	return join(folder, filename);
}
