/**
 * `npm run bench`: how fast the package is, compared with what a merchant would use instead, in the same run.
 * Writes docs/benchmarks.json, docs/benchmarks.md and the plots. The figures depend on the machine. How they
 * compare shouldn't. The last line of the output is one JSON object.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Editor } from '../../harness/editor.mts';
import { freePort, startN8n } from '../../harness/n8n.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { pack } from '../../scripts/pack.mts';
import { measureMemory, measureOperations } from './operations.mts';
import { writePage } from './page.mts';
import { measureProtocol } from './protocol.mts';
import { Recorder } from './record.mts';
import { measureTriggers } from './triggers.mts';
import { measureWeight } from './weight.mts';

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

const folder = mkdtempSync(join(tmpdir(), 'cregis-bench-'));
const record = new Recorder();

interface Place {
	editor: Editor;
	sandbox: Sandbox;
	/** n8n's process. */
	pid: number;
}

let sandbox: Sandbox;
let tarball: string;

async function inN8n<T>(env: Record<string, string>, measure: (place: Place) => Promise<T>) {
	const userFolder = mkdtempSync(join(folder, 'n8n-'));
	const n8n = await startN8n({ userFolder, port: await freePort(), tarball, env });
	try {
		return await measure({ editor: await Editor.open(n8n.url), sandbox, pid: n8n.pid });
	} finally {
		await n8n.stop();
	}
}

try {
	sandbox = await startSandbox();
	tarball = pack(folder);
	measureProtocol(record);
	measureWeight(record, tarball, folder);
	record.begin('Callbacks, default settings');
	await inN8n({}, async (place) => {
		await measureTriggers(record, place, { genuine: 0.75, forged: 1, junk: 3 });
	});
	record.begin('Callbacks, expression engine acquired lazily');
	await inN8n(LAZY, async (place) => {
		await measureTriggers(record, place, { genuine: 1, forged: 5, junk: 5 });
	});
	await inN8n({}, async (place) => await measureOperations(record, place));
	await measureMemory(record, async (measure) => await inN8n({}, measure));
	writePage(record.rows);
	const missed = record.rows.filter(({ holds }) => !holds).map(({ name }) => name);
	console.log(JSON.stringify({ ok: true, missed, rows: record.rows.length }));
} finally {
	await sandbox!.close();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
