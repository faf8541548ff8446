/** What a pass of the node through its items sends, and what a later pass knows about it. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ExecuteContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import type { RunOptions } from './engine.mts';
import { gateway, type Reply, useGateway } from './gateway.mts';
import { rows } from './payoutRows.mts';
import { CONTINUES, LOST, PAID, PAYOUT, envelope, failed, run as runPayments } from './paying.mts';

useGateway();

const run = async (replies: Reply[], options: Partial<RunOptions>) =>
	await runPayments(replies, PAYOUT, { ...CONTINUES, ...options });

const sent = () => gateway.requests.map(({ third_party_id: reference }) => reference);

const outcomeOf = (json: IDataObject) => failed(json).message.outcome;

const COINS = envelope('00000', {
	payout_coins: [{ coin_name: 'TRON', chain_id: '195', token_id: '195' }],
});

const LIMITS = { limit: [{ currency: '195@195', maximumPayment: '5' }] };

describe('a later pass of a loop', () => {
	it('sends an item even if an earlier pass sent another one with the same index', async () => {
		const { json } = await run([PAID], { items: rows('a', 'b'), laterPasses: [rows('c', 'd')] });
		expect(sent()).toEqual(['a', 'b', 'c', 'd']);
		expect(json.map(({ third_party_id: reference }) => reference)).toEqual(['c', 'd']);
	});

	it('sends an item even if the one with the same index is unknown in an earlier pass', async () => {
		const { json } = await run([LOST, PAID], { items: rows('a'), laterPasses: [rows('b')] });
		expect(sent()).toEqual(['a', 'b']);
		expect(json[0]).toMatchObject({ third_party_id: 'b', cid: 1382626461605888 });
	});

	it('reports nothing about the unknown items of an earlier pass', async () => {
		const { json } = await run([LOST, envelope('E0010')], {
			items: rows('a'),
			laterPasses: [rows('b')],
		});
		expect(outcomeOf(json[0])).toBe('not done');
	});

	it('keeps a payment unknown that is unknown in an earlier pass', async () => {
		const { json } = await run([LOST, PAID, envelope('E0010')], {
			items: rows('a', 'b'),
			laterPasses: [rows('c', 'a')],
		});
		expect(sent()).toEqual(['a', 'b', 'c', 'a']);
		expect(json.map(outcomeOf)).toEqual(['not done', 'unknown']);
	});

	it('keeps it unknown even if another payment exceeds a limit, so that nothing is sent', async () => {
		const parameters = {
			...PAYOUT,
			amount: '={{ $json.amount ?? "1" }}',
			options: { checkAllFirst: false, limits: LIMITS },
		};
		const [a, b] = rows('a', 'b');
		const { json } = await runPayments([COINS, LOST, COINS], parameters, {
			...CONTINUES,
			items: [a],
			laterPasses: [[{ ...b, amount: '9' }, a]],
		});
		expect(json.map(outcomeOf)).toEqual(['not done', 'unknown']);
		expect(failed(json[0]).message.advice).toContain("Cregis didn't process this item.");
		expect(failed(json[1]).message.advice).toContain("with the same reference 'a'");
		expect(sent().filter(Boolean)).toEqual(['a']);
	});
});

describe('an execution that a user stops', () => {
	/** The warnings in n8n's log. */
	let log: string[];
	beforeEach(() => {
		log = [];
		const logger = { warn: (line: string) => log.push(line) };
		Object.defineProperty(ExecuteContext.prototype, 'logger', {
			value: logger,
			configurable: true,
		});
	});
	afterEach(() => {
		Reflect.deleteProperty(ExecuteContext.prototype, 'logger');
	});

	async function stopDuring(reply: Reply) {
		const person = new AbortController();
		const replies = [{ ...reply, then: () => person.abort() }, PAID];
		await run(replies, { items: rows('a', 'b'), stop: person.signal });
		expect(sent()).toEqual(['a']);
	}

	it("during a payment sends nothing more, and writes what was sent to n8n's log", async () => {
		await stopDuring(PAID);
		expect(log).toEqual([
			'The execution was canceled. Accepted by Cregis so far: a (1382626461605888).',
		]);
	});

	it('during rate limiting sends nothing more', async () => {
		await stopDuring({ status: 429, headers: { 'retry-after': '1' } });
		expect(log).toEqual(['The execution was canceled. Outcome unknown: a.']);
	});

	it('before the first payment sends nothing', async () => {
		const person = new AbortController();
		const parameters = { ...PAYOUT, options: { checkAllFirst: false, limits: LIMITS } };
		const replies = [{ ...COINS, then: () => person.abort() }, PAID];
		await runPayments(replies, parameters, { items: rows('a'), stop: person.signal });
		expect(sent().filter(Boolean)).toEqual([]);
		expect(log).toEqual(['The execution was canceled.']);
	});

	it('is the only one that is in the log', async () => {
		await run([PAID, LOST, envelope('E0010')], { items: rows('a', 'b', 'c') });
		expect(log).toEqual([]);
	});
});
