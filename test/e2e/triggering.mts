/** Publishes triggers and delivers callbacks to them. */
import axios from 'axios';
import { until, type SavedWorkflow } from '../../harness/editor.mts';
import { sign } from '../../sandbox/contract/signature.mts';
import type { Stage } from './stage.mts';

export interface Answer {
	status: number;
	text: string;
	type: string;
}

export async function deliver(
	url: string,
	body: string | Buffer,
	contentType: string | false = 'application/json',
): Promise<Answer> {
	const response = await axios.post<string>(url, body, {
		headers: { 'Content-Type': contentType },
		responseType: 'text',
		transformRequest: (data: unknown) => data,
		validateStatus: () => true,
		maxBodyLength: Infinity,
	});
	return {
		status: response.status,
		text: response.data,
		type: String(response.headers['content-type']),
	};
}

export const RECEIVED = { status: 200, text: 'success', type: 'text/plain; charset=utf-8' };

/** What the tests of the trigger do in n8n. */
export function triggering(stage: Stage) {
	/** Signs a callback with the sandbox's own code. */
	function signed(fields: Record<string, unknown>, project = stage.sandbox.waas): string {
		const body = { ...fields, pid: Number(project.pid), nonce: 'ubqso3', timestamp: 1687850657960 };
		return JSON.stringify({ ...body, sign: sign(body, project.apiKey) });
	}

	/** Publishes a trigger. Resolves to its workflow and its URL. */
	async function publish(parameters: Record<string, unknown>, project?: Record<string, string>) {
		const workflow = await stage.triggerWorkflow(parameters, project);
		await stage.editor.publish(workflow);
		return { workflow, url: stage.editor.webhookUrl(workflow.nodes[0]) };
	}

	/**
	 * The error that the editor shows for publishing a workflow: at once, or in newer n8n once the publication
	 * failed.
	 */
	async function publishingFails(workflow: SavedWorkflow): Promise<string> {
		const { url, cookie, browserId } = stage.editor;
		const http = axios.create({
			baseURL: `${url}/rest/workflows/${workflow.id}`,
			headers: { Cookie: cookie, 'browser-id': browserId },
			validateStatus: () => true,
		});
		const { versionId } = workflow;
		const { status, data } = await http.post<{ message: string }>('/activate', { versionId });
		if (status >= 400) return data.message;
		interface Status {
			data: { status: string; triggers: Array<{ errorMessage: string }> };
		}
		return await until('the publication to fail', async () => {
			const { data: published } = await http.get<Status>('/publication-status');
			return published.data.status === 'failed' && published.data.triggers[0].errorMessage;
		});
	}

	async function countExecutions(workflow: SavedWorkflow): Promise<number> {
		return (await stage.editor.executions(workflow.id)).length;
	}

	async function lastItem(workflow: SavedWorkflow): Promise<Record<string, unknown>> {
		const [{ id }] = await until('an execution', async () => {
			const executions = await stage.editor.executions(workflow.id);
			return executions.length > 0 && executions;
		});
		const { nodes } = await stage.editor.finished(id);
		return nodes['Cregis Trigger'].outputs[0][0].json;
	}

	return { signed, publish, publishingFails, countExecutions, lastItem };
}
