import { createAddress } from './create-address.mts';
import type { Endpoint } from './endpoint.mts';
import { getProjectCoins } from './get-project-coins.mts';
import { initiatePayoutV2 } from './initiate-payout-v2.mts';
import { initiatePayout } from './initiate-payout.mts';
import { queryOrder } from './query-order.mts';
import { queryPayout } from './query-payout.mts';
import { validateAddressFormat } from './validate-address-format.mts';

/** Path -> endpoint. The names are the operationIds of api.md 0. */
export const ENDPOINTS: Record<string, Endpoint> = {
	'/api/v1/address/create': createAddress,
	'/api/v1/address/legal': validateAddressFormat,
	'/api/v1/coins': getProjectCoins,
	'/api/v1/payout': initiatePayout,
	'/api/v2/payout': initiatePayoutV2,
	'/api/v1/payout/query': queryPayout,
	'/api/v2/order/info': queryOrder,
};
