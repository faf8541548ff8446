/** What the package weighs: to download, and in an n8n that starts. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { median, type Recorder } from './record.mts';

const ROUNDS = 7;

/** Loads the package as n8n does, with n8n-workflow loaded before. Prints milliseconds and MB. */
const LOAD = `
require('n8n-workflow');
const { n8n } = require(process.argv[1] + '/package.json');
global.gc();
const before = [performance.now(), process.memoryUsage().rss];
for (const file of [...n8n.credentials, ...n8n.nodes]) {
	for (const type of Object.values(require(process.argv[1] + '/' + file))) new type();
}
console.log(JSON.stringify([
	performance.now() - before[0],
	(process.memoryUsage().rss - before[1]) / 1e6,
]));
`;

export function measureWeight(record: Recorder, tarball: string, folder: string) {
	record.begin('Weight');
	const installed = join(folder, 'weight');
	mkdirSync(installed);
	execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed]);
	const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
	const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
		dependencies?: object;
	};
	record.atMost('Tarball', statSync(tarball).size / 1000, 80, 'kB');
	record.figure('Files', files.length, 'files');
	const dependencies = Object.keys(manifest.dependencies ?? {}).length;
	record.atMost('Runtime dependencies', dependencies, 0, 'packages');
	const loads = Array.from({ length: ROUNDS }, () => {
		const env = { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') };
		const args = ['--expose-gc', '--eval', LOAD, installed];
		return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })) as [
			number,
			number,
		];
	});
	const ms = median(loads.map(([time]) => time));
	record.atMost("Time that loading adds to n8n's start", ms, 50, 'ms');
	record.figure("Memory that loading adds to n8n's start", median(loads.map(([, mb]) => mb)), 'MB');
}
