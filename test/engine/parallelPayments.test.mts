/** Several payments at the same time: what is started, what ends, and what is reported. */
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { useVirtualClock } from '../support/clock.mts';
import { close, listen, readBody } from '../support/server.mts';
import { runNode, type Run, type RunOptions } from './engine.mts';
import { COLLECTION, CONTINUES, PAYOUT, failed } from './paying.mts';
import { rows } from './payoutRows.mts';
import { useProject } from './project.mts';

const time = useVirtualClock();
const project = useProject();

/** What Cregis does with a payment, by its reference. */
type Answer = 'pay' | 'decline' | 'used' | 'lose';

const CODES: Record<Exclude<Answer, 'lose'>, string> = {
	pay: '{"code":"00000","msg":"ok","data":{"cid":7}}',
	decline: '{"code":"E0010","msg":"declined"}',
	used: '{"code":"E0009","msg":"used"}',
};

let server: Server;
afterEach(() => close(server));

/** What reached Cregis: the references in their order, and how many requests were under way at once. */
interface Seen {
	references: string[];
	most: number;
}

/**
 * Runs payments against a Cregis that responds only once as many requests are under way as can be, or none
 * is left. Those that fail respond first, in reverse order, so that the others end after the failure.
 */
async function pay(
	answers: Record<string, Answer>,
	options: IDataObject,
	more: Partial<RunOptions> & { atOnce: number; base?: RunOptions['parameters'] },
): Promise<Run & Seen> {
	const { atOnce, base = PAYOUT, ...rest } = more;
	const references: string[] = [];
	const waiting: Array<{ reference: string; respond: () => void }> = [];
	const items = rest.items ?? rows(...Object.keys(answers));
	let most = 0;
	server = createServer(async (request, response) => {
		const { third_party_id: id } = JSON.parse((await readBody(request)).toString()) as IDataObject;
		const reference = String(id);
		references.push(reference);
		const answer = answers[reference] ?? 'pay';
		const respond = () =>
			answer === 'lose' ? request.socket.destroy() : response.end(CODES[answer]);
		waiting.push({ reference, respond });
		most = Math.max(most, waiting.length);
		if (waiting.length < atOnce && references.length < items.length) return;
		// Time for one request too many to arrive.
		setTimeout(() => {
			const held = waiting.splice(0);
			const isFailure = (each: { reference: string }) =>
				['decline', 'lose'].includes(answers[each.reference]);
			held
				.filter(isFailure)
				.reverse()
				.forEach((each) => each.respond());
			const others = held.filter((each) => !isFailure(each));
			// Time for the failures to arrive first.
			const delay = others.length < held.length ? 20 : 0;
			setTimeout(() => others.forEach((each) => each.respond()), delay);
		}, 20);
	});
	const credential = { ...project.credential, baseUrl: await listen(server) };
	const parameters = { ...base, options: { checkAllFirst: false, ...options } };
	const run = await runNode({ credential, parameters, items, ...rest });
	return { ...run, references, most };
}

const all = (count: number, answer: Answer = 'pay') =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`r${index}`, answer]));

describe('payments are sent', () => {
	const COUNT = 12;

	it.each([
		['one by one by default', {}, 1],
		['as many at once as the option says', { parallelRequests: 3 }, 3],
		['at most 10 at once', { parallelRequests: 99 }, 10],
		['one by one if the option makes no sense', { parallelRequests: -4 }, 1],
		['one by one with a pause', { parallelRequests: 5, pauseBetweenItems: 0.1 }, 1],
	])('%s, and keep the order of the items', async (_, options, atOnce) => {
		const { json, most, references, items } = await pay(all(COUNT), options, { atOnce });
		expect(most).toBe(atOnce);
		expect(new Set(references).size).toBe(COUNT);
		expect(json.map(({ third_party_id: reference }) => reference)).toEqual(Object.keys(all(COUNT)));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((__, item) => ({ item })));
	});

	it('with a pause between all items', async () => {
		await pay(all(4), { parallelRequests: 5, pauseBetweenItems: 0.5 }, { atOnce: 1 });
		expect(time.waited()).toBe(1_500);
	});

	it('one by one if they have no reference', async () => {
		const items = [{ amount: '1' }, { amount: '2' }];
		const { most } = await pay({}, { parallelRequests: 5 }, { atOnce: 1, base: COLLECTION, items });
		expect(most).toBe(1);
	});
});

describe('if a payment fails', () => {
	const IN_FLIGHT = { a: 'pay', b: 'lose', c: 'pay', d: 'decline' } as const;
	const answers = { ...IN_FLIGHT, e: 'pay', f: 'pay' } as const;
	const parallel = { parallelRequests: 4 };

	it('none is started any more, and those under way end and are all named', async () => {
		const { error, references } = await pay(answers, parallel, { atOnce: 4 });
		expect(references.sort()).toEqual(['a', 'b', 'c', 'd']);
		expect(error?.message).toBe('The connection to Cregis was lost before it responded');
		expect(error?.description).toBe(
			[
				"Cregis may or may not have processed this item. Run it again with the same reference 'b': Cregis never accepts the same reference twice.",
				"Also not processed: d (The wallet doesn't exist).",
				'Accepted by Cregis so far: a (7), c (7).',
				'Items not sent: 2.',
				"To continue, set 'If Reference Was Already Used' to 'Count as Sent' and run this again with the same references.",
			].join(' '),
		);
	});

	it('the error is about the first item that failed, and names the others', async () => {
		const { error } = await pay({ ...answers, a: 'decline' }, parallel, { atOnce: 4 });
		expect(error?.context?.itemIndex).toBe(0);
		expect(error?.description).toContain('Also not processed: d (');
		expect(error?.description).toContain('Outcome unknown: b.');
	});

	it('it says how to continue, even if only one was accepted', async () => {
		const { error } = await pay(
			{ a: 'decline', b: 'lose', c: 'pay', d: 'decline', e: 'decline' },
			{ parallelRequests: 5 },
			{ atOnce: 5 },
		);
		const declined = "(The wallet doesn't exist)";
		expect(error?.description).toContain(`Also not processed: d ${declined}, e ${declined}.`);
		expect(error?.description).toContain('Accepted by Cregis so far: c (7). Outcome unknown: b.');
		expect(error?.description).toContain("'Count as Sent'");
	});

	it.each([
		['fail, too', {}],
		['count as sent', { ifReferenceUsed: 'countAsSent' }],
	])('it names those that Cregis already had, if they %s', async (_, option) => {
		const { error } = await pay(
			{ a: 'decline', b: 'used', c: 'used' },
			{ parallelRequests: 3, ...option },
			{ atOnce: 3 },
		);
		expect(error?.description).toContain(
			'Accepted by Cregis so far: b (already sent), c (already sent).',
		);
	});

	it('all others are still sent with Continue On Fail', async () => {
		const { json, references } = await pay(answers, parallel, { atOnce: 4, ...CONTINUES });
		expect(references.sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
		const outcomes = json.map((item) => item.cid ?? failed(item).message.outcome);
		expect(outcomes).toEqual([7, 'unknown', 7, 'not done', 7, 7]);
	});

	it('a retry sends only what is left', async () => {
		const { json, references } = await pay(
			{ a: 'pay', b: 'lose', c: 'used', d: 'pay' },
			{ ...parallel, ifReferenceUsed: 'countAsSent' },
			{ atOnce: 1, tries: 2, ...CONTINUES, items: rows('b', 'a', 'c', 'd') },
		);
		expect(references.filter((reference) => reference === 'b')).toHaveLength(2);
		for (const reference of ['a', 'c', 'd']) {
			expect(references.filter((each) => each === reference)).toHaveLength(1);
		}
		expect(json[2]).toMatchObject({ third_party_id: 'c', alreadySent: true });
	});
});

it('an execution that a user stops starts no further payment', async () => {
	const person = new AbortController();
	const answers = all(20);
	const running = pay(answers, { parallelRequests: 3 }, { atOnce: 3, stop: person.signal });
	while (server === undefined || !server.listening) await new Promise(setImmediate);
	const arrived = new Promise<void>((resolve) => server.once('request', () => resolve()));
	await arrived;
	person.abort();
	const { references } = await running;
	expect(references.length).toBeLessThanOrEqual(3);
});
