import { isAddress, isKnownChain } from '../chains/chains.mts';
import { accept, refuse } from '../contract/codes.mts';
import type { Endpoint } from './endpoint.mts';
import { text } from '../contract/fields.mts';

/** api.md §2.6. */
export const validateAddressFormat: Endpoint = {
	projectType: 'waas',
	fields: {
		address: { type: 'string', required: true },
		chain_id: { type: 'string', required: true },
	},
	handle: ({ body }) => {
		const chainId = text(body, 'chain_id');
		if (!isKnownChain(chainId)) return refuse('E0005');
		return accept({ result: isAddress(chainId, text(body, 'address')) });
	},
};
