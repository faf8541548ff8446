/** Executions that wait for the result of a payment. */
import type { Stage } from './stage.mts';
import { waitingWorkflow } from '../support/waitingWorkflow.mts';

/** What the tests of waiting executions do in n8n. */
export function waiting(stage: Stage) {
	const outputOf = async (executionId: string) => {
		const { nodes, status } = await stage.editor.finished(executionId);
		return { status, items: nodes.Then.outputs[0].map(({ json }) => json) };
	};

	/** Runs a workflow until it waits. Resolves to the execution's ID. */
	async function startWaiting(
		parameters: object,
		project = stage.project,
		workflowOf = waitingWorkflow,
	) {
		const credential = await stage.editor.createCredential('cregisApi', 'Cregis', project);
		const workflow = await stage.editor.createWorkflow(workflowOf(parameters, credential));
		const id = (await stage.editor.start(workflow, 'Start'))!;
		await stage.editor.untilWaiting(id);
		return id;
	}

	const paymentProject = () => ({
		...stage.project,
		projectType: 'payment',
		...stage.sandbox.payment,
	});

	return { outputOf, startWaiting, paymentProject };
}
