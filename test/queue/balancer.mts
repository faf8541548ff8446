/**
 * A load balancer for n8n in queue mode, with the rules of deploy/Caddyfile: production webhooks go to the
 * webhook processors in turn, everything else to main. A processor that isn't ready gets nothing, and one that
 * refuses the connection is skipped, because nothing reached it. If the connection breaks later, the processor
 * may have stored the event, so the balancer responds with 502, and Cregis can resend the callback.
 */
import { once } from 'node:events';
import {
	createServer,
	request as httpRequest,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { close, listen, readBody } from '../support/server.mts';

const FOR_PROCESSORS = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;
const CHECK_EVERY_MS = 1_000;
const CHECK_TIMEOUT_MS = 2_000;

export interface Balancer {
	url: string;
	close(): void;
}

interface Target {
	url: string;
	isReady: boolean;
}

async function check(target: Target) {
	const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
	target.isReady = await fetch(`${target.url}/healthz/readiness`, { signal }).then(
		({ ok }) => ok,
		() => false,
	);
}

/** Forwards a request; false if the target refused the connection. */
async function pass(request: IncomingMessage, body: Buffer, url: string, response: ServerResponse) {
	const { method, headers } = request;
	const onward = httpRequest(url + request.url, { method, headers, agent: false });
	try {
		onward.end(body);
		const [answer] = (await once(onward, 'response')) as [IncomingMessage];
		response.writeHead(answer.statusCode!, answer.headers);
		for await (const chunk of answer) response.write(chunk);
		response.end();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return false;
		if (response.headersSent) response.destroy();
		else response.writeHead(502).end('the connection broke');
	} finally {
		// Errors after a broken response don't matter, and must not end this process.
		onward.on('error', () => undefined);
	}
	return true;
}

export async function startBalancer(main: string, processors: string[]): Promise<Balancer> {
	const targets = processors.map((url): Target => ({ url, isReady: false }));
	const checks = setInterval(() => void Promise.all(targets.map(check)), CHECK_EVERY_MS);
	let turn = 0;

	async function forward(request: IncomingMessage, response: ServerResponse) {
		const body = await readBody(request);
		if (!FOR_PROCESSORS.test(request.url ?? '')) {
			if (await pass(request, body, main, response)) return;
		} else {
			for (let tried = 0; tried < targets.length; tried++) {
				const target = targets[turn++ % targets.length];
				if (!target.isReady) continue;
				if (await pass(request, body, target.url, response)) return;
				target.isReady = false;
			}
		}
		response.writeHead(502).end('nobody there');
	}

	const server = createServer((request, response) => {
		forward(request, response).catch(() => response.destroy());
	});
	return {
		url: await listen(server),
		close: () => {
			clearInterval(checks);
			close(server);
		},
	};
}
