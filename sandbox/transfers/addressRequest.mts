import { randomAddress } from '../chains/chains.mts';
import { type Outcome, refuse } from '../contract/codes.mts';
import { ADDRESS_COINS } from '../chains/coins.mts';
import { type Fields, optionalText, text, URL_FORM } from '../contract/fields.mts';
import type { Address } from '../state/state.mts';
import type { ProjectRequest } from '../state/context.mts';

const MAX_ALIAS_LENGTH = 40;

/** The fields of both requests that create addresses (api.md §2.2 and §2.3). */
export const NEW_ADDRESS_FIELDS: Fields = {
	chain_id: { type: 'string', required: true },
	alias: { type: 'string' },
	callback_url: { type: 'string', form: URL_FORM },
};

export function isAlias(alias: string | null): boolean {
	return [...(alias ?? '')].length <= MAX_ALIAS_LENGTH;
}

/** Creates that many addresses, or none with E0002, E0005 or E0033 (api.md §2.2 and §2.3). */
export function createAddresses(
	{ state, project, body }: ProjectRequest,
	count: number,
): { addresses: Address[] } | { refusal: Outcome } {
	const chainId = text(body, 'chain_id');
	const alias = optionalText(body, 'alias');
	const owned = state.addresses.filter(({ pid }) => pid === project.pid).length;
	if (!isAlias(alias)) return { refusal: refuse('E0002') };
	if (!ADDRESS_COINS.some((coin) => coin.chainId === chainId)) return { refusal: refuse('E0005') };
	if (owned + count > (project.settings.addressQuota ?? Infinity)) {
		return { refusal: refuse('E0033') };
	}
	const addresses = Array.from({ length: count }, () => ({
		pid: project.pid,
		address: randomAddress(chainId),
		chain_id: chainId,
		alias,
		callback_url: optionalText(body, 'callback_url'),
		status: '0' as const,
		createdAt: Date.now(),
	}));
	state.addresses.push(...addresses);
	return { addresses };
}
