/**
 * Runs Stryker, prints the results per file, and exits with 1 if too many mutants survived. Each mutant counts
 * unless `equivalent.json` lists it. Arguments such as `--concurrency 1` go to Stryker.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { judge, scoreOf, type Equivalent, type FileScore, type Report } from './judge.mts';

const STRYKER = 'node_modules/@stryker-mutator/core/bin/stryker.js';
const CONFIG = 'test/mutation/config.mts';
const REPORT = '.stryker/report.json';

const TARGET = 95;

/** About one mutant in fifty is an endless loop. */
const MAX_TIMED_OUT_PERCENT = 10;

/** The linter would also check a copy of the code that is left behind. */
const removeCopies = () => rmSync('.stryker/tmp', { recursive: true, force: true });
process.on('exit', removeCopies);

const run = [STRYKER, 'run', CONFIG, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, run, { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const equivalents = read(join(import.meta.dirname, 'equivalent.json')) as Equivalent[];
const { files, timedOut, stale } = judge(read(REPORT) as Report, equivalents);

const oneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 100);

function row(name: string, scored: FileScore[]): string {
	const sum = (count: (file: FileScore) => number) =>
		scored.reduce((total, file) => total + count(file), 0);
	const cells = [
		sum(({ killed }) => killed),
		sum(({ survivors }) => survivors.length),
		sum(({ equivalent }) => equivalent),
		`${scoreOf(scored).toFixed(1)} %`,
	];
	return `${cells.map((cell) => String(cell).padStart(10)).join('')}  ${name}`;
}

const lines = ['    killed  survived equivalent    score'];
for (const file of files) lines.push(row(file.file, [file]));
lines.push(row('all', files), '');
for (const { place, mutator, original, replacement } of files.flatMap((file) => file.survivors)) {
	lines.push(`${place}  ${mutator}: ${oneLine(original)}  →  ${oneLine(replacement)}`);
}
for (const { file, line, reason } of stale) {
	lines.push(
		`No surviving mutant matches this entry of equivalent.json: ${file}, ${line} (${reason})`,
	);
}
const killed = files.reduce((sum, file) => sum + file.killed, 0);
const hangs = (100 * timedOut) / Math.max(killed, 1) > MAX_TIMED_OUT_PERCENT;
lines.push(`Out of time: ${timedOut}${hangs ? ', so many that the tests must hang' : ''}`);
process.stdout.write(`${lines.join('\n')}\n`);
if (scoreOf(files) < TARGET || stale.length > 0 || hangs) process.exit(1);
