/** Where n8n's main thread spends its time. */
import axios from 'axios';
import { until, type Editor } from '../../harness/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { cregisTrigger, deliver, webhookNode } from './rates.mts';
import type { Recorder } from './record.mts';

interface ProfileNode {
	id: number;
	callFrame: { functionName: string; url: string };
	children?: number[];
}

/** As the inspector returns it. The first node is the root. */
interface CpuProfile {
	nodes: ProfileNode[];
	/** The IDs of the nodes that ran. */
	samples: number[];
	/** Microseconds before each sample. */
	timeDeltas: number[];
}

/** A call of the inspector's protocol. */
type Call = (method: string, params?: object) => Promise<{ profile: CpuProfile }>;

async function connect(port: number): Promise<{ call: Call; close: () => void }> {
	const address = `http://127.0.0.1:${port}/json/list`;
	const [{ webSocketDebuggerUrl }] = await until('the inspector', async () => {
		const { data } = await axios.get<Array<{ webSocketDebuggerUrl: string }>>(address);
		return data;
	});
	const socket = new WebSocket(webSocketDebuggerUrl);
	await new Promise((resolve, reject) => {
		socket.addEventListener('open', resolve);
		socket.addEventListener('error', reject);
	});
	let calls = 0;
	const call: Call = async (method, params = {}) => {
		const id = ++calls;
		return await new Promise((resolve, reject) => {
			socket.addEventListener('message', function receive({ data }) {
				const reply = JSON.parse(String(data)) as { id?: number; result: never; error?: object };
				if (reply.id !== id) return;
				socket.removeEventListener('message', receive);
				if (reply.error) reject(new Error(`${method}: ${JSON.stringify(reply.error)}`));
				else resolve(reply.result);
			});
			socket.send(JSON.stringify({ id, method, params }));
		});
	};
	return { call, close: () => socket.close() };
}

/** Where the time goes. A function belongs to the first part that it matches. */
interface Part {
	name: string;
	/** Matches the address of a function, followed by its name. */
	place: RegExp;
	/** Whether what these functions call belongs to this part, too. */
	isDeep?: boolean;
}

const PARTS: Part[] = [
	{
		name: 'isolates of the expression engine',
		place: /\/@n8n\/expression-runtime\//,
		isDeep: true,
	},
	{ name: "n8n's database", place: /\/(?:@n8n\/typeorm|sqlite3|tarn)\// },
	{ name: 'collecting garbage', place: /^ \(garbage collector\)$/ },
	{ name: 'this package', place: /\/n8n-nodes-cregis\// },
];

const REST: Part = { name: 'the rest of n8n', place: /^/ };

/** A native function has no address, so it belongs to the part of its caller. */
function partOf({ callFrame: { url, functionName } }: ProfileNode, caller: Part): Part {
	if (caller.isDeep) return caller;
	const found = PARTS.find(({ place }) => place.test(`${url} ${functionName}`));
	const isNative = !url && !functionName.startsWith('(');
	return found ?? (isNative ? caller : REST);
}

const isIdle = ({ callFrame }: ProfileNode) => /^\((?:idle|root)\)$/.test(callFrame.functionName);

/** Milliseconds by part, without the time in which nothing ran. */
function timesOf({ nodes, samples, timeDeltas }: CpuProfile): Record<string, number> {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const busy = new Map<number, Part>();
	const visit = (node: ProfileNode, caller: Part) => {
		const part = partOf(node, caller);
		if (!isIdle(node)) busy.set(node.id, part);
		for (const child of node.children ?? []) visit(byId.get(child)!, part);
	};
	visit(nodes[0], REST);
	const times = Object.fromEntries([...PARTS, REST].map(({ name }) => [name, 0]));
	samples.forEach((id, index) => {
		const part = busy.get(id);
		if (part) times[part.name] += timeDeltas[index] / 1000;
	});
	return times;
}

/**
 * Profiles a process while something runs.
 *
 * @param port of its inspector
 */
async function profileOf(port: number, run: () => Promise<unknown>): Promise<CpuProfile> {
	const { call, close } = await connect(port);
	try {
		await call('Profiler.enable');
		await call('Profiler.start');
		await run();
		return (await call('Profiler.stop')).profile;
	} finally {
		close();
	}
}

const CALLBACKS = 100;

interface Profiled {
	editor: Editor;
	sandbox: Sandbox;
	/** n8n's process. */
	pid: number;
	/** The port of its inspector. */
	inspector: number;
}

/** Where n8n spends its time with a callback, and with a call of its own node. */
export async function measureProfile(
	record: Recorder,
	{ editor, sandbox, pid, inspector }: Profiled,
) {
	const targets = {
		'Webhook node, header authentication': await webhookNode(editor, true),
		'Cregis Trigger': (await cregisTrigger(editor, sandbox)).genuine,
	};
	const run = async (name: keyof typeof targets) => await deliver(targets[name], CALLBACKS, [pid]);
	for (const name of Object.keys(targets) as Array<keyof typeof targets>) {
		await run(name);
		const profile = await profileOf(inspector, async () => await run(name));
		for (const [part, ms] of Object.entries(timesOf(profile))) {
			record.figure(`${name}: ${part}`, ms / CALLBACKS, 'ms');
		}
	}
}
