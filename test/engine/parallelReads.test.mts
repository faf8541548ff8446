import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { close, listen } from '../support/server.mts';
import { ETHEREUM_ADDRESS, TRON_ADDRESS, byId, useProject } from './project.mts';

const project = useProject();

describe('several reads at once', () => {
	const addresses = Array.from({ length: 30 }, (_, index) => ({
		address: index % 3 === 0 ? ETHEREUM_ADDRESS : TRON_ADDRESS,
	}));

	it('keep the order of the items', async () => {
		const run = await project.run(
			'address',
			'validate',
			{
				address: '={{ $json.address }}',
				chainId: byId('195'),
				options: { parallelRequests: 20 },
			},
			{ items: addresses },
		);
		expect(run.json.map(({ address, result }) => [address, result])).toEqual(
			addresses.map(({ address }) => [address, address === TRON_ADDRESS]),
		);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			addresses.map((_, item) => ({ item })),
		);
	});

	it.each([
		['as many as the option says', 7, 7],
		['one, if the option says so', 1, 1],
		['at most 20', 500, 20],
		['15 by default', undefined, 15],
	])('are %s', async (_, parallelRequests, most) => {
		// Holds all responses until the expected number of requests wait, or none is left.
		const waiting: Array<() => void> = [];
		let [came, mostAtOnce] = [0, 0];
		const server = createServer((request, response) => {
			request.resume();
			request.on('end', () => {
				came++;
				waiting.push(() => response.end('{"code":"00000","msg":"ok","data":{"result":true}}'));
				mostAtOnce = Math.max(mostAtOnce, waiting.length);
				if (waiting.length < most && came < addresses.length) return;
				// Time for one request too many to arrive.
				setTimeout(() => waiting.splice(0).forEach((answer) => answer()), 20);
			});
		});
		const baseUrl = await listen(server);
		const { json } = await project.run(
			'address',
			'validate',
			{
				address: '={{ $json.address }}',
				chainId: byId('195'),
				options: parallelRequests ? { parallelRequests } : {},
			},
			{
				items: addresses,
				credential: { ...project.credential, baseUrl },
			},
		);
		close(server);
		expect(json).toHaveLength(addresses.length);
		expect(mostAtOnce).toBe(Math.min(most, addresses.length));
	});
});
