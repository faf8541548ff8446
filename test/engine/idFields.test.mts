/** The fields for IDs from Cregis: what the editor checks, and what they accept. */
import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type IDataObject, type INode, type INodeProperties } from 'n8n-workflow';
import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool.js';
import { callTool, toolType } from './engine.mts';
import { PAYOUT } from './fieldValues.mts';
import { byId, useProject } from './project.mts';

const project = useProject();

/** Beyond 2^53, so that a rounded digit would show. */
const NUMBER = '11434198045401089';
const ORDER = 'po1420761885130752';

type Field = [
	name: string,
	id: string,
	parameters: (id: string | IDataObject) => INode['parameters'],
	sent: string,
];

const operation = (name: string, parameters: IDataObject) => {
	const [resource, verb] = name.split(': ');
	return { resource, operation: verb, ...parameters } as INode['parameters'];
};

const FIELDS: Field[] = [
	['payout: get', NUMBER, (cid) => operation('payout: get', { cid }), `"cid":${NUMBER},`],
	['withdrawal: get', NUMBER, (cid) => operation('withdrawal: get', { cid }), `"cid":${NUMBER},`],
	[
		'trade: getAll',
		NUMBER,
		(cid) => operation('trade: getAll', { returnAll: true, filters: { cid } }),
		`"cid":${NUMBER},`,
	],
	[
		'payout: create',
		NUMBER,
		(walletId) =>
			operation('payout: create', {
				...PAYOUT,
				additionalFields: { walletId },
				options: { checkAllFirst: false },
			}),
		`"wallet_id":${NUMBER},`,
	],
	['order: get', ORDER, (cregisId) => operation('order: get', { cregisId }), `"${ORDER}"`],
];

const nodeWith = (parameters: INode['parameters']): INode => ({
	id: 'node',
	name: 'Tool',
	type: 'n8n-nodes-cregis.cregisTool',
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** What the editor shows below the fields. n8n runs no node with such an issue in a field outside a collection. */
function issuesOf(parameters: INode['parameters']): string[] {
	const { description } = toolType;
	const node = nodeWith(parameters);
	const shown = description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters, property, node, description),
	);
	const inCollections = shown
		.filter(({ type }) => type === 'collection')
		.flatMap(({ name, options }) =>
			(options as INodeProperties[]).map((property) => ({ property, path: name })),
		);
	const issues = [...shown.map((property) => ({ property, path: '' })), ...inCollections]
		.filter(({ property }) => property.type === 'resourceLocator')
		.map(({ property, path }) =>
			NodeHelpers.getParameterIssues(property, parameters, path, node, description),
		);
	return issues.flatMap(({ parameters: found }) => Object.values(found ?? {}).flat());
}

describe.each(FIELDS)('%s', (_name, id, parameters, sent) => {
	it.each([
		['entered in the field', byId(id)],
		['with spaces around it', byId(` ${id} `)],
		['by an expression in the field', byId('={{ $json.id }}')],
		['as text, as earlier versions stored it', id],
		['as an expression, as earlier versions stored it', '={{ $json.id }}'],
		['as text, changed in the editor', { __rl: true, mode: '', value: id }],
	])('sends the ID %s', async (_, value) => {
		expect(issuesOf(parameters(value))).toEqual([]);
		const { resource, operation, ...fields } = parameters(value);
		await project.run(resource as string, operation as string, fields, { items: [{ id }] });
		expect(project.sandbox.getRequests().at(-1)!.raw).toContain(sent);
	});

	it.each([
		['=', "={{ $fromAI('id', 'The ID', 'string') }}"],
		['in the field', byId("={{ $fromAI('id', 'The ID', 'string') }}")],
	])('takes the ID from an AI model %s', async (_, value) => {
		const { response } = createNodeAsTool({
			node: nodeWith(parameters(value)),
			nodeType: toolType,
			handleToolInvocation: async () => undefined,
		});
		const { schema } = response as unknown as { schema: { shape: Record<string, unknown> } };
		expect(Object.keys(schema.shape)).toEqual(['id']);
		const { credential } = project;
		await callTool({ credential, parameters: parameters(value) }, [[{ id }]]);
		expect(project.sandbox.getRequests().at(-1)!.raw).toContain(sent);
	});

	it.each(['invoice-1', '1.5', 'https://pay.cregis.io/?cid=1', '1 2', '-1'])(
		'is refused by the editor: %s',
		(value) => {
			expect(issuesOf(parameters(byId(value)))).toEqual([expect.stringContaining('The ID ')]);
		},
	);
});

it.each(FIELDS.filter(([name]) => ['payout: create', 'trade: getAll'].includes(name)))(
	'%s runs without the ID, which is optional',
	(_name, _id, parameters) => {
		expect(issuesOf(parameters(byId('')))).toEqual([]);
	},
);
