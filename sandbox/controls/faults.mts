import type { Conditions } from '../state/conditions.mts';
import type { Fault, FaultKind } from '../state/fault.mts';
import type { State } from '../state/state.mts';

/** An HTTP reply, or 'cut': the connection is closed without one. */
export type Reply = { status: number; headers: Record<string, string>; body: string } | 'cut';

/** Handles the request, commits what it does and gives the regular reply. */
type Handle = (options?: { bigIds: boolean }) => Reply;
type Wait = (ms: number) => Promise<void>;
type Apply = (fault: Fault, handle: Handle) => Reply;

const EDGE_PAGE =
	'<html><head><title>Error</title></head><body><center><h1>Error</h1></center><hr><center>cloudflare</center></body></html>';

function html(status: number, body = EDGE_PAGE, headers: Record<string, string> = {}): Reply {
	return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8', ...headers }, body };
}

const APPLY: Record<FaultKind, Apply> = {
	delay: (_fault, handle) => handle(),
	lost_request: () => 'cut',
	lost_reply: (_fault, handle) => {
		handle();
		return 'cut';
	},
	http: (fault, handle) => {
		if (fault.commit) handle();
		return html(
			fault.status ?? 503,
			fault.body,
			fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) },
		);
	},
	// As a proxy does that repeats what it sent: the first commits, the answer is that of the second.
	duplicate: (_fault, handle) => {
		handle();
		return handle();
	},
	html_after_commit: (_fault, handle) => {
		handle();
		return html(502);
	},
	not_json: (fault, handle) => {
		if (fault.commit) handle();
		return html(200, fault.body);
	},
	envelope: (fault, handle) => {
		if (fault.commit) handle();
		return {
			status: fault.status ?? 200,
			headers: { 'Content-Type': 'application/json' },
			body: fault.body ?? '',
		};
	},
	big_ids: (_fault, handle) => handle({ bigIds: true }),
};

/** What a condition does to each request, the first that is switched on. */
const CONDITION_FAULTS: Array<[keyof Conditions, Fault]> = [
	['outage', { path: '*', kind: 'http', times: 1, status: 503 }],
	['rateLimit', { path: '*', kind: 'http', times: 1, status: 429, retryAfter: 2 }],
	['lostReplies', { path: '*', kind: 'lost_reply', times: 1 }],
];

/**
 * Takes one use of the first queued fault for the path. Without one, it's what the conditions do; undefined
 * if nothing is wrong.
 */
export function takeFault(state: State, path: string): Fault | undefined {
	const index = state.faults.findIndex((fault) => fault.path === path || fault.path === '*');
	const fault = state.faults[index];
	if (fault !== undefined && --fault.times <= 0) state.faults.splice(index, 1);
	return fault ?? CONDITION_FAULTS.find(([condition]) => state.conditions[condition])?.[1];
}

/** The reply under the fault, or the regular one without a fault. Rejects if the wait is broken off. */
export async function applyFault(
	fault: Fault | undefined,
	handle: Handle,
	wait: Wait,
): Promise<Reply> {
	if (fault === undefined) return handle();
	if (fault.ms) await wait(fault.ms);
	return APPLY[fault.kind](fault, handle);
}
