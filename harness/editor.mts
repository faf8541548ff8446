/** What a user does in n8n's editor, through the API that the editor itself uses. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosInstance } from 'axios';
import { parse as parseFlatted } from 'flatted';
import { type Execution, PAGE_LENGTH, readExecutions } from './executionList.mts';

export const OWNER = {
	email: 'owner@example.com',
	// Random for each run, because any open web page can reach an n8n on loopback. The prefix is for n8n,
	// which requires a capital letter and a digit.
	password: `Demo1-${randomBytes(15).toString('base64url')}`,
	firstName: 'Demo',
	lastName: 'Owner',
};

const DATABASE_TRIES = 30;
const DATABASE_PAUSE_MS = 1_000;
const POLL_MS = 100;

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	[field: string]: unknown;
}

export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[field: string]: unknown;
}

export interface SavedWorkflow extends Workflow {
	id: string;
	versionId: string;
}

export interface NodeType {
	name: string;
	outputs: unknown;
	properties: Array<{ name: string; options?: Array<{ value?: string }> }>;
	codex?: { subcategories?: Record<string, string[]> };
}

export interface NodeRun {
	/** The items of each output. */
	outputs: Array<Array<{ json: Record<string, unknown>; error?: unknown }>>;
	error?: { message: string; description?: string };
}

export interface ExecutionDetails extends Execution {
	/** The last run of each node, by its name. */
	nodes: Record<string, NodeRun>;
	error?: { message: string; description?: string };
	/** What nodes stored next to the execution. */
	customData?: Record<string, string>;
	/** The run data as n8n stores it. */
	text: string;
}

interface StoredRunData {
	resultData: {
		error?: ExecutionDetails['error'];
		runData: Record<
			string,
			Array<{ data?: { main: Array<NodeRun['outputs'][number] | null> }; error?: NodeRun['error'] }>
		>;
	};
}

/** What a browser keeps of a login. */
export interface Session {
	url: string;
	cookie: string;
	browserId: string;
}

/** Polls until the probe finds something. */
export async function until<T>(
	what: string,
	probe: () => Promise<T | undefined | false>,
	timeoutMs = 90_000,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const found = await probe();
		if (found) return found;
		if (Date.now() > deadline)
			throw new Error(`Timed out after ${timeoutMs / 1000} s waiting for ${what}`);
		await sleep(POLL_MS);
	}
}

/** n8n didn't start such a request. */
function isDatabaseBusy({ status, data }: { status: number; data: { message?: string } }) {
	return status === 503 && data.message === 'Database is not ready!';
}

export class Editor {
	private readonly http: AxiosInstance;

	readonly url: string;

	private constructor(url: string, browserId: string = randomUUID()) {
		this.url = url;
		this.http = axios.create({
			baseURL: `${url}/rest`,
			headers: { 'browser-id': browserId },
			// n8n may close a kept-alive connection just as the next request goes out.
			httpAgent: new Agent({ keepAlive: false }),
			validateStatus: () => true,
		});
	}

	private async call<T>(
		method: 'get' | 'post' | 'patch' | 'delete',
		path: string,
		body?: unknown,
	): Promise<T> {
		const request = { method, url: path, data: body };
		let response = await this.http.request<{ data: T; message?: string }>(request);
		// n8n's own check of its database times out within seconds, which is short on a busy machine.
		for (let tries = 0; isDatabaseBusy(response) && tries < DATABASE_TRIES; tries++) {
			await sleep(DATABASE_PAUSE_MS);
			response = await this.http.request(request);
		}
		if (response.status < 300) return response.data.data;
		throw new Error(
			`n8n responded with ${response.status} to ${method} ${path}: ${response.data.message ?? JSON.stringify(response.data)}`,
		);
	}

	/** Opens the editor as the owner of this n8n, and creates the owner on the first visit. */
	static async open(url: string): Promise<Editor> {
		const editor = new Editor(url);
		const setup = await editor.http.post('/owner/setup', OWNER);
		const login =
			setup.status < 300
				? setup
				: await editor.http.post('/login', {
						emailOrLdapLoginId: OWNER.email,
						password: OWNER.password,
					});
		const cookies = login.headers['set-cookie'];
		if (!cookies) throw new Error(`n8n did not let the owner in (${login.status})`);
		editor.http.defaults.headers.common.Cookie = cookies
			.map((cookie) => cookie.split(';')[0])
			.join('; ');
		return editor;
	}

	/** Continues an earlier login, because n8n limits logins in a row. */
	static resume({ url, cookie, browserId }: Session): Editor {
		const editor = new Editor(url, browserId);
		editor.http.defaults.headers.common.Cookie = cookie;
		return editor;
	}

	get session(): Session {
		const { url, cookie, browserId } = this;
		return { url, cookie, browserId };
	}

	get cookie(): string {
		return String(this.http.defaults.headers.common.Cookie);
	}

	get browserId(): string {
		return String(this.http.defaults.headers['browser-id']);
	}

	/** A node type as the editor knows it. */
	async nodeType(name: string): Promise<NodeType | undefined> {
		const { data } = await this.http.get<NodeType[]>(`${this.url}/types/nodes.json`);
		return data.find((type) => type.name === name);
	}

	/** The types of credentials as the editor knows them. */
	async credentialTypes(): Promise<Array<{ name: string }>> {
		return (await this.http.get<Array<{ name: string }>>(`${this.url}/types/credentials.json`))
			.data;
	}

	async createCredential(type: string, name: string, data: Record<string, unknown>) {
		return await this.call<{ id: string; name: string }>('post', '/credentials', {
			type,
			name,
			data,
		});
	}

	async updateCredential(id: string, type: string, name: string, data: Record<string, unknown>) {
		await this.call('patch', `/credentials/${id}`, { type, name, data });
	}

	/** Saves and tests a credential. Resolves to the verdict. */
	async testCredential(type: string, data: Record<string, unknown>) {
		const { id, name } = await this.createCredential(type, 'Tested', data);
		return await this.call<{ status: 'OK' | 'Error'; message: string }>(
			'post',
			'/credentials/test',
			{ credentials: { id, name, type, data } },
		);
	}

	async createWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		return await this.call('post', '/workflows', { settings: {}, ...workflow });
	}

	/** Publishes a workflow, and waits until its webhooks, if any, are live. */
	async publish(workflow: SavedWorkflow): Promise<void> {
		const { id, versionId } = workflow;
		await this.call('post', `/workflows/${id}/activate`, { versionId });
		await this.untilLive(workflow);
	}

	async unpublish({ id }: SavedWorkflow): Promise<void> {
		await this.call('post', `/workflows/${id}/deactivate`);
	}

	/** Waits until the webhooks of a published workflow are live. */
	async untilLive({ nodes }: SavedWorkflow): Promise<void> {
		for (const node of nodes.filter(({ type }) => type.endsWith('cregisTrigger'))) {
			await until(`the webhook of '${node.name}'`, async () => {
				// An unsigned body starts nothing. n8n responds with 404 until the webhook is live.
				const probe = await axios.post(this.webhookUrl(node), {}, { validateStatus: () => true });
				return probe.status !== 404;
			});
		}
	}

	/** The production URL of a trigger. */
	webhookUrl({ webhookId }: WorkflowNode): string {
		return `${this.url}/webhook/${webhookId}/webhook`;
	}

	/** The test URL of a trigger. */
	testWebhookUrl({ webhookId }: WorkflowNode): string {
		return `${this.url}/webhook-test/${webhookId}/webhook`;
	}

	/**
	 * Executes a workflow from one of its triggers.
	 *
	 * @param item what the trigger outputs, if it would have to wait for it
	 * @returns the execution's ID; undefined if the trigger now listens for a test event
	 */
	async start(
		workflow: SavedWorkflow,
		triggerName: string,
		item?: Record<string, unknown>,
	): Promise<string | undefined> {
		const data = item && {
			data: { main: [[{ json: item }]] },
			source: [],
			startTime: 0,
			executionTime: 0,
			executionIndex: 0,
		};
		const { executionId } = await this.call<{ executionId?: string }>(
			'post',
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: triggerName, data } },
		);
		return executionId;
	}

	/** Runs a workflow from its manual trigger, and waits for its end. */
	async run(workflow: SavedWorkflow, triggerName: string): Promise<ExecutionDetails> {
		return await this.finished((await this.start(workflow, triggerName))!);
	}

	/** Clicks 'Stop' on an execution. */
	async stop(id: string): Promise<void> {
		await this.call('post', `/executions/${id}/stop`);
	}

	/** Clicks 'Retry' on an execution that failed. */
	async retry(id: string): Promise<void> {
		await this.call('post', `/executions/${id}/retry`, { loadWorkflow: false });
	}

	/** Waits until an execution waits for an event or a time. */
	async untilWaiting(id: string): Promise<void> {
		await until(`execution ${id} to wait`, async () => {
			return (await this.execution(id)).status === 'waiting';
		});
	}

	/** The executions of one workflow or of all, newest first. */
	async executions(workflowId?: string): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify(workflowId ? { workflowId } : {}));
		return await readExecutions(
			async (query) =>
				await this.call('get', `/executions?limit=${PAGE_LENGTH}&filter=${filter}${query}`),
		);
	}

	async execution(id: string): Promise<ExecutionDetails> {
		const { data, ...execution } = await this.call<Execution & { data: string }>(
			'get',
			`/executions/${id}`,
		);
		// n8n stores nothing until the first node has finished.
		const stored = parseFlatted(data) as StoredRunData | undefined;
		const nodes = Object.entries(stored?.resultData.runData ?? {}).map(
			([name, runs]): [string, NodeRun] => {
				// A node that just resumed has no run yet.
				const { data: output, error } = runs.at(-1) ?? {};
				return [name, { outputs: (output?.main ?? []).map((items) => items ?? []), error }];
			},
		);
		return {
			...execution,
			nodes: Object.fromEntries(nodes),
			error: stored?.resultData.error,
			text: data,
		};
	}

	/** Waits until an execution has ended. */
	async finished(id: string, timeoutMs?: number): Promise<ExecutionDetails> {
		return await until(
			`the end of execution ${id}`,
			async () => {
				const execution = await this.execution(id);
				return !['new', 'running', 'waiting'].includes(execution.status) && execution;
			},
			timeoutMs,
		);
	}
}
