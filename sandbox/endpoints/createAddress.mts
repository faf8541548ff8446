import { createAddresses, NEW_ADDRESS_FIELDS } from '../transfers/addressRequest.mts';
import { accept } from '../contract/codes.mts';
import type { Endpoint } from './endpoint.mts';

/** api.md §2.2. */
export const createAddress: Endpoint = {
	projectType: 'waas',
	fields: NEW_ADDRESS_FIELDS,
	handle: (context) => {
		const created = createAddresses(context, 1);
		if ('refusal' in created) return created.refusal;
		return accept({ address: created.addresses[0].address });
	},
};
