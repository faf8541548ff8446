import { listTeamWalletAddresses } from './listTeamWalletAddresses.mts';
import { listTeamWallets } from './listTeamWallets.mts';
import { queryTeamWalletAddressBalance } from './queryTeamWalletAddressBalance.mts';
import { queryTeamWalletBalance } from './queryTeamWalletBalance.mts';
import { queryTeamWalletHistoryTransactions } from './queryTeamWalletHistoryTransactions.mts';
import { queryTeamWalletProcessingTransactions } from './queryTeamWalletProcessingTransactions.mts';
import type { TeamEndpoint } from './teamEndpoint.mts';

/** Path -> endpoint of the Team API. The names are the operationIds of api.md §0.12. */
export const TEAM_ENDPOINTS: Record<string, TeamEndpoint> = {
	'/openapi/v1/wallets': listTeamWallets,
	'/openapi/v1/wallet_address': listTeamWalletAddresses,
	'/openapi/v1/wallet_balance': queryTeamWalletBalance,
	'/openapi/v1/wallet_address_balance': queryTeamWalletAddressBalance,
	'/openapi/v1/wallet_history_transaction_info': queryTeamWalletHistoryTransactions,
	'/openapi/v1/wallet_processing_transaction_info': queryTeamWalletProcessingTransactions,
};
