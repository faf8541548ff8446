import { getRequestListener, type HttpBindings, RequestError } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createServer, type Server } from 'node:http';
import type { Controls } from '../controls/controlTypes.mts';
import { type ApiParts, apiRoutes } from './apiRoutes.mts';
import { controlRoutes } from './controlRoutes.mts';
import { refuseStrangers } from './guard.mts';
import { pageRoutes } from './pageRoutes.mts';

const MAX_BODY_BYTES = 1024 * 1024;

// A host that doesn't even fit into a URL isn't the sandbox's.
function refuseUnreadable(error: unknown): Response {
	return new Response(error instanceof Error ? error.message : null, {
		status: error instanceof RequestError ? 403 : 500,
	});
}

/** The HTTP server of API, control calls and page; not listening yet. */
export function createSandboxServer(parts: ApiParts & { controls: Controls }): Server {
	const app = new Hono<{ Bindings: HttpBindings }>();
	app.use(async (c, next) => {
		await next();
		// A connection that is kept would not be refused.
		c.env.outgoing.shouldKeepAlive = server.listening;
	});
	app.use(refuseStrangers(parts.baseUrl));
	app.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
	app.route('/', apiRoutes(parts));
	app.route('/sandbox', controlRoutes(parts.controls));
	app.route('/', pageRoutes(parts.controls, parts.baseUrl));
	app.notFound((c) => c.html('Not Found', 404));
	const server = createServer(getRequestListener(app.fetch, { errorHandler: refuseUnreadable }));
	return server;
}
