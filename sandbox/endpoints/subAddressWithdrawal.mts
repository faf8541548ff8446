import { accept } from '../contract/codes.mts';
import { DECIMAL_FORM, type Fields, optionalText, text, URL_FORM } from '../contract/fields.mts';
import { jsonNumber } from '../contract/json.mts';
import { checkTransfer } from '../transfers/transferRequest.mts';
import type { Endpoint } from './endpoint.mts';
import type { Withdrawal } from '../state/transferTypes.mts';

// from_address is required as in the SDK; the documents disagree (api.md §2.10).
const FIELDS: Fields = {
	currency: { type: 'string', required: true },
	from_address: { type: 'string', required: true },
	to_address: { type: 'string', required: true },
	amount: { type: 'string', required: true, form: DECIMAL_FORM },
	third_party_id: { type: 'string', required: true },
	callback_url: { type: 'string', form: URL_FORM },
	remark: { type: 'string', maxLength: 256 },
	memo: { type: 'string' },
};

/** api.md §2.10: pays from a sub-address of this project. */
export const subAddressWithdrawal: Endpoint = {
	projectType: 'waas',
	fields: FIELDS,
	handle: (context) => {
		const { state, project, body } = context;
		const request = {
			currency: text(body, 'currency'),
			recipient: text(body, 'to_address'),
			amount: text(body, 'amount'),
			third_party_id: text(body, 'third_party_id'),
			callback_url: optionalText(body, 'callback_url'),
			remark: optionalText(body, 'remark'),
			memo: optionalText(body, 'memo'),
			wallet_id: null,
			from_address: text(body, 'from_address'),
		};
		const checked = checkTransfer(context, request, (coin, sender) =>
			state.addresses.some(
				({ pid, address, chain_id }) =>
					pid === project.pid && address === sender && chain_id === coin.chainId,
			),
		);
		if ('refusal' in checked) return checked.refusal;
		const withdrawal: Withdrawal = {
			...checked.transfer,
			from_address: request.from_address,
			to_address: request.recipient,
		};
		state.withdrawals.push(withdrawal);
		context.onWithdrawal(withdrawal);
		return accept({ cid: jsonNumber(withdrawal.cid) });
	},
};
