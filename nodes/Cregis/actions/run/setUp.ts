/** Prepares a run before its first item. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Api } from '../../protocol/endpoints';
import { operationError } from '../../transport/errors';
import { assertSupportedN8n } from '../../n8nVersion';
import { CREDENTIALS } from '../../transport/request';
import { projectOf, type CregisProject } from '../../transport/signedRequest';
import { teamOf } from '../../transport/signedTeamRequest';
import { Item } from '../shared/item';
import type { CheckOperation, PayingOperation, PlainOperation } from '../shared/operation';
import { resumeUrl, waitLimit } from '../waiting/sleep';
import { attempt } from './failure';

interface SetUp {
	items: Item[];
	/** How long to wait for the result, in milliseconds. Undefined if the workflow doesn't wait. */
	waitLimit?: number;
}

/** @returns the project of the node's credential. Undefined if the operation uses a team's credential */
async function readCredential(
	context: IExecuteFunctions,
	api: Api,
): Promise<CregisProject | undefined> {
	const credentials = await context.getCredentials(CREDENTIALS[api]);
	const { value, error } = await attempt(context, undefined, () => {
		if (api === 'project') return projectOf(credentials);
		teamOf(credentials);
		return undefined;
	});
	if (!error) return value;
	throw operationError(
		{ node: context.getNode() },
		error.message,
		'Open the credential of this node and correct it.',
	);
}

/**
 * If an agent handles several items at once, n8n makes a tool of this node for each of them before the first
 * call. The expressions of all these calls then read the arguments of the first one, while each call's input is
 * its own.
 *
 * @throws NodeOperationError if the fields would be those of another call
 */
function assertOwnArguments(context: IExecuteFunctions): void {
	if (!context.isToolExecution?.()) return;
	const [{ json: own }] = context.getInputData();
	const fromAI = context.getWorkflowDataProxy(0).$fromAI as (name: string) => unknown;
	const text = (value: unknown) => JSON.stringify(value ?? null);
	const isOther = (name: string) => text(fromAI(name)) !== text(own[name]);
	if (!Object.keys(own).some(isOther)) return;
	throw operationError(
		{ node: context.getNode() },
		"n8n gave this call the arguments of another one, so it can't be carried out",
		"Set 'Batch Size' of the AI Agent to 1, or use a newer version of that node.",
	);
}

/** @throws the error that prevents the whole run from starting */
export async function setUp(
	context: IExecuteFunctions,
	operation: PayingOperation | CheckOperation | PlainOperation,
	api: Api,
): Promise<SetUp> {
	assertSupportedN8n();
	assertOwnArguments(context);
	const project = await readCredential(context, api);
	const input = context.getInputData();
	const waits =
		operation.result !== undefined && context.getNodeParameter('waitForResult', 0, false);
	if (!waits) return { items: input.map((_, index) => new Item(context, index, project)) };
	if (input.length > 1) {
		throw operationError(
			{ node: context.getNode() },
			`'Wait for Result' handles one item at a time, but received ${input.length}`,
			"Put a 'Loop Over Items' node before this one, with a batch size of 1.",
		);
	}
	const limit = waitLimit(context);
	return { items: [new Item(context, 0, project, resumeUrl(context))], waitLimit: limit };
}
