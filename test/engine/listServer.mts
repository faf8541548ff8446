/** A server that returns a list in pages, correct or not, as a test chooses. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { close, listen, readBody, urlOf } from '../support/server.mts';
import { runNode } from './engine.mts';

export interface Asked {
	/** The number of the page, from 1. */
	number: number;
	size: number;
	/** The number of the request, from 1. */
	request: number;
}

/** Returns the `data` of the response. */
export type Pages = (asked: Asked) => unknown;

export interface ListServer {
	/** A credential for the server. */
	readonly credential: { baseUrl: string; pid: string; apiKey: string };
	/** The pages that were requested since the test started. */
	readonly asked: Asked[];
	serve(pages: Pages): void;
}

/** Starts the server for the tests of a file. */
export function useListServer(): ListServer {
	let server: Server;
	let pages: Pages;
	const asked: Asked[] = [];
	beforeAll(async () => {
		server = createServer(async (request, response) => {
			const fields = JSON.parse((await readBody(request)).toString()) as Record<string, number>;
			const { page_num: number, page_size: size } = fields;
			asked.push({ number, size, request: asked.length + 1 });
			const body = { code: '00000', msg: 'ok', data: pages(asked.at(-1)!) };
			response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
		});
		await listen(server);
	});
	beforeEach(() => void asked.splice(0));
	afterAll(() => close(server));
	return {
		get credential() {
			return { baseUrl: urlOf(server), pid: '1', apiKey: 'key' };
		},
		asked,
		serve: (given) => (pages = given),
	};
}

export type Row = { cid: number } | null;

export const range = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => from + index);

export const rowsOf = (ids: number[]): Row[] => ids.map((cid) => ({ cid }));

/** The rows of a page, if the server caps the size of a page. */
export function cut(rows: Row[], { number, size }: Asked, cap = 100): Row[] {
	const each = Math.min(size, cap);
	return rows.slice((number - 1) * each, number * each);
}

/** Runs Trade: Get Many, with Return All by default. */
export async function getTrades({ credential, asked }: ListServer, parameters = {}) {
	const run = await runNode({
		credential,
		parameters: { resource: 'trade', operation: 'getAll', returnAll: true, ...parameters },
	});
	return { ids: run.json.map(({ cid }) => cid), error: run.error, requests: asked.length };
}
