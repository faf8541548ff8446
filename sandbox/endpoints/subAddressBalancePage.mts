import { BALANCE_FIELDS, balancesOf, isWithin, shown } from '../transfers/balances.mts';
import { accept, refuse } from '../contract/codes.mts';
import { findCoinByIds } from '../chains/coins.mts';
import { jsonNumber } from '../contract/json.mts';
import { pageOf } from '../contract/paging.mts';
import type { Endpoint } from './endpoint.mts';
import { text } from '../contract/fields.mts';

/** api.md §2.13: the addresses that hold one token. */
export const subAddressBalancePage: Endpoint = {
	projectType: 'waas',
	fields: {
		...BALANCE_FIELDS,
		currency: { type: 'string', required: true },
		address: { type: 'string' },
	},
	handle: ({ state, project, body }) => {
		const currency = text(body, 'currency');
		const coin = findCoinByIds(currency);
		if (coin === undefined) return refuse('E0005');
		const rows = balancesOf(state, project.pid)
			.filter(({ chain_id, token_id }) => chain_id === coin.chainId && token_id === coin.tokenId)
			.filter(({ address }) => body.address === undefined || address === body.address)
			.filter((balance) => isWithin(balance, body))
			.map((balance) => ({
				pid: jsonNumber(project.pid),
				address: balance.address,
				currency,
				...shown(balance),
			}));
		return accept(pageOf(rows, body));
	},
};
