import { randomAddress } from '../chains/chains.mts';
import { type Outcome, type RefusalCode, refuse, refuseField } from '../contract/codes.mts';
import { type Coin, findToken } from '../chains/coins.mts';
import { decimalPlaces, isPositive } from '../contract/decimal.mts';
import {
	DECIMAL_FORM,
	type Fields,
	NOT_NEGATIVE_FORM,
	optionalText,
	text,
	URL_FORM,
} from '../contract/fields.mts';
import { integerDigits, type JsonObject, numberText } from '../contract/json.mts';
import { parseOrderDetails, parseSubMerchant, parseTokens } from './orderTexts.mts';
import {
	amountDue,
	exchangeRate,
	findPayToken,
	isOrderCurrency,
	orderDecimals,
	PAY_TOKEN_NAMES,
} from '../chains/payTokens.mts';
import type { ProjectRequest } from '../state/context.mts';
import type { Order, PaymentInfo } from '../state/orderTypes.mts';

const FLAG_FORM = /^(true|false)$/;

/** api.md §1.1.1. valid_time is required, as the documents have it and unlike the SDK. */
export const ORDER_FIELDS: Fields = {
	order_id: { type: 'string', required: true },
	order_amount: { type: 'string', required: true, form: DECIMAL_FORM },
	order_currency: { type: 'string', required: true },
	payer_id: { type: 'string', required: true },
	success_url: { type: 'string', required: true, form: URL_FORM },
	cancel_url: { type: 'string', required: true, form: URL_FORM },
	valid_time: { type: 'integer', required: true },
	callback_url: { type: 'string', form: URL_FORM },
	payer_name: { type: 'string' },
	payer_email: { type: 'string' },
	tokens: { type: 'string' },
	order_details: { type: 'string' },
	sub_merchant: { type: 'string' },
	stablecoin_realtime_rate: { type: 'string', form: FLAG_FORM },
	underpaid_tolerance: { type: 'number', form: NOT_NEGATIVE_FORM },
	overpaid_tolerance: { type: 'number', form: NOT_NEGATIVE_FORM },
	accept_partial_payment: { type: 'string', form: FLAG_FORM },
	accept_over_payment: { type: 'string', form: FLAG_FORM },
	language: { type: 'string', form: /^(en|tc|sc)$/ },
	remark: { type: 'string' },
};

function length(value: string | null): number {
	return [...(value ?? '')].length;
}

function minutes(body: JsonObject): number {
	return Number(integerDigits(body.valid_time));
}

/** The e-mail is needed to ask for more or to give back what was too much (api.md §1.1.4). */
function isPayerInOrder(body: JsonObject): boolean {
	const email = optionalText(body, 'payer_email');
	const needed = body.accept_partial_payment === 'false' || body.accept_over_payment === 'false';
	const emailFits = email === null ? !needed : /^[^\s@]+@[^\s@]+$/.test(email);
	return emailFits && length(optionalText(body, 'payer_name')) <= 32;
}

// E0018 comes last: a request that is repeated as it was must learn that the first one was accepted.
const CHECKS: Array<{ code: RefusalCode; fails: (body: JsonObject, orders: Order[]) => boolean }> =
	[
		{ code: 'E0019', fails: (body) => length(text(body, 'order_id')) > 128 },
		{ code: 'E0020', fails: (body) => !isOrderCurrency(text(body, 'order_currency')) },
		{ code: 'E0022', fails: (body) => !isPositive(text(body, 'order_amount')) },
		{
			code: 'E0023',
			fails: (body) =>
				decimalPlaces(text(body, 'order_amount')) > orderDecimals(text(body, 'order_currency')),
		},
		{ code: 'E0021', fails: (body) => length(optionalText(body, 'remark')) > 256 },
		{ code: 'E0025', fails: (body) => !isPayerInOrder(body) },
		{ code: 'E0026', fails: (body) => minutes(body) < 10 || minutes(body) > 1440 },
		{
			code: 'E0018',
			fails: (body, orders) => orders.some(({ order_id }) => order_id === body.order_id),
		},
	];

function paymentInfo(coin: Coin, { body, baseUrl, project }: ProjectRequest): PaymentInfo {
	const realtime = body.stablecoin_realtime_rate === 'true';
	const rate = exchangeRate(text(body, 'order_currency'), coin.symbol, realtime);
	const address = randomAddress(coin.chainId);
	const logoUrl = `${baseUrl}/logo/${coin.symbol}`;
	return {
		payment_address: address,
		token_symbol: coin.symbol,
		// The native coin's name stands for the network: TRON, BNB-BSC (currencies.md §4.1).
		blockchain: findToken(coin.chainId)?.name ?? coin.chainId,
		token_name: coin.name,
		logo_url: logoUrl,
		token_decimals: coin.decimals,
		receive_amount: amountDue(text(body, 'order_amount'), rate, coin.decimals),
		receive_currency: coin.symbol,
		exchange_rate: rate,
		asset_logo: logoUrl,
		// No source says what the code holds. Here, it is the address.
		consolidated_qrcodes:
			project.settings.qrcodeWallets?.map((wallet) => ({
				qrcode: address,
				wallet_icon: `${baseUrl}/logo/${encodeURIComponent(wallet)}`,
				wallet_name: wallet,
			})) ?? null,
	};
}

/**
 * Checks an order and stores it as new; a refusal is A0001, E0018 to E0023, E0025, E0026 or E0031
 * (api.md §1.1.1).
 */
export function acceptOrder(context: ProjectRequest): { order: Order } | { refusal: Outcome } {
	const { state, project, body, baseUrl, newId } = context;
	const orderDetails = parseOrderDetails(optionalText(body, 'order_details'));
	const subMerchant = parseSubMerchant(optionalText(body, 'sub_merchant'));
	const names = body.tokens === undefined ? PAY_TOKEN_NAMES : parseTokens(text(body, 'tokens'));
	if (orderDetails === undefined) return { refusal: refuseField('order_details') };
	if (subMerchant === undefined) return { refusal: refuseField('sub_merchant') };
	if (names === undefined) return { refusal: refuseField('tokens') };
	const orders = state.orders.filter(({ pid }) => pid === project.pid);
	const failed = CHECKS.find(({ fails }) => fails(body, orders));
	if (failed !== undefined) return { refusal: refuse(failed.code) };
	const coins = names.map(findPayToken).filter((coin) => coin !== undefined);
	if (coins.length < names.length) return { refusal: refuse('E0031') };
	const cregisId = `po${newId()}`;
	const created = Date.now();
	const order: Order = {
		pid: project.pid,
		cregis_id: cregisId,
		checkout_url: `${baseUrl}/checkout/${cregisId}`,
		order_id: text(body, 'order_id'),
		order_amount: text(body, 'order_amount'),
		order_currency: text(body, 'order_currency'),
		status: 'new',
		created_time: created,
		expire_time: created + minutes(body) * 60_000,
		cancel_time: null,
		transact_time: null,
		valid_time: minutes(body),
		payer_id: text(body, 'payer_id'),
		payer_name: optionalText(body, 'payer_name') ?? '',
		payer_email: optionalText(body, 'payer_email'),
		remark: optionalText(body, 'remark') ?? '',
		callback_url: optionalText(body, 'callback_url'),
		success_url: text(body, 'success_url'),
		cancel_url: text(body, 'cancel_url'),
		language: optionalText(body, 'language') ?? 'en',
		accept_partial_payment: body.accept_partial_payment !== 'false',
		accept_over_payment: body.accept_over_payment !== 'false',
		underpaid_tolerance: numberText(body.underpaid_tolerance) ?? '0',
		overpaid_tolerance: numberText(body.overpaid_tolerance) ?? '0',
		order_details: orderDetails,
		sub_merchant: subMerchant,
		payment_info: coins.map((coin) => paymentInfo(coin, context)),
		payments: [],
		refund: null,
		settlement: null,
	};
	state.orders.push(order);
	return { order };
}
