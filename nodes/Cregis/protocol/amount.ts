/** Amounts are always decimal strings and never floats. */

const DECIMAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * Checks that a text is a plain decimal number, without exponent, sign or thousands separator (api.md §0.5).
 *
 * @returns the end of a sentence, such as "is missing", or undefined if the text is valid
 */
export function decimalIssue(text: string): string | undefined {
	if (text === '') return 'is missing';
	if (/^\d+,\d+$/.test(text)) return `must use a decimal point instead of a comma: '${text}'`;
	if (/^[\d.]+e[+-]?\d+$/i.test(text)) return `can't have an exponent: '${text}'`;
	if (!DECIMAL.test(text)) return `must be a plain number such as 12.5: '${text}'`;
	return undefined;
}

/**
 * Checks that a text is an amount that Cregis accepts: a plain decimal number greater than 0 (E0006, E0016).
 *
 * @returns the same as `decimalIssue`
 */
export function amountIssue(text: string): string | undefined {
	return decimalIssue(text) ?? (/[1-9]/.test(text) ? undefined : 'must be greater than 0');
}

/**
 * Checks that an amount doesn't have more decimal places than its coin (E0007).
 *
 * @param decimals the number of decimal places of the coin
 * @returns the same as `decimalIssue`
 */
export function decimalsIssue(amount: string, decimals: number): string | undefined {
	const { length } = amount.split('.')[1] ?? '';
	if (length <= decimals) return undefined;
	return `has ${length} decimal places, but only ${decimals} are allowed: '${amount}'`;
}

/** Returns the same amount without redundant zeros: `1.5` for `1.50`, `2` for `2.0`. */
export function plainAmount(amount: string): string {
	return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

/** Returns the exact sum of decimal strings. Other texts count as 0. */
export function sumAmounts(amounts: string[]): string {
	const valid = amounts.filter((amount) => DECIMAL.test(amount));
	const decimals = Math.max(0, ...valid.map((amount) => amount.split('.')[1]?.length ?? 0));
	const sum = valid.reduce((total, amount) => {
		const [whole, fraction = ''] = amount.split('.');
		return total + BigInt(whole + fraction.padEnd(decimals, '0'));
	}, 0n);
	if (decimals === 0) return sum.toString();
	const digits = sum.toString().padStart(decimals + 1, '0');
	return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Whether one decimal string is greater than or equal to another, with any number of digits. */
export function isAtLeast(amount: string, least: string): boolean {
	const [wholeA, fractionA = ''] = amount.split('.');
	const [wholeB, fractionB = ''] = least.split('.');
	const decimals = Math.max(fractionA.length, fractionB.length);
	const scaled = (whole: string, fraction: string) =>
		BigInt(whole + fraction.padEnd(decimals, '0'));
	return scaled(wholeA, fractionA) >= scaled(wholeB, fractionB);
}

/**
 * Whether two decimal strings are the same amount, such as `1.50` and `1.5`. False if either isn't decimal.
 */
export function isSameAmount(a: string, b: string): boolean {
	const areDecimal = [a, b].every((amount) => /^\d+(?:\.\d+)?$/.test(amount));
	return areDecimal && isAtLeast(a, b) && isAtLeast(b, a);
}
