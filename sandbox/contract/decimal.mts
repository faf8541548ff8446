const FRACTION_DIGITS = 40;

/** One, in the units of `units`. */
export const ONE = 10n ** BigInt(FRACTION_DIGITS);

/** A decimal text as an integer, in units small enough for every coin. */
export function units(decimal: string): bigint {
	const [whole, fraction = ''] = decimal.replace('-', '').split('.');
	const size = BigInt(whole + fraction.padEnd(FRACTION_DIGITS, '0').slice(0, FRACTION_DIGITS));
	return decimal.startsWith('-') ? -size : size;
}

/** The shortest decimal text of that many units. */
export function decimalText(value: bigint): string {
	const size = value < 0n ? -value : value;
	const fraction = (size % ONE).toString().padStart(FRACTION_DIGITS, '0').replace(/0+$/, '');
	return `${value < 0n ? '-' : ''}${size / ONE}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The product of two numbers of units. */
export function times(left: bigint, right: bigint): bigint {
	return (left * right) / ONE;
}

/** The value to that many decimals: the nearest one, or the one below. */
export function toDecimals(value: bigint, decimals: number, how: 'nearest' | 'below'): bigint {
	const step = 10n ** BigInt(FRACTION_DIGITS - decimals);
	return ((value + (how === 'nearest' ? step / 2n : 0n)) / step) * step;
}

/** How many digits stand behind the point, zeros included. */
export function decimalPlaces(decimal: string): number {
	return decimal.split('.')[1]?.length ?? 0;
}

export function isPositive(decimal: string): boolean {
	return !decimal.startsWith('-') && /[1-9]/.test(decimal);
}
