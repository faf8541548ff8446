/** Every event, in every format and content type, with every setting of the trigger. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'lossless-json';
import type { SavedWorkflow, WorkflowNode } from '../../harness/editor.mts';
import type { CallbackForm, CallbackRecord, ProjectSettings } from '../../sandbox/sandbox.mts';
import { EVENTS, type MatrixEvent, type Told } from '../support/matrixEvents.mts';
import { inParallel } from '../../nodes/Cregis/actions/run/parallel.ts';
import { useStage } from './stage.mts';

/** With n8n's default settings, most of the time of these many deliveries would go into starting isolates. */
const stage = useStage({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });

const AT_ONCE = 8;

interface Form {
	name: string;
	form?: CallbackForm;
	orderDataAs?: ProjectSettings['orderDataAs'];
}

const FORMS: Form[] = [
	{ name: 'as documented' },
	{ name: 'numbers as texts', form: { types: 'texts' } },
	{ name: 'texts as numbers', form: { types: 'numbers' } },
	{
		name: 'unknown fields',
		form: { extra: { confirmations: 20, fee: '0.10', is_test: false } },
	},
	{ name: 'null for what is empty', form: { empty: 'null' } },
];

/** Only an order has data, which is JSON text in the formats above. */
const OBJECT_FORMS = (
	[
		{ name: 'object, signed by RFC 8785' },
		{ name: 'object, signed as it stands', form: { objectSigned: 'as it stands' } },
		{ name: 'object, signed in insertion order', form: { objectSigned: 'written anew' } },
		{ name: 'object, texts as numbers', form: { types: 'numbers' } },
	] satisfies Form[]
).map((form): Form => ({ ...form, orderDataAs: 'object' }));

/** One for each way in which n8n parses a body: as JSON, as text, as a form, or not at all. */
const CONTENT_TYPES = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', ''];

const TRIGGERS = [true, false].flatMap((simplify) =>
	['onReceived', 'responseNode'].map((respond) => ({ simplify, respond })),
);

type Trigger = (typeof TRIGGERS)[number] & { workflow: SavedWorkflow };

const responder: WorkflowNode = {
	id: 'respond',
	name: 'Respond',
	type: 'n8n-nodes-cregis.cregis',
	typeVersion: 1,
	position: [200, 0],
	parameters: {
		resource: 'callback',
		operation: 'respond',
		answer: "={{ $json.event === 'payout.verification' ? 'approve' : 'acknowledge' }}",
	},
};

const triggers: Record<string, Trigger[]> = { waas: [], payment: [] };
beforeAll(async () => {
	for (const project of ['waas', 'payment'] as const) {
		const credential = { ...stage.project, ...stage.sandbox[project], projectType: project };
		for (const trigger of TRIGGERS) {
			const behind = trigger.respond === 'responseNode' ? [responder] : [];
			const parameters = { events: ['*'], ...trigger };
			const workflow = await stage.triggerWorkflow(parameters, credential, behind);
			await stage.editor.publish(workflow);
			triggers[project].push({ ...trigger, workflow });
		}
	}
});

/** JSON as in the trigger's items, which round no number. */
const parseExactly = (text: string) =>
	parse(text, undefined, (digits) =>
		String(Number(digits)) === digits ? Number(digits) : digits,
	) as Record<string, unknown>;

function expectedItem(event: string, { callback, eventId, words }: Told, { simplify }: Trigger) {
	const body = parseExactly(callback!.body);
	if (!simplify) return { event, eventId, body };
	const { data = {}, nonce, timestamp, sign, ...fields } = body;
	const lifted = typeof data === 'string' ? parseExactly(data) : (data as object);
	return { event, eventId, ...fields, ...lifted, ...words };
}

const UNDECIDED =
	'This workflow responds immediately, so it neither approves nor denies the payout';

/** What the sandbox must record. Only a workflow decides on a payout verification. */
function expectedRecord(event: string, { respond }: Trigger) {
	if (event !== 'payout.verification') return { httpStatus: 200, answer: 'success', success: true };
	return respond === 'responseNode'
		? { httpStatus: 200, answer: 'ok', success: false }
		: { httpStatus: 503, answer: UNDECIDED, success: false };
}

const said = ({ httpStatus, answer, success }: CallbackRecord) => ({ httpStatus, answer, success });

const cellsOf = ({ project }: MatrixEvent) =>
	(project === 'payment' ? [...FORMS, ...OBJECT_FORMS] : FORMS).flatMap((form) =>
		CONTENT_TYPES.flatMap((contentType) =>
			triggers[project].map((trigger) => ({ ...form, contentType, trigger })),
		),
	);

type Cell = ReturnType<typeof cellsOf>[number];

const nameOf = ({ name, contentType, trigger: { simplify, respond } }: Cell) =>
	`${name} | ${contentType || 'no content type'} | simplify ${simplify} | ${respond}`;

async function deliver({ event, project, prepare }: MatrixEvent, cell: Cell) {
	const { form, contentType, orderDataAs = 'text', trigger } = cell;
	const { sandbox, editor } = stage;
	const happen = await prepare(sandbox, editor.webhookUrl(trigger.workflow.nodes[0]));
	// The project's format applies when the event happens, so nothing may come in between.
	const settings = { orderDataAs, callbackForm: { ...form, contentType } };
	sandbox.setSettings(sandbox[project].pid, settings);
	const told = await happen();
	return {
		cell: nameOf(cell),
		told,
		expected: {
			record: expectedRecord(event, trigger),
			executions: [{ status: 'success', item: expectedItem(event, told, trigger) }],
		},
	};
}

type Outcome = { status: string; item: Record<string, unknown> };

/** Paths of the requests with which the trigger confirms an ambiguous callback. */
const QUERIES = /query$|info$|trade\/page$/;

function wasConfirmed({ callback }: Told): boolean {
	const { cid, data } = parseExactly(callback!.body);
	const order = typeof data === 'string' ? parseExactly(data) : (data as { cregis_id?: unknown });
	const id = String(cid ?? order.cregis_id);
	return stage.sandbox
		.getRequests()
		.some(({ path, body }) => QUERIES.test(path) && String(body?.cid ?? body?.cregis_id) === id);
}

/** An outcome without the fields from Cregis's record, if Cregis was asked. */
function withoutRecord<T extends { executions: Outcome[] }>(
	told: Told,
	{ executions, ...rest }: T,
) {
	if (!wasConfirmed(told)) return { ...rest, executions };
	const bare = executions.map(({ status, item: { from_address, fee, memo, ...item } }) => ({
		status,
		item,
	}));
	return { ...rest, executions: bare };
}

const readExecutions = new Set<string>();

/** Adds the executions that haven't been read yet, by event ID. */
async function readOutcomes(project: string, outcomes: Map<string, Outcome[]>): Promise<void> {
	for (const { workflow } of triggers[project]) {
		const executions = await stage.editor.executions(workflow.id);
		const unread = executions.filter(({ id }) => !readExecutions.has(id));
		await inParallel(unread, AT_ONCE, async ({ id }) => {
			readExecutions.add(id);
			const { status, nodes } = await stage.editor.finished(id);
			const item = nodes['Cregis Trigger'].outputs[0][0].json;
			const eventId = String(item.eventId);
			outcomes.set(eventId, [...(outcomes.get(eventId) ?? []), { status, item }]);
		});
	}
}

/** How often the executions are read. n8n responds to a callback before it stores the execution. */
const READS = 40;

/** The executions since the last call, by event ID, once there are as many as were delivered. */
async function newOutcomes(project: string, delivered: number): Promise<Map<string, Outcome[]>> {
	const outcomes = new Map<string, Outcome[]>();
	for (let read = 0; read < READS && outcomes.size < delivered; read++) {
		if (read > 0) await sleep(500);
		await readOutcomes(project, outcomes);
	}
	return outcomes;
}

describe('format x content type x simplify x when to respond:', () => {
	it.each(EVENTS)(
		'$event',
		async (event) => {
			const cells = cellsOf(event);
			const delivered: Array<Awaited<ReturnType<typeof deliver>>> = [];
			await inParallel(cells, AT_ONCE, async (cell) => {
				delivered.push(await deliver(event, cell));
			});
			const outcomes = await newOutcomes(event.project, cells.length);
			const wrong = delivered
				.map(({ cell, told, expected }) => {
					const found = {
						record: said(told.callback!),
						executions: outcomes.get(told.eventId) ?? [],
					};
					return {
						cell,
						expected: withoutRecord(told, expected),
						found: withoutRecord(told, found),
					};
				})
				.filter(({ expected, found }) => !isDeepStrictEqual(found, expected));
			expect({
				delivered: delivered.length,
				started: outcomes.size,
				wrong: wrong.length,
				first: wrong.slice(0, 2),
			}).toEqual({ delivered: cells.length, started: cells.length, wrong: 0, first: [] });
		},
		180_000,
	);
});
