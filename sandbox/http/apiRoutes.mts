import type { HttpBindings } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Outcome } from '../contract/codes.mts';
import { toJson } from '../contract/json.mts';
import { applyFault, type Reply, takeFault } from '../controls/faults.mts';
import { ENDPOINTS } from '../endpoints/index.mts';
import { TEAM_ENDPOINTS } from '../endpoints/teamIndex.mts';
import type { Clock } from '../state/clock.mts';
import type { Effects } from '../state/context.mts';
import type { RequestRecord, State } from '../state/state.mts';
import { answer, type ApiRequest, parseBody } from './api.mts';
import { readText } from './body.mts';
import { answerTeam } from './teamApi.mts';

export type ApiParts = {
	state: State;
	clock: Clock;
	effects: Effects;
	baseUrl: () => string;
	/** Refuses connections for so many ms; requests under way go on. */
	refuse: (ms: number) => void;
};

type ApiContext = Context<{ Bindings: HttpBindings }>;

/** Only what moves money is answered with a `cid`. */
function madeBy({ data }: Outcome): string | null {
	const { cid } = (data ?? {}) as { cid?: unknown };
	return cid === undefined ? null : String(cid);
}

async function replyTo(parts: ApiParts, c: ApiContext): Promise<Reply> {
	const { state } = parts;
	const { path } = c.req;
	const raw = await readText(c.req);
	const fault = takeFault(state, path);
	const record: RequestRecord = {
		at: Date.now(),
		path,
		ip: (getConnInfo(c).remote.address ?? '').replace(/^::ffff:/, ''),
		raw,
		body: parseBody(raw),
		code: null,
		fault: fault?.kind ?? null,
		cid: null,
	};
	state.requests.push(record);
	const header = (name: string) => c.req.header(name) ?? '';
	const contentType = header('Content-Type');
	const request: ApiRequest = { path, ip: record.ip, contentType, header, raw };
	const handle = ({ bigIds } = { bigIds: false }): Reply => {
		const outcome: Outcome = Object.hasOwn(TEAM_ENDPOINTS, path)
			? answerTeam(state.team, request)
			: answer(state, request, { ...parts.effects, baseUrl: parts.baseUrl(), bigIds });
		record.code = outcome.code;
		record.cid ??= madeBy(outcome);
		return {
			status: 200,
			headers: { 'Content-Type': 'application/json' },
			body: toJson(outcome),
		};
	};
	const reply = await applyFault(fault, handle, parts.clock.wait);
	if (fault?.refuseMs) parts.refuse(fault.refuseMs);
	return reply;
}

function cut(c: ApiContext): Response {
	c.env.outgoing.destroy();
	return RESPONSE_ALREADY_SENT;
}

/** The API of Cregis, faults included. */
export function apiRoutes(parts: ApiParts): Hono<{ Bindings: HttpBindings }> {
	const app = new Hono<{ Bindings: HttpBindings }>();
	// What waits when the sandbox is reset or closed gets no answer.
	app.onError((_error, c) => cut(c));
	for (const path of [...Object.keys(ENDPOINTS), ...Object.keys(TEAM_ENDPOINTS)]) {
		app.post(path, async (c) => {
			const reply = await replyTo(parts, c);
			if (reply === 'cut') return cut(c);
			return c.body(reply.body, reply.status as ContentfulStatusCode, reply.headers);
		});
		app.all(path, (c) => c.html('Method Not Allowed', 405));
	}
	return app;
}
