/** A server that isn't Cregis: it notes all that reaches it, as an eavesdropper would. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

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
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '' } = request;
			heard.push({ method, url, headers: request.headers, body: Buffer.concat(chunks).toString() });
			response.writeHead(status, headers).end('{"code":"00000","msg":"ok","data":{}}');
		});
	});
	// How a proxy is asked for a tunnel.
	server.on('connect', ({ method = '', url = '', headers: sent }, socket) => {
		heard.push({ method, url, headers: sent, body: '' });
		socket.end();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
