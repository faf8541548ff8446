import { batchCreateAddress } from './batch-create-address.mts';
import { createAddress } from './create-address.mts';
import { createOrder } from './create-order.mts';
import type { Endpoint } from './endpoint.mts';
import { getProjectCoins } from './get-project-coins.mts';
import { initiateCollection } from './initiate-collection.mts';
import { initiatePayoutV2 } from './initiate-payout-v2.mts';
import { initiatePayout } from './initiate-payout.mts';
import { queryOrder } from './query-order.mts';
import { queryPayout } from './query-payout.mts';
import { querySubAddressBalanceV2 } from './query-sub-address-balance-v2.mts';
import { querySubAddressWithdrawal } from './query-sub-address-withdrawal.mts';
import { subAddressBalancePage } from './sub-address-balance-page.mts';
import { subAddressWithdrawal } from './sub-address-withdrawal.mts';
import { tradePage } from './trade-page.mts';
import { updateAddress } from './update-address.mts';
import { validateAddressFormat } from './validate-address-format.mts';
import { verifyAddress } from './verify-address.mts';

/** Path -> endpoint. The names are the operationIds of api.md §0.12. */
export const ENDPOINTS: Record<string, Endpoint> = {
	'/api/v1/address/create': createAddress,
	'/api/v1/batch/address/create': batchCreateAddress,
	'/api/v1/address/update': updateAddress,
	'/api/v1/address/inner': verifyAddress,
	'/api/v1/address/legal': validateAddressFormat,
	'/api/v1/coins': getProjectCoins,
	'/api/v1/payout': initiatePayout,
	'/api/v2/payout': initiatePayoutV2,
	'/api/v1/payout/query': queryPayout,
	'/api/v1/sub_address_withdrawal': subAddressWithdrawal,
	'/api/v1/sub_address_withdrawal/info': querySubAddressWithdrawal,
	'/api/v1/collection': initiateCollection,
	'/api/v1/sub_address_balance': subAddressBalancePage,
	'/api/v2/sub_address_balance': querySubAddressBalanceV2,
	'/api/v1/trade/page': tradePage,
	'/api/v2/checkout': createOrder,
	'/api/v2/order/info': queryOrder,
};
