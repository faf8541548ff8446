import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answer, isApiPath, parseBody } from './api.mts';
import type { Outcome } from '../contract/codes.mts';
import { renderCheckout, renderLogo } from '../page/checkoutPage.mts';
import { runControl } from './controlRoutes.mts';
import type { Clock } from '../state/clock.mts';
import type { Controls } from '../controls/controlTypes.mts';
import { applyFault, type Reply, takeFault } from '../controls/faults.mts';
import { isJsonType, strangerReason } from './guard.mts';
import { isJsonObject, parseControlJson, toJson } from '../contract/json.mts';
import { renderLive, renderPage } from '../page/page.mts';
import { PAGE_ASSETS } from '../page/pageAssets.mts';
import type { Html } from '../page/pageHtml.mts';
import type { RequestRecord, State } from '../state/state.mts';
import type { Effects } from '../state/context.mts';

export type Parts = {
	state: State;
	clock: Clock;
	controls: Controls;
	effects: Effects;
	baseUrl: () => string;
	/** Refuses connections for so many ms; requests under way go on. */
	refuse: (ms: number) => void;
};

const MAX_BODY_BYTES = 1024 * 1024;

function json(status: number, value: unknown): Reply {
	return { status, headers: { 'Content-Type': 'application/json' }, body: toJson(value) };
}

async function page(status: number, content: Html | string): Promise<Reply> {
	const body = String(await content);
	return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

/** The body as text. Rejects when it is too long or the caller goes away. */
async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > MAX_BODY_BYTES) throw new Error('The body is too long.');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** Only what moves money is answered with a `cid`. */
function madeBy({ data }: Outcome): string | null {
	const { cid } = (data ?? {}) as { cid?: unknown };
	return cid === undefined ? null : String(cid);
}

async function replyToApi(parts: Parts, request: IncomingMessage, path: string): Promise<Reply> {
	const { state } = parts;
	const raw = await readBody(request);
	const fault = takeFault(state, path);
	const record: RequestRecord = {
		at: Date.now(),
		path,
		ip: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
		raw,
		body: parseBody(raw),
		code: null,
		fault: fault?.kind ?? null,
		cid: null,
	};
	state.requests.push(record);
	const contentType = request.headers['content-type'] ?? '';
	const handle = ({ bigIds } = { bigIds: false }): Reply => {
		const outcome: Outcome = answer(
			state,
			{ path, ip: record.ip, contentType, raw },
			{ ...parts.effects, baseUrl: parts.baseUrl(), bigIds },
		);
		record.code = outcome.code;
		record.cid ??= madeBy(outcome);
		return json(200, outcome);
	};
	const reply = await applyFault(fault, handle, parts.clock.wait);
	if (fault?.refuseMs) parts.refuse(fault.refuseMs);
	return reply;
}

async function replyToControl(
	parts: Parts,
	request: IncomingMessage,
	path: string,
): Promise<Reply> {
	const raw = await readBody(request);
	if (request.method === 'POST' && !isJsonType(request.headers)) {
		return json(415, { error: 'Content-Type must be application/json.' });
	}
	try {
		const body = raw === '' ? {} : parseControlJson(raw);
		if (!isJsonObject(body)) return json(400, { error: 'The body must be a JSON object.' });
		const result = await runControl(parts.controls, request.method ?? '', path, body);
		return result === undefined
			? json(404, { error: `There is no ${request.method} ${path}.` })
			: json(200, result);
	} catch (error) {
		return json(400, { error: error instanceof Error ? error.message : String(error) });
	}
}

async function replyTo(parts: Parts, request: IncomingMessage): Promise<Reply> {
	const reason = strangerReason(request.headers, parts.baseUrl());
	if (reason !== undefined) return json(403, { error: reason });
	const path = (request.url ?? '/').split('?')[0];
	if (isApiPath(path)) {
		return request.method === 'POST'
			? await replyToApi(parts, request, path)
			: await page(405, 'Method Not Allowed');
	}
	if (path.startsWith('/sandbox/')) return await replyToControl(parts, request, path);
	const [, folder, name] = path.split('/');
	if (folder === 'checkout') {
		const order = parts.state.orders.find(({ cregis_id }) => cregis_id === name);
		return await (order === undefined ? page(404, 'Not Found') : page(200, renderCheckout(order)));
	}
	if (folder === 'logo') {
		const body = String(await renderLogo(decodeURIComponent(name)));
		return { status: 200, headers: { 'Content-Type': 'image/svg+xml' }, body };
	}
	if (Object.hasOwn(PAGE_ASSETS, path)) {
		const { type, text } = PAGE_ASSETS[path];
		return { status: 200, headers: { 'Content-Type': type }, body: text };
	}
	if (path === '/') return await page(200, renderPage(parts.controls.getState(), parts.baseUrl()));
	if (path === '/live') return await page(200, renderLive(parts.controls.getState(), parts.baseUrl()));
	return await page(404, 'Not Found');
}

function write(response: ServerResponse, reply: Reply, isListening: boolean): void {
	if (reply === 'cut') {
		response.destroy();
		return;
	}
	// A connection that is kept would not be refused.
	response.shouldKeepAlive = isListening;
	response.writeHead(reply.status, {
		...reply.headers,
		'Content-Length': Buffer.byteLength(reply.body),
	});
	response.end(reply.body);
}

/** The HTTP server of API, control calls and page; not listening yet. */
export function createSandboxServer(parts: Parts): Server {
	const server = createServer((request, response) => {
		replyTo(parts, request).then(
			(reply) => write(response, reply, server.listening),
			() => write(response, 'cut', server.listening),
		);
	});
	return server;
}
