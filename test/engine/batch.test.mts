/** Several payments in one run: what a failed run reports, and references that were already used. */
import { describe, expect, it } from '@jest/globals';
import { PATH, ROWS, rows } from './payoutRows.mts';
import { useProject } from './project.mts';

const project = useProject();

const payouts = () => project.sandbox.getState().payouts;

/** What the node says about an earlier payment with the same reference. */
const NOTE =
	'This reference was already used. The earlier payment may differ from this item or may have failed: check it in Cregis.';

const USED =
	'Cregis already has a payment with this reference, so nothing was sent. It may be this one, from an earlier run: check it in Cregis. Use a new reference only for a different payment. (Cregis code E0009)';

const countAsSent = { ...ROWS, options: { ifReferenceUsed: 'countAsSent' } };

/** Lets some payouts through, then applies the fault to the next one. */
function afterPayouts(count: number, fault: { kind: 'lost_reply' | 'http'; status?: number }) {
	project.sandbox.addFault({ path: PATH, kind: 'delay', ms: 0, times: count });
	project.sandbox.addFault({ path: PATH, ...fault });
}

describe('a run that stops at an item', () => {
	it('names the references and IDs sent so far, the items not sent, and how to continue', async () => {
		afterPayouts(2, { kind: 'lost_reply' });
		const run = await project.run('payout', 'create', ROWS, {
			items: rows('a', 'b', 'c', 'd', 'e'),
		});
		const [{ cid: a }, { cid: b }] = payouts();
		expect(run.error?.description).toBe(
			`Cregis may or may not have processed this item. Run it again with the same reference 'c': Cregis never accepts the same reference twice. Accepted by Cregis so far: a (${a}), b (${b}). Items not sent: 2. To continue, set 'If Reference Was Already Used' to 'Count as Sent' and run this again with the same references.`,
		);
		expect(payouts()).toHaveLength(3);
	});

	it("continues where it stopped, if it is repeated with 'Count as Sent'", async () => {
		afterPayouts(2, { kind: 'lost_reply' });
		await project.run('payout', 'create', ROWS, { items: rows('a', 'b', 'c', 'd') });
		const run = await project.run('payout', 'create', countAsSent, {
			items: rows('a', 'b', 'c', 'd'),
		});
		const { cid } = payouts()[3];
		expect(run.json).toEqual([
			{ third_party_id: 'a', alreadySent: true, note: NOTE },
			{ third_party_id: 'b', alreadySent: true, note: NOTE },
			{ third_party_id: 'c', alreadySent: true, note: NOTE },
			expect.objectContaining({ third_party_id: 'd', cid: Number(cid) }),
		]);
		expect(payouts()).toHaveLength(4);
	});
});

describe('a reference that was already used', () => {
	it('stops the run by default', async () => {
		await project.run('payout', 'create', ROWS, { items: rows('a') });
		const run = await project.run('payout', 'create', ROWS, { items: rows('a', 'b') });
		expect(run.error?.message).toBe("'Reference' was already used");
		expect(run.error?.description).toBe(
			`${USED} Items not sent: 1. To continue, set 'If Reference Was Already Used' to 'Count as Sent' and run this again with the same references.`,
		);
		expect(payouts()).toHaveLength(1);
	});

	it('has its own outcome with Continue On Fail', async () => {
		await project.run('payout', 'create', ROWS, { items: rows('a') });
		const run = await project.run('payout', 'create', ROWS, {
			items: rows('a', 'b'),
			onError: 'continueRegularOutput',
		});
		expect(run.json[0].message).toEqual({
			advice: USED,
			outcome: 'already sent',
			code: 'E0009',
		});
		expect(run.json[1]).toMatchObject({ third_party_id: 'b' });
	});

	it('counts as sent for orders, too', async () => {
		const order = {
			orderId: 'order-1',
			orderAmount: '10',
			payerId: 'customer-1',
			successUrl: 'https://shop.example.com/thanks',
			cancelUrl: 'https://shop.example.com/cart',
			options: { ifReferenceUsed: 'countAsSent' },
		};
		const credential = { baseUrl: project.sandbox.baseUrl, ...project.sandbox.payment };
		await project.run('order', 'create', order, { credential });
		const run = await project.run('order', 'create', order, { credential });
		expect(run.json).toEqual([{ order_id: 'order-1', alreadySent: true, note: NOTE }]);
	});
});
