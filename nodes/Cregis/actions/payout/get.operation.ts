import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { JsonNumber, parseJson } from '../../protocol/losslessJson';
import { PAYOUT_STATUSES, statusName } from '../../protocol/statuses';
import type { CregisRequest } from '../../transport';
import type { Item } from '../item';

export const option: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get payout',
	description: 'Look up a payout and its state by the ID that Cregis gave it',
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Cregis ID',
		name: 'cid',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1382626461605888',
		description: "The payout's ID in Cregis (cid), as creating the payout returned it",
	},
];

/** api.md 2.9 */
export function request(item: Item): CregisRequest {
	const cid = item.required('cid', 'Cregis ID');
	if (!/^\d+$/.test(cid)) {
		throw item.invalid(
			"'Cregis ID' must consist of digits",
			"Use the 'cid' that creating the payout returned, not your own reference.",
		);
	}
	return { path: '/api/v1/payout/query', fields: { cid: new JsonNumber(cid) } };
}

export function output(data: unknown, _request: CregisRequest, item: Item): IDataObject {
	const payout = item.object(data);
	return {
		// Cregis's answer does not repeat the ID.
		cid: parseJson(item.text('cid')),
		...payout,
		statusName: statusName(PAYOUT_STATUSES, payout.status),
	} as IDataObject;
}
