import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import { cidField } from '../shared/idFields';
import type { Item } from '../shared/item';
import { presentPayment } from '../shared/payment';
import { chosenOutput, simplifyFields } from '../shared/simplify';
import { ENDPOINTS } from '../../protocol/endpoints';

export const effect = 'reads';

export const option: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get payout',
	description: 'Retrieve a payout and its status',
};

export const toolDescription =
	"Looks up a payout by its Cregis ID ('cid') and returns its status, amount, recipient and transaction hash. Read-only. Use it to find out what happened to a payout.";

export const fields: INodeProperties[] = [cidField, ...simplifyFields];

/** api.md §2.9 */
export function request(item: Item): CregisRequest {
	const cid = item.numericId(item.required('cid', 'Cregis ID'), 'Cregis ID');
	return { path: ENDPOINTS.payout, fields: { cid } };
}

const SIMPLIFIED = [
	'cid',
	'third_party_id',
	'status',
	'statusName',
	'currency',
	'amount',
	'from_address',
	'address',
	'txid',
	'blockTimeIso',
];

export function output(data: unknown, { fields: sent }: CregisRequest, item: Item): IDataObject {
	return chosenOutput(item, presentPayment(sent.cid, item.object(data)), SIMPLIFIED);
}
