import type { INodePropertyOptions } from 'n8n-workflow';

export { coins, payoutFields as fields, readers, reference } from './payoutRequest';

export const effect = 'checks';

export const option: INodePropertyOptions = {
	name: 'Check',
	value: 'check',
	action: 'Check payouts',
	description:
		"Check payouts without paying them: what is invalid, the totals, and a batch ID for 'Approved Batch' of Create",
};

export const toolDescription =
	"Checks a payout without paying it. Moves no money. Takes the same fields as creating a payout. The result says whether the payout is valid and lists all reasons if it isn't. A valid payout can still fail, for example if the wallet's balance is too low or its reference was already used.";
