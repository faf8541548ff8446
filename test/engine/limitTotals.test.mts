/** Whatever the rows, limits, retries and faults: an execution never pays more of a coin than its limit. */
import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { isAtLeast, sumAmounts } from '../../nodes/Cregis/protocol/amount.ts';
import { useVirtualClock } from '../support/clock.mts';
import { Random } from '../support/random.mts';
import { TRON_ADDRESS, byId, useProject } from './project.mts';
import { FAULTS, PATH } from './totalFaults.mts';

const project = useProject();
useVirtualClock();

const CASES = 60;

/** Each coin under its IDs and its name. */
const COINS = { TRON: '195@195', 'USDT-TRC20': '195@TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' };
const SPELLINGS = Object.entries(COINS).flat();

const randomAmount = (random: Random, most: number) =>
	`${random.below(most)}.${1 + random.below(999_999)}`;

function randomRows(random: Random): IDataObject[] {
	return Array.from({ length: 1 + random.below(6) }, () => ({
		// A reference can come again, with another amount or coin.
		reference: `row-${random.below(12)}`,
		amount: random.below(10) === 0 ? '1,5' : randomAmount(random, 20),
		coin: random.of(SPELLINGS),
	}));
}

describe('the total paid of each coin is within its limit', () => {
	let payments = 0;

	it.each(Array.from({ length: CASES }, (_, seed) => [seed + 1]))('seed %i', async (seed) => {
		const random = new Random(seed);
		const limits = Object.entries(COINS).map((spellings) => ({
			currency: random.of(spellings),
			maximumTotal: randomAmount(random, 60),
			...(random.chance(0.5) ? { maximumPayment: randomAmount(random, 20) } : {}),
		}));
		for (let fault = 0; fault < 10; fault++) {
			project.sandbox.addFault({ path: PATH, ...random.of(FAULTS) });
		}
		const parameters = {
			currency: byId('={{ $json.coin }}'),
			toAddress: TRON_ADDRESS,
			amount: '={{ $json.amount }}',
			thirdPartyId: '={{ $json.reference }}',
			options: {
				limits: { limit: limits },
				parallelRequests: random.of([1, 3, 10]),
				checkAllFirst: random.chance(0.5),
				...(random.chance(0.5) ? { ifReferenceUsed: 'countAsSent' } : {}),
			},
		};
		await project.run('payout', 'create', parameters, {
			items: randomRows(random),
			laterPasses: Array.from({ length: random.below(4) }, () => randomRows(random)),
			tries: 1 + random.below(3),
			onError: random.of(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const),
		});
		const { payouts } = project.sandbox.getState();
		payments += payouts.length;
		for (const { currency, maximumTotal, maximumPayment } of limits) {
			const [name, ids] = Object.entries(COINS).find((spellings) => spellings.includes(currency))!;
			const amounts = payouts
				.filter(({ chain_id: chain, token_id: token }) => `${chain}@${token}` === ids)
				.map(({ amount }) => amount);
			expect([name, isAtLeast(maximumTotal, sumAmounts(amounts))]).toEqual([name, true]);
			if (!maximumPayment) continue;
			expect(amounts.filter((amount) => !isAtLeast(maximumPayment, amount))).toEqual([]);
		}
	});

	it('and payments were made', () => expect(payments).toBeGreaterThan(CASES / 2));
});
