import { DECIMAL_FORM, type Fields, optionalText, text, URL_FORM } from '../contract/fields.mts';
import { integerDigits } from '../contract/json.mts';
import { acceptPayout } from '../transfers/payoutRequest.mts';
import type { Endpoint } from './endpoint.mts';

const FIELDS: Fields = {
	currency: { type: 'string', required: true },
	to_address: { type: 'string', required: true },
	amount: { type: 'string', required: true, form: DECIMAL_FORM },
	third_party_id: { type: 'string', required: true },
	wallet_id: { type: 'integer' },
	from_address: { type: 'string' },
	callback_url: { type: 'string', form: URL_FORM },
	remark: { type: 'string', maxLength: 256 },
	memo: { type: 'string' },
};

/** Version 2, api.md §2.8: the wallet and its address may be chosen. */
export const initiatePayoutV2: Endpoint = {
	projectType: 'waas',
	fields: FIELDS,
	handle: (context) =>
		acceptPayout(context, {
			version: 2,
			currency: text(context.body, 'currency'),
			recipient: text(context.body, 'to_address'),
			amount: text(context.body, 'amount'),
			third_party_id: text(context.body, 'third_party_id'),
			callback_url: optionalText(context.body, 'callback_url'),
			remark: optionalText(context.body, 'remark'),
			memo: optionalText(context.body, 'memo'),
			wallet_id: integerDigits(context.body.wallet_id) ?? null,
			from_address: optionalText(context.body, 'from_address'),
		}),
};
