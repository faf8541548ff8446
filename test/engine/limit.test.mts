/** The limit of a list. */
import { describe, expect, it } from '@jest/globals';
import { TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

const WHOLE = "'Limit' must be a whole number greater than 0, not";

const LISTS: Array<[resource: string, operation: string, parameters: object]> = [
	['trade', 'getAll', {}],
	['coin', 'getAll', {}],
	['balance', 'getByAddress', { address: TRON_ADDRESS }],
	['balance', 'getByCurrency', { currency: byId('195@195') }],
];

const VALUES: Array<[limit: string | number, message: string]> = [
	[-1, `${WHOLE} '-1'`],
	[0, `${WHOLE} '0'`],
	[2.5, `${WHOLE} '2.5'`],
	['={{ NaN }}', WHOLE],
	['={{ Infinity }}', WHOLE],
	['={{ null }}', WHOLE],
	['={{ "abc" }}', `${WHOLE} 'abc'`],
	['abc', `${WHOLE} 'abc'`],
	['', `${WHOLE} ''`],
	['1e3', `${WHOLE} '1e3'`],
	[1e9, "'Limit' can't be greater than 1000000: '1000000000'"],
	[1e21, WHOLE],
];

describe.each(LISTS)('%s: %s sends nothing', (resource, operation, parameters) => {
	it.each(VALUES)('if the limit is %p', async (limit, message) => {
		const run = await project.run(resource, operation, {
			...parameters,
			returnAll: false,
			limit,
		});
		expect(run.error?.message).toContain(message);
		expect(project.sandbox.getRequests()).toEqual([]);
	});
});

it('nothing is sent for any item if one has no limit', async () => {
	const run = await project.run(
		'coin',
		'getAll',
		{ returnAll: false, limit: '={{ $json.limit }}' },
		{ items: [{ limit: 1 }, { limit: 0 }] },
	);
	expect(run.error?.description).toContain(`Item 1: ${WHOLE} '0'.`);
	expect(project.sandbox.getRequests()).toEqual([]);
});

it.each([[3], ['3'], ['={{ "3" }}']])('a limit of %p is 3', async (limit) => {
	const run = await project.run('coin', 'getAll', { returnAll: false, limit });
	expect(run.json).toHaveLength(3);
});

it('the limit is ignored with Return All', async () => {
	const run = await project.run('coin', 'getAll', { returnAll: true, limit: -1 });
	expect(run.error).toBeUndefined();
});
