import { createAddresses, NEW_ADDRESS_FIELDS } from '../transfers/addressRequest.mts';
import { accept, refuse } from '../contract/codes.mts';
import type { Endpoint } from './endpoint.mts';
import { text } from '../contract/fields.mts';

/** api.md §2.3: `number` is text, though an integer in the documents' example. The answer is an array. */
export const batchCreateAddress: Endpoint = {
	projectType: 'waas',
	fields: { ...NEW_ADDRESS_FIELDS, number: { type: 'string or integer', required: true } },
	handle: (context) => {
		const number = text(context.body, 'number');
		if (!/^([1-9]\d?|100)$/.test(number)) return refuse('E0027');
		const created = createAddresses(context, Number(number));
		if ('refusal' in created) return created.refusal;
		return accept(created.addresses.map(({ address }) => ({ address })));
	},
};
