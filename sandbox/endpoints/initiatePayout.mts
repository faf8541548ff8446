import { DECIMAL_FORM, type Fields, optionalText, text, URL_FORM } from '../contract/fields.mts';
import { acceptPayout } from '../transfers/payoutRequest.mts';
import type { Endpoint } from './endpoint.mts';

const FIELDS: Fields = {
	currency: { type: 'string', required: true },
	address: { type: 'string', required: true },
	amount: { type: 'string', required: true, form: DECIMAL_FORM },
	third_party_id: { type: 'string', required: true },
	callback_url: { type: 'string', form: URL_FORM },
	remark: { type: 'string' },
	memo: { type: 'string' },
};

/** Version 1, api.md §2.7: always from the project's payout wallet. */
export const initiatePayout: Endpoint = {
	projectType: 'waas',
	fields: FIELDS,
	handle: (context) =>
		acceptPayout(context, {
			version: 1,
			currency: text(context.body, 'currency'),
			recipient: text(context.body, 'address'),
			amount: text(context.body, 'amount'),
			third_party_id: text(context.body, 'third_party_id'),
			callback_url: optionalText(context.body, 'callback_url'),
			remark: optionalText(context.body, 'remark'),
			memo: optionalText(context.body, 'memo'),
			wallet_id: null,
			from_address: null,
		}),
};
