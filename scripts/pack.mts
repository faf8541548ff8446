import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = process.cwd();

/**
 * Builds and packs the package as it's published.
 *
 * @returns the path of the tarball
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
