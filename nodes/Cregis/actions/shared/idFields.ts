/** Fields for IDs that Cregis returned. */
import type { INodeProperties } from 'n8n-workflow';

/**
 * Returns a field for an ID from Cregis. The editor checks its form. There is no list to choose from, because
 * Cregis has none of these (api.md §0.13).
 */
function idField(
	{ placeholder, ...field }: Omit<INodeProperties, 'type' | 'default'>,
	regex: string,
	errorMessage: string,
): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder,
				validation: [{ type: 'regex', properties: { regex, errorMessage } }],
			},
		],
	};
}

/** Spaces around an ID are removed before it's sent. n8n runs no node with an invalid field, even an optional one. */
const DIGITS = '\\s*\\d*\\s*';

export const cidField = idField(
	{
		displayName: 'Cregis ID',
		name: 'cid',
		required: true,
		placeholder: 'e.g. 1382626461605888',
		description: 'The ID that Cregis returned when the payment was created (cid)',
	},
	DIGITS,
	"The ID contains only digits. It's the 'cid' of an earlier step, not your own reference.",
);

export const orderIdField = idField(
	{
		displayName: 'Cregis ID',
		name: 'cregisId',
		required: true,
		placeholder: 'e.g. po1420761885130752',
		description: 'The ID that Cregis returned when the order was created (cregis_id)',
	},
	'\\s*\\w*\\s*',
	"The ID contains only letters and digits. It's the 'cregis_id' of an earlier step, not your own order ID.",
);

export const walletIdField = idField(
	{
		displayName: 'Wallet ID',
		name: 'walletId',
		placeholder: 'e.g. 11434198045401088',
		description: "The wallet to pay from. Defaults to the project's payout wallet.",
	},
	DIGITS,
	'The ID contains only digits',
);
