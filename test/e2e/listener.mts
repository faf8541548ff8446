/** A server that isn't Cregis and records all requests, as an eavesdropper would. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { close, listen, readBody } from '../support/server.mts';

export interface RecordedRequest {
	method: string;
	/** A path, or the full URL of a request to a proxy. */
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Listener {
	url: string;
	requests: RecordedRequest[];
	close(): void;
}

/** Starts a server that gives all requests the same response. */
export async function startListener(
	status = 200,
	headers: Record<string, string> = {},
): Promise<Listener> {
	const requests: RecordedRequest[] = [];
	const server = createServer(async (request, response) => {
		const { method = '', url = '', headers: sent } = request;
		requests.push({ method, url, headers: sent, body: (await readBody(request)).toString() });
		response.writeHead(status, headers).end('{"code":"00000","msg":"ok","data":{}}');
	});
	// A request to a proxy for a tunnel.
	server.on('connect', ({ method = '', url = '', headers: sent }, socket) => {
		requests.push({ method, url, headers: sent, body: '' });
		socket.end();
	});
	return { url: await listen(server), requests, close: () => close(server) };
}
