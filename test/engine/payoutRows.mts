/** Payouts of rows that differ only in their reference. */
import { TRON_ADDRESS, byId } from './project.mts';

export const PATH = '/api/v2/payout';

/** The parameters of Payout: Create, with the reference from the item. */
export const ROWS = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1',
	thirdPartyId: '={{ $json.reference ?? "a" }}',
};

/** An item for each reference. */
export const rows = (...references: string[]) => references.map((reference) => ({ reference }));
