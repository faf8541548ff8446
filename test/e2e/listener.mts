/** A server that isn't Cregis: it notes all that reaches it, as an eavesdropper would. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { close, listen, readBody } from '../support/server.mts';

export interface Heard {
	method: string;
	/** A path; of a proxy's request, the whole address. */
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Listener {
	url: string;
	heard: Heard[];
	close(): void;
}

/** Starts one on a free port; it answers all requests alike. */
export async function startListener(
	status = 200,
	headers: Record<string, string> = {},
): Promise<Listener> {
	const heard: Heard[] = [];
	const server = createServer(async (request, response) => {
		const { method = '', url = '', headers: sent } = request;
		heard.push({ method, url, headers: sent, body: (await readBody(request)).toString() });
		response.writeHead(status, headers).end('{"code":"00000","msg":"ok","data":{}}');
	});
	// How a proxy is asked for a tunnel.
	server.on('connect', ({ method = '', url = '', headers: sent }, socket) => {
		heard.push({ method, url, headers: sent, body: '' });
		socket.end();
	});
	return { url: await listen(server), heard, close: () => close(server) };
}
