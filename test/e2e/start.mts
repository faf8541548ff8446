import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Editor } from '../../harness/editor.mts';
import { freePort, startN8n, type N8n } from '../../harness/n8n.mts';
import { pack } from '../../scripts/pack.mts';

declare global {
	var runningN8n: { n8n: N8n; folder: string };
}

/** Starts one real n8n, with the packed package installed, for all test files. */
export default async function start() {
	const folder = mkdtempSync(join(tmpdir(), 'cregis-e2e-'));
	const tarball = pack(folder);
	const n8n = await startN8n({ userFolder: folder, port: await freePort(), tarball });
	globalThis.runningN8n = { n8n, folder };
	const { session } = await Editor.open(n8n.url);
	process.env.E2E_N8N_SESSION = JSON.stringify(session);
	process.env.E2E_N8N_FOLDER = folder;
	process.env.E2E_TARBALL = tarball;
}
