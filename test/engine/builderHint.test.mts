/** What n8n's AI workflow builder and its editor are told: it must match the nodes. */
import { describe, expect, it } from '@jest/globals';
import { Workflow, type INode, type INodeProperties } from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import { CregisPollingTrigger } from '../../nodes/Cregis/CregisPollingTrigger.node.ts';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';

const { description } = new Cregis();
const trigger = new CregisTrigger().description;
const pollingTrigger = new CregisPollingTrigger().description;

const named = (name: string) => description.properties.filter((field) => field.name === name);

/** The names of all fields and values of a node, those of collections included. */
function wordsOf(fields: INodeProperties[]): string[] {
	return fields.flatMap(({ name, options = [] }) => [
		name,
		...options.flatMap((option) => {
			if ('type' in option) return wordsOf([option as INodeProperties]);
			return 'value' in option ? [String(option.value)] : [];
		}),
	]);
}

const words = new Set([
	...wordsOf([...description.properties, ...trigger.properties]),
	...['checkout_url', 'cregis_id', 'eventId', 'event'],
]);

const contents = (description.builderHint?.extraTypeDefContent ?? []).map((each) => each.content);

describe('the builder hints', () => {
	it.each(contents)('name only fields, values and events that exist: %s', (content) => {
		const technical = content.match(/\b[a-z]+(?:_[a-z]+|[A-Z][a-z]+)+\b|\b[a-z]+\.[a-z]+\b/g) ?? [];
		const names = technical.flatMap((each) => (words.has(each) ? [] : each.split('.')));
		expect(names.filter((name) => !words.has(name))).toEqual([]);
	});

	it.each((description.builderHint?.extraTypeDefContent ?? []).map((each) => each.displayOptions))(
		'are about operations that exist: %j',
		(options) => {
			const { resource, operation } = options!.show! as Record<string, string[]>;
			for (const name of resource) {
				const selector = named('operation').find(({ displayOptions }) => {
					return displayOptions?.show?.resource?.includes(name);
				});
				expect(wordsOf([selector!])).toEqual(expect.arrayContaining(operation));
			}
		},
	);

	it('tell the builder where references come from', () => {
		for (const { builderHint } of named('thirdPartyId')) {
			expect(builderHint?.propertyHint).toContain('Never generate it');
		}
		expect(named('thirdPartyId')).toHaveLength(3);
	});

	it.each([trigger, pollingTrigger])(
		'tell the builder to handle each event once: $name',
		(each) => {
			const nodes = each.builderHint?.relatedNodes?.map(({ nodeType }) => nodeType);
			expect(nodes).toContain('n8n-nodes-base.removeDuplicates');
		},
	);
});

it('the editor says what a waiting node waits for', () => {
	const node: INode = {
		id: 'node',
		name: 'Cregis',
		type: 'n8n-nodes-cregis.cregis',
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'payout', operation: 'create', waitForResult: true },
	};
	const type = new Cregis();
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	const tooltip = workflow.expression.getSimpleParameterValue(
		workflow.getNode('Cregis')!,
		description.waitingNodeTooltip!,
		'internal',
		{},
	);
	expect(tooltip).toBe('Waiting for Cregis to report the result of the payout, for up to 24 hours');
});
