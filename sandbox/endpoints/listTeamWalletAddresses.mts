import { accept } from '../contract/codes.mts';
import { PAGE_FIELDS, pageOf } from '../contract/paging.mts';
import { matches, type TeamEndpoint, WALLET_FIELD, withWallet } from './teamEndpoint.mts';

/** api.md §3.3. */
export const listTeamWalletAddresses: TeamEndpoint = {
	permission: 'wallets',
	fields: { ...WALLET_FIELD, chain_id: { type: 'string', required: true }, ...PAGE_FIELDS },
	handle: withWallet((wallet, { body }) => {
		const rows = wallet.addresses
			.filter((each) => matches(each, body, 'chain_id'))
			.map(({ address, alias, address_status, createdAt }) => ({
				address,
				alias,
				address_status,
				create_time: Math.floor(createdAt / 1000),
			}));
		return accept(pageOf(rows, body));
	}),
};
