import { rmSync } from 'node:fs';

export default async function stop() {
	const { n8n, folder } = globalThis.runningN8n;
	await n8n.stop();
	rmSync(folder, { recursive: true, force: true });
}
