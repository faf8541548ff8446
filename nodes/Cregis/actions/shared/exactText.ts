/**
 * Checks that a value can become text without loss. IDs and amounts are sent digit for digit. So a value that
 * JavaScript has rounded, or would print as `[object Object]`, is refused.
 */

/** Why a value can't be sent as text, and what the merchant can do about it. */
export interface TextIssue {
	/** The end of a sentence that starts with the field's label. */
	message: string;
	advice: string;
}

const ENTER_AS_TEXT =
	'Enter it as text. If it comes from an earlier step, have that step return it as text.';
const ROUND_IT = 'Round it in your data, or enter it as text.';
const CHOOSE_ONE =
	'Enter it as text. In an expression, choose a single value, such as {{ $json.id }}.';

/** The number of digits that a floating-point number always holds. Further digits come from rounding. */
const FLOAT_DIGITS = 15;

/** An object that an earlier step, or the text around it, has converted to text. */
const PRINTED_OBJECT = /\[object \w+\]/;

function kindOf(value: unknown): string | undefined {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
	const isObject = typeof value === 'object' && value !== null;
	return isObject || PRINTED_OBJECT.test(String(value)) ? 'an object' : undefined;
}

/**
 * Checks a number for rounding. A rounded number isn't what the merchant means, and only the merchant knows
 * the right one.
 */
function roundingIssue(value: number): TextIssue | undefined {
	if (Number.isInteger(value)) {
		if (Number.isSafeInteger(value)) return undefined;
		return { message: `has more digits than a number can hold: ${value}`, advice: ENTER_AS_TEXT };
	}
	const [mantissa] = String(value).split('e');
	const digits = mantissa.replace(/[-.]/g, '').replace(/^0+/, '');
	if (digits.length <= FLOAT_DIGITS) return undefined;
	return {
		message: `is a calculated number with a rounding error: ${value}`,
		advice: ROUND_IT,
	};
}

/**
 * Returns why a value can't be sent as text, or undefined if it can. A missing value counts as empty text.
 */
export function textIssue(value: unknown): TextIssue | undefined {
	const kind = kindOf(value);
	if (kind) return { message: `must be text, not ${kind}`, advice: CHOOSE_ONE };
	return typeof value === 'number' ? roundingIssue(value) : undefined;
}

/** How a whole number prints that is too large to be exact: with at least 16 digits, or an exponent. */
const LARGE_NUMBER = /\d{16}|\de\+\d/;

/** An expression as n8n parses it: up to the first closing braces, or to the end. */
const EXPRESSION = /(?<!\\)\{\{[^]*?(?:(?<!\\)\}\}|$)/g;

/**
 * Checks the values of the expressions in a template, such as `invoice-{{ $json.id }}`. See {@link
 * textIssue}.
 *
 * n8n keeps the type of a value only if the field is a single expression. A space after `{{ 0.1 + 0.2 }}`
 * turns it into the text `0.30000000000000004 `, which looks like an exact amount. So each expression is
 * evaluated on its own, which keeps its type. Digits that are already text are never refused. They're exact,
 * even with spaces around them.
 *
 * Evaluating takes n8n longer than all else here, so that is only done where the text may hold such a number.
 *
 * @param value the value of the whole template
 * @param entered what the merchant entered: an expression, or any other value
 * @param evaluate evaluates one expression, including its braces
 */
export function partsIssue(
	value: unknown,
	entered: unknown,
	evaluate: (expression: string) => unknown,
): TextIssue | undefined {
	if (typeof entered !== 'string' || !entered.startsWith('=')) return undefined;
	const template = entered.slice(1);
	const expressions = template.match(EXPRESSION) ?? [];
	if (expressions[0] === template) return undefined;
	const isNothingElse = template.replace(EXPRESSION, '').trim() === '';
	// In other text, the merchant may want a list or a fraction as it prints, but never a rounded ID.
	if (!isNothingElse && !LARGE_NUMBER.test(String(value))) return undefined;
	for (const expression of expressions) {
		const part = evaluate(expression);
		const issue = isNothingElse || Number.isInteger(part) ? textIssue(part) : undefined;
		if (issue) return issue;
	}
	return undefined;
}
