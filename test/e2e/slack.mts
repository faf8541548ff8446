/** A stand-in for a Slack incoming webhook: keeps the messages. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { until } from '../../harness/editor.mts';
import { close, listen, readBody, urlOf } from '../support/server.mts';

export interface Slack {
	readonly url: string;
	/** The texts of the accepted messages. */
	readonly texts: string[];
	/** The status of the responses: 200 before each test. */
	status: number;
	/** Waits for the message with this number, the first being 1. */
	text(number: number): Promise<string>;
}

export function useSlack(): Slack {
	let server: Server;
	const slack: Slack = {
		get url() {
			return urlOf(server);
		},
		texts: [],
		status: 200,
		text: async (number) => await until(`message ${number}`, async () => slack.texts[number - 1]),
	};
	beforeAll(async () => {
		server = createServer(async (request, response) => {
			const { text } = JSON.parse((await readBody(request)).toString()) as { text: string };
			if (slack.status === 200) slack.texts.push(text);
			response.writeHead(slack.status).end(slack.status === 200 ? 'ok' : 'no_service');
		});
		await listen(server);
	});
	beforeEach(() => {
		slack.texts.length = 0;
		slack.status = 200;
	});
	afterAll(() => close(server));
	return slack;
}
