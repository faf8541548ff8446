import { batchCreateAddress } from './batchCreateAddress.mts';
import { createAddress } from './createAddress.mts';
import { createOrder } from './createOrder.mts';
import type { Endpoint } from './endpoint.mts';
import { getProjectCoins } from './getProjectCoins.mts';
import { initiateCollection } from './initiateCollection.mts';
import { initiatePayoutV2 } from './initiatePayoutV2.mts';
import { initiatePayout } from './initiatePayout.mts';
import { queryOrder } from './queryOrder.mts';
import { queryPayout } from './queryPayout.mts';
import { querySubAddressBalanceV2 } from './querySubAddressBalanceV2.mts';
import { querySubAddressWithdrawal } from './querySubAddressWithdrawal.mts';
import { subAddressBalancePage } from './subAddressBalancePage.mts';
import { subAddressWithdrawal } from './subAddressWithdrawal.mts';
import { tradePage } from './tradePage.mts';
import { updateAddress } from './updateAddress.mts';
import { validateAddressFormat } from './validateAddressFormat.mts';
import { verifyAddress } from './verifyAddress.mts';

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
