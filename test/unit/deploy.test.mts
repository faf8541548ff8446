/** The values that the files of deploy/ repeat are the same everywhere. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const read = (file: string) => readFileSync(file, 'utf8');
const compose = read('deploy/compose.yaml');
const example = read('deploy/.env.example');
const dockerfile = read('deploy/Dockerfile');
const releases = read('docs/releases.md');
const tryCompose = read('deploy/try/compose.yaml');
const tryDockerfile = read('deploy/try/Dockerfile');
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
		['try/Dockerfile', tryDockerfile, /^ARG N8N_VERSION=(.*)$/gm],
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

describe('try/compose.yaml', () => {
	const PORTS = ['5678', '4010'];
	const service = (name: string) =>
		new RegExp(`^  ${name}:\\n((?:    .*\\n|\\n)+)`, 'm').exec(tryCompose)?.[1] ?? '';

	it('publishes the ports of n8n and of the sandbox on this machine only', () => {
		const published = valuesOf(service('n8n'), /^      - (\d.*)$/gm);
		// Unlike any other port, the sandbox's must be the same on both sides: its guard compares it.
		expect(published).toEqual(PORTS.map((port) => `127.0.0.1:${port}:${port}`));
		expect(service('sandbox')).not.toContain('ports:');
	});

	it("puts the sandbox on n8n's loopback, at the published port", () => {
		const sandbox = service('sandbox');
		expect(valuesOf(sandbox, /^    network_mode: (.*)$/gm)).toEqual(['service:n8n']);
		expect(valuesOf(sandbox, /^      PORT: '(.*)'$/gm)).toEqual(['4010']);
		expect(valuesOf(sandbox, /^      SANDBOX_HOST: (.*)$/gm)).toEqual(['0.0.0.0']);
	});

	it('builds from stages and folders that exist', () => {
		const stages = valuesOf(tryDockerfile, /^FROM .* AS (\w+)$/gm);
		expect(valuesOf(tryCompose, /^      target: (.*)$/gm).sort()).toEqual(stages.sort());
		const sources = valuesOf(tryDockerfile, /^COPY (?!--from)(.*) \S+$/gm).flatMap((names) =>
			names.split(' '),
		);
		expect(sources.length).toBeGreaterThan(0);
		expect(sources.filter((source) => !existsSync(source))).toEqual([]);
	});
});
