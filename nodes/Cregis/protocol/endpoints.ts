/** Endpoints that are used in more than one place (api.md §0.12). */
export const ENDPOINTS = {
	coins: '/api/v1/coins',
	order: '/api/v2/order/info',
	payout: '/api/v1/payout/query',
	teamWallets: '/openapi/v1/wallets',
	trades: '/api/v1/trade/page',
	validateAddress: '/api/v1/address/legal',
	withdrawal: '/api/v1/sub_address_withdrawal/info',
} as const;

/** Cregis's two APIs, each with its own keys: that of a project, and that of a team. */
export type Api = 'project' | 'team';

/** Returns the API that a path belongs to (api.md §0.2). */
export function apiOf(path: string): Api {
	return path.startsWith('/openapi/') ? 'team' : 'project';
}
