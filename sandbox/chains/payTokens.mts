import { type Coin, findCoin } from './coins.mts';
import { decimal, decimalText, roundHalfUp } from '../contract/decimal.mts';

// currencies.md §4: what an order may be paid in.
const PAY_TOKENS = new Set([
	'USDT-TRC20',
	'USDT-ERC20',
	'USDT-BEP20',
	'USDT-Polygon',
	'USDT-Avalanche-C',
	'USDT-Arbitrum One',
	'USDT-Solana',
	'USDC-Base',
	'USDC-ERC20',
	'USDC-Solana',
	'USDC-BEP20',
	'USDC-Polygon',
	'USDC-Avalanche-C',
	'USDC-Arbitrum One',
	'USDC-Optimism',
	'Bitcoin',
	'Solana',
	'Ethereum',
	'Base',
	'Arbitrum One',
	'Optimism',
	'TRON',
	'BNB-BSC',
]);

export const PAY_TOKEN_NAMES: string[] = [...PAY_TOKENS];

// US dollars for one, fixed so that an order's amounts can be foretold. The keys are the order
// currencies of currencies.md §3.
const DOLLARS: Record<string, string> = {
	USD: '1',
	HKD: '0.1286',
	TWD: '0.031',
	AED: '0.2723',
	SGD: '0.77',
	PHP: '0.0175',
	CNY: '0.139',
	GBP: '1.34',
	EUR: '1.16',
	MYR: '0.236',
	BRL: '0.18',
	AUD: '0.65',
	BGN: '0.593',
	DKK: '0.155',
	CAD: '0.72',
	SEK: '0.104',
	CHF: '1.25',
	INR: '0.0114',
	USDT: '1',
	USDC: '1',
	BTC: '100000',
	SOL: '200',
	ETH: '4000',
	TRX: '0.3',
	BNB: '1000',
};

// What `stablecoin_realtime_rate` "true" makes of the fixed 1:1 (api.md §1.1.1).
const REALTIME_DOLLARS: Record<string, string> = { ...DOLLARS, USDT: '0.9996', USDC: '1.0002' };

export const ORDER_CURRENCIES: string[] = Object.keys(DOLLARS);

const RATE_DECIMALS = 10;
const MOST_SHOWN_DECIMALS = 8;

export function isOrderCurrency(currency: string): boolean {
	return Object.hasOwn(DOLLARS, currency);
}

/** The most decimals of an order_amount (currencies.md §3). */
export function orderDecimals(currency: string): number {
	return currency === 'BTC' ? 8 : 2;
}

/** The coin of a pay token; undefined if nothing can be paid in it. */
export function findPayToken(name: string): Coin | undefined {
	return PAY_TOKENS.has(name) ? findCoin(name) : undefined;
}

/** One unit of the order's currency in the token, as decimal text. */
export function exchangeRate(currency: string, symbol: string, realtime: boolean): string {
	const dollars = realtime ? REALTIME_DOLLARS : DOLLARS;
	const rate = decimal(dollars[currency]).div(dollars[symbol]);
	return decimalText(roundHalfUp(rate, RATE_DECIMALS));
}

/** The amount due in the token, as decimal text: never nothing. */
export function amountDue(orderAmount: string, rate: string, decimals: number): string {
	const shown = Math.min(decimals, MOST_SHOWN_DECIMALS);
	const least = decimal(`1e-${shown}`);
	const due = roundHalfUp(decimal(orderAmount).times(rate), shown);
	return decimalText(due.gt(least) ? due : least);
}
