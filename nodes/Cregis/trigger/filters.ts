/** Which events a merchant wants, beside their kind. */
import { amountFault, isAtLeast } from '../protocol/amount';
import type { JsonObject } from '../protocol/losslessJson';

export interface Filters {
	address?: unknown;
	currency?: unknown;
	minimumAmount?: unknown;
}

/** The fields, in callbacks of any kind, that a filter is about (webhooks.md §2-6). */
const ADDRESSES = ['address', 'payment_address', 'from_address', 'to_address'];
const CURRENCIES = ['currency', 'pay_currency'];
/** What has arrived comes before what was asked for. */
const AMOUNTS = ['amount', 'pay_amount'];

const texts = (fields: JsonObject, names: string[]) =>
	names.map((name) => String(fields[name] ?? '')).filter(Boolean);

const wanted = (value: unknown) => String(value ?? '').trim();

/**
 * Whether an event passes the filters. One that lacks what a filter asks about passes: what can't be
 * told must not be lost.
 */
export function passesFilters(filters: Filters, fields: JsonObject): boolean {
	const address = wanted(filters.address);
	const addresses = texts(fields, ADDRESSES);
	if (address && addresses.length > 0 && !addresses.includes(address)) return false;

	const currency = wanted(filters.currency).toUpperCase();
	const currencies = texts(fields, CURRENCIES).map((text) => text.toUpperCase());
	if (currency && currencies.length > 0 && !currencies.includes(currency)) return false;

	const least = wanted(filters.minimumAmount);
	const [amount] = texts(fields, AMOUNTS);
	if (amountFault(least) || amount === undefined || !/^\d+(\.\d+)?$/.test(amount)) return true;
	return isAtLeast(amount, least);
}
