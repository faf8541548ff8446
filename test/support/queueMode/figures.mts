/** Writes the figures of a run into docs/queue-mode.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { n8nVersion } from '../../../harness/n8n.mts';

const PAGE = join(process.cwd(), 'docs/queue-mode.md');

/**
 * Writes a table, with a line about the machine, between the comments `<!-- name -->` and
 * `<!-- end of name -->`.
 *
 * @throws Error if the page has no such comments
 */
export async function writeTable(
	name: string,
	rows: ReadonlyArray<readonly [text: string, value: string]>,
) {
	const day = new Date().toISOString().slice(0, 10);
	const machine = `A run of ${day} on ${availableParallelism()} cores, with n8n ${n8nVersion()}:`;
	const lines = rows.map(([text, value]) => `| ${text} | ${value} |`);
	const table = [machine, '', '| What | How many |', '| --- | --- |', ...lines].join('\n');
	const page = readFileSync(PAGE, 'utf8');
	const [first, last] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
	const [start, end] = [page.indexOf(first), page.indexOf(last)];
	if (start < 0 || end < start) throw new Error(`${PAGE} has no place for the table '${name}'`);
	const written = `${page.slice(0, start)}${first}\n\n${table}\n\n${page.slice(end)}`;
	writeFileSync(PAGE, await format(written, { parser: 'markdown' }));
}
