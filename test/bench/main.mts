/**
 * `npm run bench`: how fast the nodes are in a real n8n, compared with n8n's own. Writes docs/benchmarks.json
 * and docs/benchmarks.md. The figures depend on the machine, but how they compare must hold on every
 * machine.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Editor } from '../../harness/editor.mts';
import { freePort, n8nVersion, startN8n } from '../../harness/n8n.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { pack } from '../../scripts/pack.mts';
import { ITEMS, KINDS, measureItems } from './items.mts';
import { cregisTrigger, measureRate, webhookNode } from './rates.mts';

interface Row {
	name: string;
	target: string;
	value: number;
	unit: string;
	holds: boolean;
}

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

const tell = (text: string) => console.log(`${process.uptime().toFixed(0).padStart(4)} s  ${text}`);
const rounded = (value: number) => Math.round(value * 10) / 10;

const rows: Row[] = [];

function note(name: string, value: number, unit: string, target = 'none', holds = true) {
	rows.push({ name, target, value: rounded(value), unit, holds });
	tell(`${name}: ${rounded(value)} ${unit} (${target}${holds ? '' : ', NOT MET'})`);
}

async function inN8n<T>(
	folder: string,
	tarball: string,
	env: Record<string, string>,
	measure: (editor: Editor) => Promise<T>,
): Promise<T> {
	const userFolder = mkdtempSync(join(folder, 'n8n-'));
	const n8n = await startN8n({ userFolder, port: await freePort(), tarball, env });
	try {
		return await measure(await Editor.open(n8n.url));
	} finally {
		await n8n.stop();
	}
}

async function measureTriggers(editor: Editor, sandbox: Sandbox, settings: string) {
	const own = await measureRate(await webhookNode(editor));
	note(`n8n's Webhook node with header authentication, ${settings}`, own, 'callbacks/s');
	const { genuine, forged } = await cregisTrigger(editor, sandbox);
	const rate = await measureRate(genuine);
	const least = own * 0.7;
	note(
		`Cregis Trigger, ${settings}`,
		rate,
		'callbacks/s',
		`at least ${rounded(least)}, 70 % of n8n's own`,
		rate >= least,
	);
	const refused = await measureRate(forged);
	note(
		`Cregis Trigger, forged callbacks, ${settings}`,
		refused,
		'callbacks/s',
		`more than the genuine ones`,
		refused > rate,
	);
	return rate;
}

async function measureOperations(editor: Editor, sandbox: Sandbox) {
	const what = `${ITEMS} items, Cregis answering after 50 ms`;
	const measure = async (kind: keyof typeof KINDS) => await measureItems(editor, sandbox, kind);
	const peer = await measure('httpRequest');
	note(`n8n's HTTP Request node with the same credential, ${what}`, peer, 's');
	note(`Address: Check Ownership, one by one, ${what}`, await measure('oneByOne'), 's');
	for (const [kind, settings] of [
		['defaults', 'default settings'],
		['parallel', '20 parallel requests'],
	] as const) {
		const seconds = await measure(kind);
		note(
			`Address: Check Ownership, ${settings}, ${what}`,
			seconds,
			's',
			`at most ${rounded(peer)}, as n8n's own`,
			seconds <= peer,
		);
	}
	const oneByOne = await measure('payouts');
	note(`Payout: Create, one by one, ${what}`, oneByOne, 's');
	const parallel = await measure('parallelPayouts');
	note(
		`Payout: Create, 10 parallel requests, ${what}`,
		parallel,
		's',
		`at most ${rounded(oneByOne / 5)}, a fifth of one by one`,
		parallel <= oneByOne / 5,
	);
}

function write() {
	const machine = `n8n ${n8nVersion()}, Node ${process.versions.node}, ${cpus().length} cores`;
	writeFileSync('docs/benchmarks.json', `${JSON.stringify({ machine, rows }, null, 2)}\n`);
	const lines = rows.map(
		({ name, target, value, unit, holds }) =>
			`| ${name} | ${value} ${unit} | ${target} | ${target === 'none' ? '' : holds ? 'yes' : '**no**'} |`,
	);
	const text = `# Benchmarks

Measured by \`npm run bench\` (${machine}, SQLite, 4 connections, one workflow with only the trigger). The figures depend on the machine. How they compare shouldn't.

| What | Measured | Target | Holds |
| --- | --- | --- | --- |
${lines.join('\n')}

Two things decide how many callbacks n8n can handle. By default, n8n starts an isolate of its expression engine several times per callback. \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` prevents that, unless an expression describes the trigger's webhook. This trigger's webhook needs no expression.
`;
	writeFileSync('docs/benchmarks.md', text);
	execFileSync('prettier', ['--write', 'docs/benchmarks.json', 'docs/benchmarks.md']);
}

const folder = mkdtempSync(join(tmpdir(), 'cregis-bench-'));
const sandbox = await startSandbox();
try {
	tell('Building and packing the package');
	const tarball = pack(folder);
	const slow = await inN8n(folder, tarball, {}, async (editor) => {
		const rate = await measureTriggers(editor, sandbox, 'default settings');
		await measureOperations(editor, sandbox);
		return rate;
	});
	const lazy = await inN8n(folder, tarball, LAZY, async (editor) =>
		measureTriggers(editor, sandbox, 'expression engine acquired lazily'),
	);
	note(
		'What lazy acquisition gains the Cregis Trigger',
		lazy / slow,
		'x',
		'at least 3',
		lazy / slow >= 3,
	);
	write();
} finally {
	await sandbox.close();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
const ok = rows.every(({ holds }) => holds);
console.log(JSON.stringify({ ok, rows }));
process.exit(ok ? 0 : 1);
