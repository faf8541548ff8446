/** Triggers that confirm each callback with Cregis. */
import { until, type SavedWorkflow } from '../../harness/editor.mts';
import type { Stage } from './stage.mts';

/** What the tests of confirming do in n8n. */
export function confirming(stage: Stage) {
	/** Publishes a trigger that confirms for a project. Resolves to its workflow and its URL. */
	async function publish(project?: Record<string, string>) {
		const parameters = { events: ['*'], options: { confirm: true } };
		const workflow = await stage.triggerWorkflow(parameters, project);
		await stage.editor.publish(workflow);
		return { workflow, url: stage.editor.webhookUrl(workflow.nodes[0]) };
	}

	async function items(workflow: SavedWorkflow): Promise<Array<Record<string, unknown>>> {
		const executions = await stage.editor.executions(workflow.id);
		const ended = await Promise.all(executions.map(({ id }) => stage.editor.finished(id)));
		return ended.map(({ nodes }) => nodes['Cregis Trigger'].outputs[0][0].json);
	}

	const lastItem = async (workflow: SavedWorkflow) =>
		await until('an item', async () => (await items(workflow))[0]);

	return { publish, items, lastItem };
}
