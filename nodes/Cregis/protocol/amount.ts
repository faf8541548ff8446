/** Amounts are decimal strings from end to end: no float ever holds one. */

const DECIMAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * What keeps a text from being a plain decimal number, without exponent, sign or thousands separator
 * (api.md §0.5).
 *
 * @returns a sentence's end, such as "is missing", or undefined if nothing does
 */
export function decimalIssue(text: string): string | undefined {
	if (text === '') return 'is missing';
	if (/^\d+,\d+$/.test(text)) return `must use a decimal point instead of a comma: '${text}'`;
	if (/^[\d.]+e[+-]?\d+$/i.test(text)) return `can't have an exponent: '${text}'`;
	if (!DECIMAL.test(text)) return `must be a plain number such as 12.5: '${text}'`;
	return undefined;
}

/**
 * What keeps a text from being an amount that Cregis takes: a plain decimal number greater than 0
 * (E0006, E0016).
 *
 * @returns as `decimalIssue`
 */
export function amountIssue(text: string): string | undefined {
	return decimalIssue(text) ?? (/[1-9]/.test(text) ? undefined : 'must be greater than 0');
}

/**
 * What keeps an amount from being one of a coin (E0007).
 *
 * @param decimals how many decimals the coin has
 * @returns as `decimalIssue`
 */
export function decimalsIssue(amount: string, decimals: number): string | undefined {
	const { length } = amount.split('.')[1] ?? '';
	if (length <= decimals) return undefined;
	return `has ${length} decimal places, but only ${decimals} are allowed: '${amount}'`;
}

/** The same amount without zeros that say nothing: `1.50` is `1.5`, `2.0` is `2`. */
export function plainAmount(amount: string): string {
	return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

/** The exact sum of decimal strings. Other texts count as 0. */
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

/** Whether one decimal string is at least as much as another, however many digits they have. */
export function isAtLeast(amount: string, least: string): boolean {
	const [wholeA, fractionA = ''] = amount.split('.');
	const [wholeB, fractionB = ''] = least.split('.');
	const decimals = Math.max(fractionA.length, fractionB.length);
	const scaled = (whole: string, fraction: string) =>
		BigInt(whole + fraction.padEnd(decimals, '0'));
	return scaled(wholeA, fractionA) >= scaled(wholeB, fractionB);
}

/** Whether two decimal strings are the same amount: `1.50` is `1.5`. Other texts aren't amounts. */
export function isSameAmount(a: string, b: string): boolean {
	const areDecimal = [a, b].every((amount) => /^\d+(?:\.\d+)?$/.test(amount));
	return areDecimal && isAtLeast(a, b) && isAtLeast(b, a);
}
