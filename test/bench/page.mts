/** Writes docs/benchmarks.json, docs/benchmarks.md and the plots from what was measured. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { n8nVersion } from '../../harness/n8n.mts';
import type { Row } from './record.mts';

const PLOTS = 'docs/images/benchmarks';

/** The groups with a plot, and the unit whose rows it shows. */
const PLOTTED = ['responses/s', 's'];

const WIDTH = 860;
const LABELS = 470;
const LINE = 26;

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A bar for each row. Readable on a light and on a dark page. */
function plot(title: string, rows: Row[]): string {
	const most = Math.max(...rows.map(({ value }) => value));
	const bars = rows.map(({ name, value, unit }, index) => {
		const y = 34 + index * LINE;
		const width = Math.max(1, ((WIDTH - LABELS - 130) * value) / most);
		const isOwn = !/Webhook node|HTTP Request/.test(name);
		return `<text x="${LABELS - 8}" y="${y + 13}" text-anchor="end">${escaped(name)}</text>
<rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="18" rx="2" fill="${isOwn ? '#3457d5' : '#9aa4b2'}"/>
<text x="${(LABELS + width + 6).toFixed(1)}" y="${y + 13}">${value} ${unit}</text>`;
	});
	const height = 44 + rows.length * LINE;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">
<title>${escaped(title)}</title>
<style>text { font: 13px sans-serif; fill: #24292f } @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }</style>
<text x="8" y="20" style="font-weight: bold">${escaped(title)}</text>
${bars.join('\n')}
</svg>
`;
}

const slug = (text: string) =>
	text
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '');

function section(group: string, rows: Row[]): string {
	const lines = rows.map(
		({ name, value, unit, target, holds }) =>
			`| ${name} | ${value} ${unit} | ${target ?? ''} | ${target ? (holds ? 'yes' : '**no**') : ''} |`,
	);
	const bars = rows.filter(({ unit, target }) => !target && PLOTTED.includes(unit));
	const file = `${slug(group)}.svg`;
	if (bars.length > 1) writeFileSync(`${PLOTS}/${file}`, plot(group, bars));
	const image = bars.length > 1 ? `![${group}](images/benchmarks/${file})\n\n` : '';
	return `## ${group}\n\n${image}| What | Measured | Target | Holds |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`;
}

/** @param rows in the order of the page */
export function writePage(rows: Row[]) {
	const machine = `n8n ${n8nVersion()}, Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0].model})`;
	const date = new Date().toISOString().slice(0, 10);
	const own = rows.map(({ name, target = 'none', value, unit, holds, group }) => {
		return { name: `${group}: ${name}`, target, value, unit, holds };
	});
	const json = { machine, date, command: 'npm run bench', rows: own };
	writeFileSync('docs/benchmarks.json', `${JSON.stringify(json, null, 2)}\n`);
	mkdirSync(PLOTS, { recursive: true });
	const groups = [...new Set(rows.map(({ group }) => group))];
	const sections = groups.map((group) =>
		section(
			group,
			rows.filter((row) => row.group === group),
		),
	);
	const text = `# Benchmarks

Written by \`npm run bench\` on ${date}: ${machine}. SQLite and one process, unless a heading says otherwise. Most figures are the median of several runs, in turns with what they're compared with. The times depend on the machine. How they compare shouldn't.

${sections.join('\n')}
## What decides the speed

- **Isolates of n8n's expression engine.** By default, n8n starts one for the webhook, one for the credential and one for the execution. For its own Webhook node, it skips the first, by the node's type. A community trigger can't ask for that: see [what n8n would have to change](decisions/webhook-isolate.md). \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` starts none until an expression is evaluated, and this trigger's webhook needs no expression.
- **The credential.** A request without the form of a callback is refused before the credential is decrypted.
- **What this package itself does** with a callback takes a small part of the time, as the profile above shows.
- **Items.** n8n reads the credential from its database once for each request, and for the HTTP Request node twice.

## What profiles led to

Figures from before and after each change. The first two rows compare within one run, and the times of the others come from one machine.

| What a profile showed | What was changed | Before | After |
| --- | --- | --- | --- |
| n8n decrypted the credential, and started an isolate for that, before a request was refused | A request without the form of a callback is refused first | Refused as fast as a genuine callback is accepted | 3 times as fast |
| Reads waited for each other | Up to 15 at once | 1,000 reads at 50 ms took 15.6 times as long as with HTTP Request | 0.7 times |
| Reading a callback's text without rounding numbers took longer than anything else but the search for ambiguity | \`JSON.parse\` reads it if that loses nothing | 36 µs to verify | 28 µs |
| Much of the time to load the package went into the language data of \`Intl\`, for one list and one sort order | The data is loaded when it's first needed | 92 ms to load | 50 ms |
| A tenth of n8n's time for a payout went into evaluating parts of its reference again, to look for rounded numbers | They're evaluated only if the reference may contain one | 20.6 s of processor time for 5,000 payouts | 18.5 s |

## Targets that aren't met

- **Callbacks, default settings.** A genuine callback costs one isolate more than a call of n8n's node, as the profile shows. The rest takes about as long for both. With lazy acquisition, both nodes are about as fast: with 32 connections, the comparison varied between 0.75 and 1.1 from turn to turn. n8n responds before it runs the workflow, and how much of that falls into the measured seconds differs. In queue mode, four processes of n8n, PostgreSQL, Redis, Caddy and the client share these two cores, and the comparison varied between 0.7 and 1.2 from run to run.
- **Refused requests, compared with genuine callbacks.** Before n8n calls the trigger, it looks up the webhook and loads the workflow from its database. A request without a signature costs little else. To recognize a forged callback, the trigger also needs the key, so n8n reads and decrypts the credential each time.
- **The signature.** MD5 takes less than a microsecond for a text that short. Sorting the names and joining names and values takes the rest.
- **The verification.** It reads the text without rounding a number, refuses names that occur twice, and checks whether another body could have the same signature: see [ambiguous callbacks](decisions/callback-ambiguity.md). Without that check, a payer could change what a workflow reads. All of it takes less than a hundredth of what n8n needs for a callback.
- **The tarball and its loading.** It holds one file for each file of the repository, so that a reviewer can compare them. What's left of the loading time is mostly spent on finding, reading and compiling these files. One minified file would be smaller, and load sooner.
`;
	writeFileSync('docs/benchmarks.md', text);
	execFileSync('prettier', ['--write', 'docs/benchmarks.json', 'docs/benchmarks.md']);
}
