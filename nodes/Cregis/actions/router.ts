import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { invalidField } from '../errors';
import { projectOf } from '../signedRequest';
import { answerCallback } from './answer';
import { attempt } from './failure';
import { Item } from './item';
import { markForTool } from './outsideText';
import { operationOf } from './resources';
import { Run } from './run';
import { resumeUrl, sleepUntilResult, waitLimit } from './waiting/sleep';

/** Runs the operation that the node is set to. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = operationOf(
		this.getNodeParameter('resource', 0),
		this.getNodeParameter('operation', 0),
	);
	if (operation.effect === 'answers') return [await answerCallback(this, operation)];

	const credentials = await this.getCredentials('cregisApi');
	const project = await attempt(this, 0, () => projectOf(credentials));
	if (project.error) {
		throw invalidField(
			{ node: this.getNode() },
			project.error.message,
			'Open the credential of this node and correct it.',
		);
	}
	const input = this.getInputData();
	const waits = operation.result !== undefined && this.getNodeParameter('waitForResult', 0, false);
	if (waits && input.length > 1) {
		throw invalidField(
			{ node: this.getNode() },
			`'Wait for Result' takes one item at a time, and ${input.length} came`,
			"Put a 'Loop Over Items' node before this one, with a batch size of 1. Nothing was sent.",
		);
	}
	const limit = waits ? waitLimit(this) : undefined;
	const url = waits ? resumeUrl(this) : undefined;
	const items = input.map((_, index) => new Item(this, index, project.value, url));
	const outputs = await new Run(this, operation, items).execute();
	const [sent] = outputs;
	// What failed has no ID.
	if (limit && operation.result!.id in sent.json) await sleepUntilResult(this, sent, limit);
	return [markForTool(this, outputs)];
}
