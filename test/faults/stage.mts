/** A real n8n that is killed and started again while workflows run in it. */
import { randomUUID } from 'node:crypto';
import { Editor } from '../../harness/editor.mts';
import { freePort, startN8n, type N8n } from '../../harness/n8n.mts';
import { pack } from '../../scripts/pack.mts';

/** AI agents can't use community nodes as tools unless this is set. */
const ENVIRONMENT = { N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true' };

export class Stage {
	kills = 0;

	private restarting?: Promise<void>;

	private readonly folder: string;

	private readonly port: number;

	private n8n: N8n;

	private readonly current: Editor;

	private constructor(folder: string, port: number, n8n: N8n, editor: Editor) {
		this.folder = folder;
		this.port = port;
		this.n8n = n8n;
		this.current = editor;
	}

	/** Starts n8n with the packed package. */
	static async open(folder: string): Promise<Stage> {
		const port = await freePort();
		const tarball = pack(folder);
		const n8n = await startN8n({ userFolder: folder, port, tarball, env: ENVIRONMENT });
		return new Stage(folder, port, n8n, await Editor.open(n8n.url));
	}

	/** The editor, once n8n is up. Its session survives restarts. */
	async editor(): Promise<Editor> {
		await this.restarting;
		return this.current;
	}

	/** Asks the editor, and repeats the question if n8n was killed in the meantime. */
	async ask<T>(question: (editor: Editor) => Promise<T>): Promise<T> {
		for (;;) {
			const { kills } = this;
			try {
				return await question(await this.editor());
			} catch (error) {
				if (this.kills === kills) throw error;
			}
		}
	}

	async credential(type: string, data: Record<string, unknown>) {
		return await this.current.createCredential(type, randomUUID(), data);
	}

	/** Kills n8n with SIGKILL and restarts it. If it is restarting already, this waits for that. */
	async kill(): Promise<void> {
		this.restarting ??= this.restart().finally(() => {
			this.restarting = undefined;
		});
		await this.restarting;
	}

	private async restart() {
		this.kills++;
		await this.n8n.kill();
		this.n8n = await startN8n({ userFolder: this.folder, port: this.port, env: ENVIRONMENT });
	}

	/** Leaves no n8n behind when this process is terminated. */
	abandon(): void {
		void this.n8n.kill();
	}

	async close(): Promise<void> {
		await this.restarting?.catch(() => undefined);
		await this.n8n.stop();
	}
}
