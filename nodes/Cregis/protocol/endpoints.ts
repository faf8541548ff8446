/** Endpoints that are used in more than one place (api.md §0.12). */
export const ENDPOINTS = {
	coins: '/api/v1/coins',
	order: '/api/v2/order/info',
	payout: '/api/v1/payout/query',
	trades: '/api/v1/trade/page',
	validateAddress: '/api/v1/address/legal',
	withdrawal: '/api/v1/sub_address_withdrawal/info',
} as const;
