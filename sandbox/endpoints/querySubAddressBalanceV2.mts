import { BALANCE_FIELDS, balancesOf, isWithin, shown } from '../transfers/balances.mts';
import { accept, refuse } from '../contract/codes.mts';
import { findCoinByIds } from '../chains/coins.mts';
import { pageOf } from '../contract/paging.mts';
import type { Endpoint } from './endpoint.mts';
import { optionalText } from '../contract/fields.mts';

/** api.md §2.14: the tokens that one address holds. */
export const querySubAddressBalanceV2: Endpoint = {
	projectType: 'waas',
	fields: {
		...BALANCE_FIELDS,
		address: { type: 'string', required: true },
		currency: { type: 'string' },
	},
	handle: ({ state, project, body }) => {
		const currency = optionalText(body, 'currency');
		if (currency !== null && findCoinByIds(currency) === undefined) return refuse('E0005');
		const rows = balancesOf(state, project.pid)
			.filter(({ address }) => address === body.address)
			.filter(
				({ chain_id, token_id }) => currency === null || currency === `${chain_id}@${token_id}`,
			)
			.filter((balance) => isWithin(balance, body))
			.map((balance) => ({
				address: balance.address,
				chain_id: balance.chain_id,
				token_id: balance.token_id,
				...shown(balance),
			}));
		return accept(pageOf(rows, body));
	},
};
