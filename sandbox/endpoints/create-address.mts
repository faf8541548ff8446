import { randomAddress } from '../chains.mts';
import { accept, refuse } from '../codes.mts';
import { ADDRESS_COINS } from '../coins.mts';
import { URL_FORM } from '../fields.mts';
import { type Endpoint, optionalText, text } from './endpoint.mts';

const MAX_ALIAS_LENGTH = 40;

/** api.md 2.2. */
export const createAddress: Endpoint = {
	projectType: 'waas',
	fields: {
		chain_id: { type: 'string', required: true },
		alias: { type: 'string' },
		callback_url: { type: 'string', form: URL_FORM },
	},
	handle: ({ state, project, body }) => {
		const chainId = text(body, 'chain_id');
		const alias = optionalText(body, 'alias');
		const owned = state.addresses.filter(({ pid }) => pid === project.pid).length;
		if ([...(alias ?? '')].length > MAX_ALIAS_LENGTH) return refuse('E0002');
		if (!ADDRESS_COINS.some((coin) => coin.chainId === chainId)) return refuse('E0005');
		if (owned >= (project.settings.addressQuota ?? Infinity)) return refuse('E0033');
		const address = randomAddress(chainId);
		state.addresses.push({
			pid: project.pid,
			address,
			chain_id: chainId,
			alias,
			callback_url: optionalText(body, 'callback_url'),
			createdAt: Date.now(),
		});
		return accept({ address });
	},
};
