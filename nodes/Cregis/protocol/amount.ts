/** Amounts are decimal strings from end to end: no float ever holds one. */

const DECIMAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * What keeps a text from being an amount that Cregis takes: a plain decimal number greater than 0,
 * without exponent, sign or thousands separator (api.md §0, "Numbers"; E0006, E0016).
 *
 * @returns a sentence's end, such as "must be greater than 0", or undefined if nothing does
 */
export function amountFault(text: string): string | undefined {
	if (text === '') return 'is missing';
	if (/^\d+,\d+$/.test(text)) return `must have a point, not a comma: '${text}'`;
	if (/^[\d.]+e[+-]?\d+$/i.test(text)) return `must be written out, without an exponent: '${text}'`;
	if (!DECIMAL.test(text)) return `must be a plain number such as 12.5, not '${text}'`;
	if (!/[1-9]/.test(text)) return 'must be greater than 0';
	return undefined;
}
