/** Which failed polls the merchant hears of. */
import { describe, expect, it } from '@jest/globals';
import { CregisError } from '../../nodes/Cregis/transport/errors.ts';
import { eventIdOf, list, n8n, trade, usePolling } from './pollingStage.mts';

usePolling();

describe('a failed poll', () => {
	it('is reported once, and again only after a poll has succeeded', async () => {
		await n8n.poll();
		const fail = async (polls: number) => {
			list.fault = () => 'gone';
			for (let each = 0; each < polls; each++) await n8n.poll();
			list.fault = () => undefined;
			await n8n.poll();
		};
		await fail(30);
		expect(n8n.errors.map(({ message }) => message)).toEqual(["n8n couldn't reach Cregis"]);
		expect(n8n.log).toHaveLength(29);
		await fail(2);
		expect(n8n.errors).toHaveLength(2);
	});

	it('is reported only if it happens more often when n8n limits the requests', async () => {
		await n8n.poll();
		list.fault = () => 'limited';
		for (let polls = 0; polls < 5; polls++) await n8n.poll();
		expect(n8n.errors).toEqual([]);
		for (let polls = 0; polls < 5; polls++) await n8n.poll();
		expect(n8n.errors).toHaveLength(1);
	});

	it('keeps a workflow from being published', async () => {
		list.fault = () => 'declined';
		await n8n.poll();
		expect(n8n.errors).toHaveLength(1);
		n8n.republish('activate');
		await n8n.poll();
		expect(n8n.errors).toHaveLength(2);
	});

	it('has the error of Cregis itself, or else one of this node', async () => {
		await n8n.poll();
		list.fault = () => 'declined';
		await n8n.poll();
		expect(n8n.errors[0]).toBeInstanceOf(CregisError);
		n8n.republish();
		Object.defineProperty(n8n, 'pid', {
			get: () => {
				throw new TypeError('unforeseen');
			},
		});
		await n8n.poll();
		expect(n8n.errors[1]).toMatchObject({
			name: 'NodeOperationError',
			message: 'unforeseen',
			node: { name: 'Cregis Polling Trigger' },
		});
	});

	it.each(['init', 'leadershipChange'])(
		"doesn't keep a workflow from starting: %s",
		async (mode) => {
			await n8n.poll();
			n8n.restart(mode);
			list.fault = () => 'gone';
			await n8n.poll();
			expect(n8n.errors).toEqual([]);
			await n8n.poll();
			expect(n8n.errors).toHaveLength(1);
		},
	);

	it('loses nothing: a day of outage is caught up', async () => {
		await n8n.poll();
		list.fault = () => 'gone';
		for (let polls = 0; polls < 24 * 60; polls++) {
			list.rows.push(trade({ block_time: Math.floor(n8n.now / 1000) }));
			await n8n.poll();
		}
		list.fault = () => undefined;
		await n8n.catchUp();
		expect(n8n.eventIds).toEqual(list.rows.map(eventIdOf));
	});

	it('writes neither a key nor a trade to the log', async () => {
		await n8n.poll();
		list.fault = () => 'declined';
		for (let polls = 0; polls < 3; polls++) await n8n.poll();
		expect(n8n.log).toHaveLength(2);
		expect(n8n.log[0]).toMatch(/^A poll of Cregis failed in workflow "Deposits" \(w1\)/);
		expect(n8n.log.join()).not.toContain('key":');
	});
});
