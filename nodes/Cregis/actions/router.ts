import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorForTool, markForTool } from './shared/toolOutput';
import { operationError } from '../transport/errors';
import { apiOfResource, operationOf } from './resources';
import type { CheckOperation, PayingOperation, PlainOperation } from './shared/operation';
import { answerCallback } from './run/answer';
import { CheckRun } from './run/checking';
import { attempt } from './run/failure';
import { PaymentRun } from './run/payments';
import { RequestRun } from './run/requests';
import { setUp } from './run/setUp';
import { sleepUntilResult } from './waiting/sleep';

function runOf(
	context: IExecuteFunctions,
	operation: PayingOperation | CheckOperation | PlainOperation,
	name: string,
) {
	if (operation.effect === 'pays') return new PaymentRun(context, operation, name);
	if (operation.effect === 'checks') return new CheckRun(context, operation);
	return new RequestRun(context, operation);
}

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0, '');
	const operation = operationOf(resource, name);
	if (!operation) {
		throw operationError(
			{ node: context.getNode() },
			"'Custom API Call' doesn't run in this node",
			"Use n8n's HTTP Request node with the Cregis credential.",
		);
	}
	if (operation.effect === 'answers') return await answerCallback(context, operation);

	const operationRun = runOf(context, operation, `${resource}: ${name}`);
	const { value, error } = await attempt(context, undefined, () =>
		setUp(context, operation, apiOfResource(resource)),
	);
	if (error) return operationRun.failAll(error, context.getInputData().length);
	const outputs = await operationRun.execute(value.items);
	const [sent] = outputs;
	// A failed item has no ID.
	if (value.waitLimit && operation.effect === 'pays' && operation.id in sent.json) {
		await sleepUntilResult(context, sent, value.waitLimit);
	}
	return outputs;
}

/** Runs the operation that is selected in the node. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { value, error } = await attempt(context, undefined, async () => await run(context));
	if (error) throw errorForTool(context, error);
	return [markForTool(context, value)];
}
