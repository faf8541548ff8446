/**
 * Which values can become text without a loss. IDs and amounts go out digit for digit, so what JavaScript
 * has rounded, or would print as `[object Object]`, is refused rather than sent.
 */

/** Why a value can't be sent as text, and what the merchant can do. */
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

/** As many digits as a floating-point number surely holds; more are what its rounding has left. */
const FLOAT_DIGITS = 15;

/** What an object has become where an earlier step, or a text around it, made text of it. */
const PRINTED_OBJECT = /\[object \w+\]/;

function kindOf(value: unknown): string | undefined {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
	const isObject = typeof value === 'object' && value !== null;
	return isObject || PRINTED_OBJECT.test(String(value)) ? 'an object' : undefined;
}

/** What a number has lost: it is not what the merchant means, and only the merchant can say what is. */
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

/** Why a value can't be sent as text; undefined if it can. Nothing at all is empty text. */
export function textIssue(value: unknown): TextIssue | undefined {
	const kind = kindOf(value);
	if (kind) return { message: `must be text, not ${kind}`, advice: CHOOSE_ONE };
	return typeof value === 'number' ? roundingIssue(value) : undefined;
}

/** As n8n reads them: up to the first braces that close, or to the end. */
const EXPRESSION = /(?<!\\)\{\{[^]*?(?:(?<!\\)\}\}|$)/g;

/**
 * As {@link textIssue}, for the values in a text that n8n puts together, such as `invoice-{{ $json.id }}`.
 *
 * n8n keeps a value's type only where an expression stands alone: a space after `{{ 0.1 + 0.2 }}` makes it
 * the text `0.30000000000000004 `, in which nothing tells the rounded number from an exact amount. So each
 * expression is evaluated on its own, which keeps its type. This refuses no digits that came as text: those
 * are exact, however many spaces are around them.
 *
 * @param entered what the merchant entered: an expression, or any other value
 * @param evaluate evaluates one expression, with its braces
 */
export function partsIssue(
	entered: unknown,
	evaluate: (expression: string) => unknown,
): TextIssue | undefined {
	if (typeof entered !== 'string' || !entered.startsWith('=')) return undefined;
	const template = entered.slice(1);
	const expressions = template.match(EXPRESSION) ?? [];
	if (expressions[0] === template) return undefined;
	const isNothingElse = template.replace(EXPRESSION, '').trim() === '';
	for (const expression of expressions) {
		const value = evaluate(expression);
		// Within other text, lists and fractions may be meant as they print. Rounded IDs never are.
		const issue = isNothingElse || Number.isInteger(value) ? textIssue(value) : undefined;
		if (issue) return issue;
	}
	return undefined;
}
