/** A shop that calls the Webhook nodes of workflows, and those workflows' executions. */
import axios from 'axios';
import { until, type ExecutionDetails, type SavedWorkflow } from '../../harness/editor.mts';
import type { Stage } from './stage.mts';

const KEY = 'the-key-of-the-shop';

const UNKNOWN_PATH = 404;

export function shopping(stage: Stage) {
	const urlOf = (path: string) => `${stage.editor.url}/webhook/${path}`;

	/** Calls a webhook. Resolves to the response, whatever its status. */
	async function send<T = Record<string, string>>(path: string, body: object, key = KEY) {
		const { status, data } = await axios.post<T>(urlOf(path), body, {
			headers: { 'X-Shop-Key': key },
			validateStatus: () => true,
		});
		return { status, data };
	}

	return {
		send,
		/** Creates the credential that the webhook requires. */
		createCredential: async () =>
			await stage.editor.createCredential('httpHeaderAuth', 'Shop', {
				name: 'X-Shop-Key',
				value: KEY,
			}),
		/** Publishes a workflow, and waits until its webhook is live. */
		async publish(workflow: SavedWorkflow, path: string) {
			await stage.editor.publish(workflow);
			await until(`the webhook '${path}'`, async () => {
				return (await send(path, {}, 'wrong')).status !== UNKNOWN_PATH;
			});
		},
	};
}

/** The ended executions of a workflow, newest first, once there are this many. */
export async function endedExecutions(
	stage: Stage,
	workflow: SavedWorkflow,
	count: number,
): Promise<ExecutionDetails[]> {
	const found = await until(`${count} executions`, async () => {
		const started = await stage.editor.executions(workflow.id);
		return started.length >= count && started;
	});
	return await Promise.all(found.map(async ({ id }) => await stage.editor.finished(id)));
}
