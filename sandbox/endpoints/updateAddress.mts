import { isAlias } from '../transfers/addressRequest.mts';
import { accept, refuse } from '../contract/codes.mts';
import { text, URL_FORM } from '../contract/fields.mts';
import type { Address } from '../state/state.mts';
import type { Endpoint } from './endpoint.mts';

const CHANGES = ['alias', 'callback_url', 'status'] as const;

/** api.md §2.4: changes what was sent and leaves the rest. */
export const updateAddress: Endpoint = {
	projectType: 'waas',
	fields: {
		address: { type: 'string', required: true },
		alias: { type: 'string' },
		callback_url: { type: 'string', form: URL_FORM },
		status: { type: 'string' },
	},
	handle: ({ state, project, body }) => {
		const sent = CHANGES.filter((name) => body[name] !== undefined);
		const changes: Partial<Address> = Object.fromEntries(
			sent.map((name) => [name, text(body, name)]),
		);
		if (sent.length === 0) return refuse('E0029');
		if (!isAlias(changes.alias ?? null)) return refuse('E0002');
		if (!['0', '1'].includes(changes.status ?? '0')) return refuse('E0028');
		const address = state.addresses.find(
			(each) => each.pid === project.pid && each.address === body.address,
		);
		if (address === undefined) return refuse('E0030');
		Object.assign(address, changes);
		return accept(null);
	},
};
