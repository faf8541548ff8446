/** The values that the files of deploy/ repeat are the same everywhere. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const read = (file: string) => readFileSync(file, 'utf8');
const compose = read('deploy/compose.yaml');
const example = read('deploy/.env.example');
const dockerfile = read('deploy/Dockerfile');
const releases = read('docs/releases.md');
const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
const newest = JSON.parse(read('harness/newest/package.json')) as { dependencies: { n8n: string } };

/** The distinct values of a pattern's group in a text. */
const valuesOf = (text: string, pattern: RegExp) => [
	...new Set([...text.matchAll(pattern)].map(([, value]) => value)),
];

describe('the package is pinned to the version of this repository', () => {
	it.each([
		['compose.yaml', compose, /\$\{CREGIS_PACKAGE:-(.*?)\}/g],
		['.env.example', example, /^CREGIS_PACKAGE=(.*)$/gm],
		['Dockerfile', dockerfile, /^ARG CREGIS_PACKAGE=(.*)$/gm],
		['docs/releases.md', releases, /(n8n-nodes-cregis@[\d.]+\d)/g],
	])('in %s', (_, text, pattern) => {
		expect(valuesOf(text, pattern)).toEqual([`${name}@${version}`]);
	});
});

describe('n8n is pinned to the tested version', () => {
	it.each([
		['compose.yaml', compose, /\$\{N8N_VERSION:-(.*?)\}/g],
		['.env.example', example, /^N8N_VERSION=(.*)$/gm],
		['Dockerfile', dockerfile, /^ARG N8N_VERSION=(.*)$/gm],
		['docs/releases.md', releases, /n8n:([\d.]+\d)/g],
	])('in %s', (_, text, pattern) => {
		expect(valuesOf(text, pattern)).toEqual([newest.dependencies.n8n]);
	});
});

describe('compose.yaml', () => {
	it.each([
		['n8n 2.41', 'N8N_WEBHOOK_URL'],
		['n8n 2.8', 'WEBHOOK_URL'],
	])('sets the public URL under the name of %s', (_, variable) => {
		expect(valuesOf(compose, new RegExp(`^    ${variable}: (.*)$`, 'gm'))).toEqual([
			'https://${DOMAIN}/',
		]);
	});

	it('uses no variable that is missing in .env.example', () => {
		const taken = valuesOf(compose, /\$\{(\w+)/g);
		const given = valuesOf(example, /^(\w+)=/gm);
		expect(taken.filter((variable) => !given.includes(variable))).toEqual([]);
		expect(given.filter((variable) => !taken.includes(variable))).toEqual([]);
	});
});
