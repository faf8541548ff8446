/** A stand-in for Telegram's API: keeps the messages and finds the buttons in them. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { until } from '../../harness/editor.mts';
import { close, listen, readBody, urlOf } from '../support/server.mts';

interface Button {
	text: string;
	url: string;
}

interface SentMessage {
	text: string;
	reply_markup: { inline_keyboard: Button[][] };
}

export interface Messenger {
	/** The fields of n8n's Telegram credential. */
	readonly credential: { accessToken: string; baseUrl: string };
	readonly messages: SentMessage[];
	/** Waits for the message with this number, the first being 1, and finds a button in it. */
	button(number: number, text: string): Promise<Button>;
}

export function useMessenger(): Messenger {
	let server: Server;
	const messenger: Messenger = {
		get credential() {
			return { accessToken: 'token', baseUrl: urlOf(server) };
		},
		messages: [],
		async button(number, label) {
			const { reply_markup: markup } = await until(`message ${number}`, async () => {
				return messenger.messages[number - 1];
			});
			return markup.inline_keyboard.flat().find(({ text }) => text.includes(label))!;
		},
	};
	beforeAll(async () => {
		server = createServer(async (request, response) => {
			messenger.messages.push(JSON.parse((await readBody(request)).toString()) as SentMessage);
			response.writeHead(200, { 'Content-Type': 'application/json' });
			response.end(JSON.stringify({ ok: true, result: {} }));
		});
		await listen(server);
	});
	beforeEach(() => {
		messenger.messages.length = 0;
	});
	afterAll(() => close(server));
	return messenger;
}
