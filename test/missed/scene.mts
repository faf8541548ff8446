/** A sandbox and an n8n that can be killed and restarted. */
import { Editor } from '../../harness/editor.mts';
import { freePort, startN8n, type N8n } from '../../harness/n8n.mts';
import type { Random } from '../support/random.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';

export const TRADES = '/api/v1/trade/page';

const LAST_LINES = 30;

export interface Amounts {
	/** Deposits that only the polling trigger finds. */
	deposits: number;
	kills: number;
	/** Deposits that arrive before each page after the first. */
	betweenPages: number;
	/** Deposits that both triggers find. */
	shared: number;
	/** Callbacks that are lost. */
	dropped: number;
}

export interface Scene {
	readonly sandbox: Sandbox;
	readonly editor: Editor;
	readonly amounts: Amounts;
	readonly random: Random;
	tell(text: string): void;
	credential(): Promise<{ id: string; name: string }>;
	start(): Promise<void>;
	kill(): Promise<void>;
	stop(): Promise<void>;
	/** The end of n8n's output. */
	lastLines(): string;
}

export interface SceneOptions {
	folder: string;
	tarball: string;
	env?: Record<string, string>;
	amounts: Amounts;
	random: Random;
	tell: (text: string) => void;
}

/** Starts both. */
export async function openScene(options: SceneOptions): Promise<Scene> {
	const { folder, tarball, env, ...rest } = options;
	const sandbox = await startSandbox();
	const port = await freePort();
	let n8n: N8n = await startN8n({ userFolder: folder, port, tarball, env });
	const editor = await Editor.open(n8n.url);
	return {
		...rest,
		sandbox,
		editor,
		credential: async () =>
			await editor.createCredential('cregisApi', 'Cregis', {
				projectType: 'waas',
				baseUrl: sandbox.baseUrl,
				...sandbox.waas,
			}),
		start: async () => {
			n8n = await startN8n({ userFolder: folder, port, env });
		},
		kill: async () => await n8n.kill(),
		lastLines: () => n8n.log().split('\n').slice(-LAST_LINES).join('\n'),
		stop: async () => {
			await n8n.stop();
			await sandbox.close();
		},
	};
}
