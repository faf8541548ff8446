import { accept } from '../contract/codes.mts';
import { ADDRESS_COINS, type Coin, COINS } from '../chains/coins.mts';
import type { Endpoint } from './endpoint.mts';

function asItem(coin: Coin) {
	return {
		coin_name: coin.name,
		chain_id: coin.chainId,
		token_id: coin.tokenId,
		decimals: String(coin.decimals),
	};
}

/** api.md §2.1. */
export const getProjectCoins: Endpoint = {
	projectType: 'waas',
	fields: {},
	handle: ({ project }) => {
		const { orderCoins } = project.settings;
		const named = COINS.filter(({ name }) => orderCoins?.includes(name));
		return accept({
			address_coins: ADDRESS_COINS.map(asItem),
			payout_coins: COINS.map(asItem),
			order_coins: orderCoins === null ? null : named.map(asItem),
		});
	},
};
