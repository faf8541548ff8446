/** Filters events by their fields. */
import { isAtLeast, sumAmounts } from '../protocol/amount';
import type { JsonObject } from '../protocol/losslessJson';
import { isSameAddress } from '../protocol/address';

export interface Filters {
	address?: unknown;
	currency?: unknown;
	minimumAmount?: unknown;
}

/** The fields to check, in callbacks of any kind (webhooks.md §2, §3, §4, §5 and §6). */
const ADDRESSES = [
	'address',
	'payment_address',
	'additional_payment_address',
	'from_address',
	'to_address',
];
const CURRENCIES = ['currency', 'pay_currency', 'additional_pay_currency'];
/** A top-up counts together with the payment before it, so that the rest of an order isn't missed. */
const AMOUNTS = ['amount', 'pay_amount', 'additional_pay_amount'];

const LABELS: Record<keyof Filters, string> = {
	address: 'Address',
	currency: 'Currency',
	minimumAmount: 'Minimum Amount',
};

const DECIMAL = /^\d+(\.\d+)?$/;

const texts = (fields: JsonObject, names: string[]) =>
	names.map((name) => String(fields[name] ?? '')).filter(Boolean);

const wanted = (value: unknown) => String(value ?? '').trim();

const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');

/** Returns the filters without an expression. They can be checked before Cregis calls. */
export function literalFilters(written: Filters): Filters {
	return Object.fromEntries(Object.entries(written).filter(([, value]) => !isExpression(value)));
}

/**
 * Checks that the filters can be applied. An unreadable filter would let everything through or drop payments,
 * and nobody would notice.
 *
 * @param written the filters as entered in the node, with their expressions
 * @returns what is wrong, or undefined if the filters are valid
 */
export function filterIssue(filters: Filters, written: Filters = filters): string | undefined {
	for (const [name, label] of Object.entries(LABELS) as Array<[keyof Filters, string]>) {
		const value = filters[name];
		const text = wanted(value);
		if (typeof value === 'object' && value !== null) return `'${label}' must be text`;
		if (text === '' && isExpression(written[name])) {
			return `The expression in '${label}' has no value`;
		}
		if (name === 'minimumAmount' && text !== '' && !DECIMAL.test(text)) {
			return `'${label}' must be a plain number such as 12.5, without separators or an exponent`;
		}
	}
	return undefined;
}

/**
 * Whether an event passes valid filters. An event without the field that a filter checks passes, so that no
 * payment is lost.
 */
export function passesFilters(filters: Filters, fields: JsonObject): boolean {
	const address = wanted(filters.address);
	const addresses = texts(fields, ADDRESSES);
	const isAbout = (candidate: string) => isSameAddress(candidate, address);
	if (address && addresses.length > 0 && !addresses.some(isAbout)) return false;

	const currency = wanted(filters.currency).toUpperCase();
	const currencies = texts(fields, CURRENCIES).map((text) => text.toUpperCase());
	if (currency && currencies.length > 0 && !currencies.includes(currency)) return false;

	const amounts = texts(fields, AMOUNTS);
	const areReadable = amounts.every((amount) => DECIMAL.test(amount));
	if (amounts.length === 0 || !areReadable) return true;
	return isAtLeast(sumAmounts(amounts), wanted(filters.minimumAmount) || '0');
}
