/** A proxy between n8n and Cregis that gives each request the reply that a test chooses, or none. */
import { createServer, type Server } from 'node:http';
import { afterEach } from '@jest/globals';
import { close, listen, readBody, urlOf } from '../support/server.mts';

/** One reply. By default it is the error page of a proxy. */
export interface Reply {
	status?: number;
	body?: string;
	headers?: Record<string, string>;
	/** Cuts the connection instead, once the request has arrived. */
	lost?: boolean;
	/** Stops listening after that. */
	closes?: boolean;
	/** The reply never ends: one byte at a time, or an unwanted switch of protocols. */
	endless?: 'drips' | 'switches';
	/** Runs once the request has arrived. */
	then?: () => void;
}

const PAGE = '<html><body><h1>Error</h1></body></html>';

const DRIP_MS = 20;

export class Gateway {
	/** The bodies of the requests, without the fields that every request has. */
	readonly requests: Array<Record<string, unknown>> = [];

	private replies: Reply[] = [];

	private readonly server: Server = createServer(async (request, response) => {
		const { pid, nonce, timestamp, sign, ...fields } = JSON.parse(
			(await readBody(request)).toString(),
		) as Record<string, unknown>;
		this.requests.push(fields);
		// The last reply is repeated.
		const reply = this.replies.length > 1 ? this.replies.shift()! : this.replies[0];
		const { status = 200, body = PAGE, headers, lost, closes, endless, then } = reply;
		if (closes) this.server.close();
		then?.();
		if (lost) {
			request.socket.destroy();
			return;
		}
		if (endless === 'switches') {
			request.socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
			return;
		}
		response.writeHead(status, { 'content-type': 'text/html', ...headers });
		if (endless !== 'drips') {
			response.end(body);
			return;
		}
		const drips = setInterval(() => response.write(' '), DRIP_MS);
		response.on('close', () => clearInterval(drips));
	});

	private constructor() {}

	static async open(...replies: Reply[]): Promise<Gateway> {
		const gateway = new Gateway();
		gateway.replies = replies;
		await listen(gateway.server);
		return gateway;
	}

	/** A credential for the gateway. */
	get credential() {
		return { baseUrl: urlOf(this.server), pid: '1382528827416576', apiKey: 'key' };
	}

	close() {
		close(this.server);
	}
}

/** The gateway of the running test. */
export let gateway: Gateway;

/** Opens a gateway that gives these replies. */
export async function openGateway(...replies: Reply[]): Promise<Gateway> {
	gateway = await Gateway.open(...replies);
	return gateway;
}

/** Closes the gateway after each test of the file. */
export function useGateway(): void {
	afterEach(() => gateway.close());
}
