/** A mail server that keeps the emails and delivers none. */
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { until } from '../../harness/editor.mts';

export interface Mailbox {
	/** The fields of n8n's SMTP credential. */
	readonly credential: Record<string, unknown>;
	/** The texts of all emails so far. */
	readonly emails: string[];
	/** Waits for the email with this number, the first being 1. Returns its text. */
	email(number: number): Promise<string>;
}

/** Undoes the encoding in which an email breaks its lines. */
const decode = (source: string) =>
	source
		.replace(/=\r\n/g, '')
		.replace(/=([\dA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		.replaceAll('&amp;', '&');

/** The link of one of the two buttons in an email of n8n's Send and Wait. */
export function decisionLink(email: string, isApproval: boolean): string {
	const links = [...email.matchAll(/href="?(http[^"\s>]+)/g)].map(([, url]) => url);
	return links.find((link) => link.includes(`approved=${isApproval}`))!;
}

export function useMailbox(): Mailbox {
	const emails: string[] = [];
	let server: Server;
	beforeAll(async () => {
		server = createServer((socket) => {
			let text = '';
			let isBody = false;
			const say = (line: string) => socket.write(`${line}\r\n`);
			say('220 mailbox');
			socket.on('data', (data) => {
				text += data.toString();
				for (;;) {
					const end = text.indexOf(isBody ? '\r\n.\r\n' : '\r\n');
					if (end < 0) return;
					const part = text.slice(0, end);
					text = text.slice(end + (isBody ? 5 : 2));
					if (isBody) emails.push(decode(part));
					isBody = !isBody && part.toUpperCase() === 'DATA';
					if (part.toUpperCase() === 'QUIT') socket.end('221 bye\r\n');
					else say(isBody ? '354 go on' : '250 ok');
				}
			});
			socket.on('error', () => socket.destroy());
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	beforeEach(() => {
		emails.length = 0;
	});
	afterAll(() => {
		server.close();
	});
	return {
		emails,
		get credential() {
			const { port } = server.address() as AddressInfo;
			return {
				host: '127.0.0.1',
				port,
				secure: false,
				disableStartTls: true,
				user: '',
				password: '',
			};
		},
		email: async (number) => await until(`email ${number}`, async () => emails[number - 1]),
	};
}
