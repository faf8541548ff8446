/** What an AI model is told about the node as a tool, by n8n's own machinery. */
import { describe, expect, it } from '@jest/globals';
import { Workflow, type INode } from 'n8n-workflow';
import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool.js';
import { toolType } from './engine.mts';
import { OPERATIONS } from './operationList.mts';

function toolOf(parameters: INode['parameters']) {
	const node: INode = {
		id: 'node',
		name: 'Tool',
		type: 'n8n-nodes-cregis.cregisTool',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	// Fills in the default of each parameter that is shown.
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => toolType,
			getByNameAndVersion: () => toolType,
			getKnownTypes: () => ({}),
		},
	});
	return createNodeAsTool({
		node: workflow.getNode('Tool')!,
		nodeType: toolType,
		handleToolInvocation: async () => undefined,
	}).response as unknown as { description: string; schema: { shape: object } };
}

const MOVING_MONEY = ['payout: create', 'withdrawal: create', 'collection: create'];

const about = (name: string) => {
	const [resource, operation] = name.split(': ');
	return toolOf({ resource, operation }).description;
};

describe('a tool', () => {
	it.each(OPERATIONS)('%s says what it does in whole sentences', (name) => {
		expect(about(name)).toMatch(/^[A-Z][a-z]+s? .{60,}\.$/);
		expect(about(name)).not.toContain('in Cregis');
	});

	it('has a description of its own for each operation', () => {
		expect(new Set(OPERATIONS.map(about)).size).toBe(OPERATIONS.length);
	});

	it.each(MOVING_MONEY)('%s says that it moves money, and what must not be made up', (name) => {
		expect(about(name)).toContain('moves real money');
		expect(about(name)).toMatch(/must come from the user .* Never make them up\./);
		expect(about(name)).toContain('the outcome is unknown: tell the user');
	});

	it.each(OPERATIONS.filter((name) => !MOVING_MONEY.includes(name)))(
		'%s says that it moves no money, or only reads',
		(name) => {
			const isDecision = name === 'callback: respond';
			const expected = isDecision ? /can't be undone/ : /Moves no money|Read-only\./;
			expect(about(name)).toMatch(expected);
		},
	);

	it('says what the merchant wrote instead', () => {
		const parameters = { resource: 'payout', operation: 'get', toolDescription: 'Look it up' };
		expect(toolOf(parameters).description).toBe('Look it up');
	});

	it('takes from the model what the merchant leaves to it', () => {
		const thirdPartyId = "={{ $fromAI('Reference', 'The number of the invoice', 'string') }}";
		const { schema } = toolOf({ resource: 'payout', operation: 'create', thirdPartyId });
		expect(Object.keys(schema.shape)).toEqual(['Reference']);
	});
});
