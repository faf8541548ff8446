import { accept, refuse } from '../codes.mts';
import { type Endpoint, text } from './endpoint.mts';

/** api.md 1.2. */
export const queryOrder: Endpoint = {
	projectType: 'payment',
	fields: { cregis_id: { type: 'string', required: true } },
	handle: ({ state, body }) => {
		const order = state.orders.get(text(body, 'cregis_id'));
		return order === undefined ? refuse('E0024') : accept(order);
	},
};
