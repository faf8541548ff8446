/** Checks that a release tag matches the version in package.json: `node scripts/releaseTag.mts 1.2.3`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8');
const { version } = JSON.parse(manifest) as { version: string };
const [tag = ''] = process.argv.slice(2);

if (tag !== version) {
	console.error(
		`The tag is '${tag}', and package.json has version '${version}'. Make them the same.`,
	);
	process.exitCode = 1;
}
