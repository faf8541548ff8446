/** The Cregis Trigger compared with n8n's Webhook node, in the same n8n, in turns. */
import type { Editor } from '../../harness/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { cregisTrigger, measureRate, webhookNode, type Rate, type Target } from './rates.mts';
import { median, percentile, type Recorder } from './record.mts';

const ROUNDS = 3;
export interface Goals {
	/** Genuine callbacks, compared with the Webhook node with header authentication. */
	genuine: number;
	/** Forged ones, compared with genuine ones. */
	forged: number;
	/** What can't be a callback, compared with genuine ones. */
	junk: number;
}

/** Measures each target several times, in turns, so that what else the machine does affects all of them. */
async function inTurns(
	targets: Record<string, Target>,
	connections: number,
	pids: number[],
): Promise<Record<string, Rate>> {
	const rates: Record<string, Rate[]> = {};
	for (let round = 0; round < ROUNDS; round++) {
		for (const [name, target] of Object.entries(targets)) {
			(rates[name] ??= []).push(await measureRate(target, connections, pids));
		}
	}
	return Object.fromEntries(
		Object.entries(rates).map(([name, measured]) => [
			name,
			{
				perSecond: median(measured.map(({ perSecond }) => perSecond)),
				processorMs: median(measured.map(({ processorMs }) => processorMs)),
				latencies: measured.flatMap(({ latencies }) => latencies),
			},
		]),
	);
}

interface Measured {
	editor: Editor;
	sandbox: Sandbox;
	/** n8n's processes. */
	pids: number[];
	/** How many connections to measure with. */
	connections: number[];
	goals: Goals;
}

export async function measureTriggers(
	record: Recorder,
	{ editor, sandbox, pids, connections: numbers, goals }: Measured,
) {
	const trigger = await cregisTrigger(editor, sandbox);
	const targets = {
		'Webhook node, no authentication': await webhookNode(editor, false),
		'Webhook node, header authentication': await webhookNode(editor, true),
		'Cregis Trigger': trigger.genuine,
		'Cregis Trigger, forged callbacks': trigger.forged,
		'Cregis Trigger, requests without a signature': trigger.junk,
	};
	for (const connections of numbers) {
		const rates = await inTurns(targets, connections, pids);
		for (const [name, { perSecond, processorMs, latencies }] of Object.entries(rates)) {
			const what = `${name}, ${connections} connections`;
			record.figure(what, perSecond, 'responses/s');
			record.figure(`${what}: half within`, percentile(latencies, 0.5), 'ms');
			record.figure(`${what}: 99 % within`, percentile(latencies, 0.99), 'ms');
			record.figure(`${what}: processor time for each`, processorMs, 'ms');
		}
		const [, webhook, genuine, forged, junk] = Object.values(rates);
		const compared = (one: Rate, other: Rate) => one.perSecond / other.perSecond;
		const at = `${connections} connections`;
		record.atLeast(
			`Cregis Trigger compared with the Webhook node with header authentication, ${at}`,
			compared(genuine, webhook),
			goals.genuine,
			'times as many',
		);
		record.atLeast(
			`Forged callbacks compared with genuine ones, ${at}`,
			compared(forged, genuine),
			goals.forged,
			'times as many',
		);
		record.atLeast(
			`Requests without a signature compared with genuine callbacks, ${at}`,
			compared(junk, genuine),
			goals.junk,
			'times as many',
		);
	}
}
