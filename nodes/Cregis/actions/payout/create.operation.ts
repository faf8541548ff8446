import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import type { Item } from '../shared/item';
import { presentSent } from '../shared/present';
import { PAYS_ONCE } from '../shared/toolDescription';

export {
	coins,
	payoutFields as fields,
	payoutRequest as request,
	reference,
} from './payoutRequest';

export { paymentResult as result } from '../shared/paymentResult';

export const effect = 'pays';

export const id = 'cid';

export const isApprovable = true;

export const option: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create payout',
	description:
		"Send a coin from the payout wallet to an address. Moves money and can't be undone. The same reference is never paid twice.",
};

export const toolDescription = `Sends cryptocurrency from the merchant's payout wallet to a blockchain address. It moves real money and can't be undone. ${PAYS_ONCE}`;

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	// The output has one name for the recipient, whichever version was used.
	const payout = { ...sent, to_address: sent.to_address ?? sent.address };
	return presentSent(item.object(data), payout, [
		'third_party_id',
		'currency',
		'amount',
		'to_address',
	]);
}
