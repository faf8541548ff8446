import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Why a request is turned away, undefined if it isn't. Any web page that a developer opens can send
 * requests to loopback. By a DNS name of its own that leads there, it could even read the answers; and a
 * browser says in `Origin` which page it is that sends something.
 */
function strangerReason(
	{ host = '', origin }: IncomingHttpHeaders,
	baseUrl: string,
): string | undefined {
	const own = new URL(baseUrl);
	const port = own.port && `:${own.port}`;
	const hosts = [...LOOPBACK_NAMES, own.hostname].map((name) => name + port);
	if (!hosts.includes(host.toLowerCase())) return `The sandbox is not at '${host}'.`;
	if (origin !== undefined && origin !== `http://${host.toLowerCase()}`) {
		return `The page at '${origin}' is not the sandbox's own.`;
	}
	return undefined;
}

/** Turns strangers away with 403. */
export function refuseStrangers(
	baseUrl: () => string,
): MiddlewareHandler<{ Bindings: HttpBindings }> {
	return async (c, next) => {
		const error = strangerReason(c.env.incoming.headers, baseUrl());
		return error === undefined ? await next() : c.json({ error }, 403);
	};
}

/** Refuses with 415 what isn't declared as JSON: a page of another site can't do that without being asked about. */
export const requireJson: MiddlewareHandler = async (c, next) => {
	if (c.req.method !== 'POST' || JSON_TYPE.test(c.req.header('Content-Type') ?? '')) {
		return await next();
	}
	return c.json({ error: 'Content-Type must be application/json.' }, 415);
};
