import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { markForTool } from './shared/outsideText';
import { operationOf } from './resources';
import { answerCallback } from './run/answer';
import { attempt } from './run/failure';
import { PaymentRun } from './run/payments';
import { RequestRun } from './run/requests';
import { setUp } from './run/setUp';
import { sleepUntilResult } from './waiting/sleep';

/** Runs the operation that is selected in the node. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = operationOf(resource, name);
	if (operation.effect === 'answers') return [await answerCallback(context, operation)];

	const run =
		operation.effect === 'pays'
			? new PaymentRun(context, operation, `${resource}: ${name}`)
			: new RequestRun(context, operation);
	const { value, error } = await attempt(context, undefined, () => setUp(context, operation));
	if (error) return [run.failAll(error, context.getInputData().length)];
	const outputs = await run.execute(value.items);
	const [sent] = outputs;
	// A failed item has no ID.
	if (value.waitLimit && operation.effect === 'pays' && operation.id in sent.json) {
		await sleepUntilResult(context, sent, value.waitLimit);
	}
	return [markForTool(context, outputs)];
}
