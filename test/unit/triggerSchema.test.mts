/** The trigger's output schema, with which n8n's AI builder writes and tests a workflow. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadOutputSchema, resolveOutputSchemaPath } from 'n8n-core';
import { existsSync } from 'node:fs';
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';
import { ENDPOINTS } from '../../nodes/Cregis/protocol/endpoints.ts';
import { toJson, type JsonObject } from '../../sandbox/contract/json.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { call, startReceiver, type Envelope, type Receiver } from '../support/client.mts';
import { EVENTS, type MatrixEvent } from '../support/matrixEvents.mts';
import { deliverBody } from './n8nWebhook.mts';
import { faults, type Schema } from '../support/schema.mts';

const { description } = new CregisTrigger();

const TRIGGER = { nodeDir: 'nodes/Cregis', version: description.version as number };

/** Found as n8n's AI builder finds it: for the node's version, without a resource or an operation. */
const schema = loadOutputSchema({ ...TRIGGER, versionFallback: true }) as unknown as Schema;

const kinds = schema.oneOf!;

const isOfKind = (kind: Schema, event: string) => {
	const { pattern, const: name } = kind.properties!.event;
	return pattern === undefined ? event === name : new RegExp(pattern).test(event);
};

const namesOf = ({ properties }: Schema) => properties!.event.examples ?? [properties!.event.const];

/** Where the trigger confirms an event. */
const RECORDS = [ENDPOINTS.trades, ENDPOINTS.payout, ENDPOINTS.withdrawal, ENDPOINTS.order];

let sandbox: Sandbox;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = await startReceiver();
});
afterAll(async () => {
	receiver.close();
	await sandbox.close();
});

/** The item that the trigger emits for an event, with what Cregis's records add to it. */
async function itemOf({ project, prepare }: MatrixEvent): Promise<IDataObject> {
	const happen = await prepare(sandbox, receiver.url);
	const { callback } = await happen();
	const { cid, data = '{}' } = JSON.parse(callback!.body) as { cid?: number; data?: string };
	const { cregis_id } = JSON.parse(data) as { cregis_id?: string };
	const records: Record<string, JsonObject | string> = {};
	for (const path of RECORDS) {
		const found = await call(sandbox, path, { cid, cregis_id }, sandbox[project]);
		const { code, data: record } = JSON.parse(toJson(found)) as Envelope;
		records[path] = code === '00000' ? record : code;
	}
	const { item } = await deliverBody(callback!.body, {
		credential: { baseUrl: sandbox.baseUrl, ...sandbox[project] },
		parameters: { options: { confirm: true } },
		records,
	});
	return item!;
}

describe('the output schema of the trigger', () => {
	it.each(EVENTS)('has every field of $event, with its type', async (event) => {
		const item = await itemOf(event);
		const [kind, ...others] = kinds.filter((each) => isOfKind(each, event.event));
		expect(others).toEqual([]);
		expect(item.event).toBe(event.event);
		expect(faults(item, kind, event.event)).toEqual([]);
	});

	it('names the events that the trigger offers', () => {
		const { options } = description.properties.find(({ name }) => name === 'events')!;
		const offered = (options as INodePropertyOptions[]).map(({ value }) => value);
		expect(kinds.flatMap(namesOf).sort()).toEqual(offered.filter((name) => name !== '*').sort());
	});

	it.each(['deposit.3', 'order.canceled', 'payout.held', 'withdrawal.8'])(
		'allows an event that Cregis may add: %s',
		(event) => {
			expect(kinds.filter((kind) => isOfKind(kind, event))).toHaveLength(1);
		},
	);

	it("isn't offered to the editor, which shows no preview for a trigger", () => {
		expect(existsSync(resolveOutputSchemaPath(TRIGGER)!)).toBe(false);
	});
});
