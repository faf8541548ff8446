import { describe, expect, it } from '@jest/globals';
import { webhookDescriptionIsNativelyResolvable } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import { CregisPollingTrigger } from '../../nodes/Cregis/CregisPollingTrigger.node.ts';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';

const { properties } = new Cregis().description;
const trigger = new CregisTrigger().description;
const pollingTrigger = new CregisPollingTrigger().description;

const selectors = properties.filter(({ name }) => name === 'operation');
const operations = selectors.flatMap(({ options }) => options as INodePropertyOptions[]);

/** A property and the properties inside it. */
function withNested(property: INodeProperties): INodeProperties[] {
	const nested = (property.options ?? []).filter((option) => 'type' in option) as INodeProperties[];
	return [property, ...nested.flatMap(withNested)];
}

describe('the fields of the Cregis node', () => {
	it('have the documented resources and operations', () => {
		const offered = selectors.map(({ displayOptions, options }) => [
			displayOptions?.show?.resource?.[0],
			(options as INodePropertyOptions[]).map(({ value }) => value),
		]);
		expect(Object.fromEntries(offered)).toEqual({
			address: ['checkOwnership', 'create', 'createMany', 'update', 'validate'],
			balance: ['getByAddress', 'getByCurrency'],
			callback: ['respond'],
			coin: ['getAll'],
			collection: ['create'],
			order: ['create', 'get'],
			payout: ['check', 'create', 'get'],
			teamWallet: [
				'getAll',
				'getAddressBalances',
				'getAddresses',
				'getBalances',
				'getPendingTransactions',
				'getTransactions',
			],
			trade: ['getAll'],
			withdrawal: ['create', 'get'],
		});
	});

	it.each(operations)(
		'$action: has an action in sentence case, and a description that adds to it',
		({ action, description }) => {
			expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
			expect(description?.length).toBeGreaterThan(20);
		},
	);

	it.each(selectors)(
		'$displayOptions.show.resource: lists its operations by name, and defaults to the first',
		({ options, default: chosen }) => {
			const listed = options as INodePropertyOptions[];
			expect(listed.map(({ name }) => name)).toEqual(listed.map(({ name }) => name).sort());
			expect(chosen).toBe(listed[0].value);
		},
	);

	it.each(
		[...properties, ...trigger.properties, ...pollingTrigger.properties]
			.flatMap(withNested)
			.filter(({ type }) => !['notice', 'collection'].includes(type))
			.filter(({ name }) => !['resource', 'operation'].includes(name)),
	)("'$displayName' says what it is for", ({ description }) => {
		expect(description?.length).toBeGreaterThan(10);
	});
});

it.each(
	[...properties, ...trigger.properties, ...pollingTrigger.properties]
		.flatMap(withNested)
		.filter(({ placeholder, type }) => placeholder !== undefined && type !== 'collection')
		.filter(({ type }) => type !== 'fixedCollection'),
)("the placeholder of '$displayName' is an example", ({ placeholder }) => {
	// n8n's lint rules prescribe this one for an email address.
	expect(placeholder).toMatch(/^(e\.g\. |name@email\.com$)/);
});

/** Numbers and times have an order of their own. */
const ORDERED = ['waitUnit'];

it.each(
	[...properties, ...trigger.properties]
		.flatMap(withNested)
		.filter(({ name, options = [] }) => options.length > 1 && !ORDERED.includes(name)),
)("the entries of '$displayName' are in alphabetical order", ({ options }) => {
	const names = options!.map((each) => ('displayName' in each ? each.displayName : each.name));
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});

it("names the lists 'Get Many', and says so in their actions", () => {
	const lists = properties
		.filter(({ name }) => name === 'returnAll')
		.map(({ displayOptions }) => String(displayOptions!.show!.operation));
	const named = operations.filter(({ name, action }) => {
		return name.startsWith('Get Many') && action!.startsWith('Get many ');
	});
	expect(named.map(({ value }) => value).sort()).toEqual(lists.sort());
});

describe('the top level of the form', () => {
	const COLLECTIONS = ['additionalFields', 'filters', 'options', 'updateFields'];
	const LISTS = ['returnAll', 'limit'];
	const OUTPUT = ['simplify', 'output', 'outputFields'];
	const WAITING = ['waitForResult', 'waitAmount', 'waitUnit'];
	const optional = [...COLLECTIONS, ...LISTS, ...OUTPUT, ...WAITING];

	it.each(properties.filter(({ displayOptions }) => displayOptions?.show?.operation !== undefined))(
		'has $name, because it is required or of a kind that n8n puts there',
		(field) => {
			const isKnown = ['toolDescription', 'answer', 'reason', ...optional].includes(field.name);
			expect(field.required === true || isKnown).toBe(true);
		},
	);

	it('offers Return All and Limit together, as n8n words them', () => {
		for (const { displayOptions } of properties.filter(({ name }) => name === 'returnAll')) {
			const { resource, operation } = displayOptions!.show!;
			const limit = properties.find((field) => {
				const { show } = field.displayOptions ?? {};
				return (
					field.name === 'limit' &&
					String(show?.resource) === String(resource) &&
					String(show?.operation) === String(operation)
				);
			});
			expect(limit).toMatchObject({ default: 50, description: 'Max number of results to return' });
		}
	});
});

describe('the webhook of the trigger', () => {
	it('needs no expression to handle a delivery', () => {
		expect(trigger.webhooks?.every(webhookDescriptionIsNativelyResolvable)).toBe(true);
		expect(trigger.version).toBeGreaterThan(1);
	});

	it("responds with 'success' once the execution is stored", () => {
		expect(trigger.webhooks).toEqual([
			expect.objectContaining({
				responseMode: '={{$parameter["respond"] || "onReceived"}}',
				responseData: 'success',
			}),
		]);
	});
});
