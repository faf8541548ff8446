import { isKnownChain } from '../chains/chains.mts';
import { accept, refuse } from '../contract/codes.mts';
import type { Endpoint } from './endpoint.mts';
import { text } from '../contract/fields.mts';

/** api.md §2.5: whether it is a sub-address of this project. */
export const verifyAddress: Endpoint = {
	projectType: 'waas',
	fields: {
		address: { type: 'string', required: true },
		chain_id: { type: 'string', required: true },
	},
	handle: ({ state, project, body }) => {
		if (!isKnownChain(text(body, 'chain_id'))) return refuse('E0005');
		const result = state.addresses.some(
			({ pid, address, chain_id }) =>
				pid === project.pid && address === body.address && chain_id === body.chain_id,
		);
		return accept({ result });
	},
};
