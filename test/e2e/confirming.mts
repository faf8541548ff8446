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

	/** The items of one payment, now. */
	async function itemsOf(workflow: SavedWorkflow, cid: unknown) {
		return (await items(workflow)).filter((item) => String(item.cid) === String(cid));
	}

	/** The item of one payment. n8n responds to a callback before it stores the execution. */
	const itemOf = async (workflow: SavedWorkflow, cid: unknown) =>
		await until(`the item of ${String(cid)}`, async () => (await itemsOf(workflow, cid))[0]);

	return { publish, items, itemsOf, itemOf };
}
