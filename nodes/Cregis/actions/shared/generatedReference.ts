/** Warns in the editor about a reference that changes with each run, and so doesn't prevent a second payment. */
import type { NodeHint } from 'n8n-workflow';

/** What makes an expression return something else in each run. `new Date(...)` of a value doesn't. */
const CHANGING = [
	'\\$(now|today)\\b',
	'\\$execution\\.id\\b',
	'\\bMath\\.random\\b',
	'\\bDate\\.now\\b',
	'\\bnew Date(?!\\s*\\(\\s*[^\\s)])',
	'\\bDateTime\\.now\\b',
	'\\b(DateTime|moment)(\\.(local|utc))?\\(\\s*\\)',
	'\\b(randomUUID|uuid\\w*|ulid|nanoid|cuid)\\s*\\(',
	'\\brandom(Int|Bytes)\\b',
];

/** The fields whose value prevents a second payment or order, and what to show for each. */
const REFERENCES: Record<string, string> = {
	thirdPartyId:
		"'Reference' may change with each run. If it does, a repeated run pays again. Take it from your data, such as an invoice number.",
	orderId:
		"'Order ID' may change with each run. If it does, a repeated run creates another order. Take it from your data, such as the number of a sale.",
};

/** n8n evaluates these conditions in the editor, as you type. Nothing stops: a reference may still be fine. */
export const generatedReferenceHints = Object.entries(REFERENCES).map(
	([field, message]): NodeHint => ({
		type: 'warning',
		location: 'outputPane',
		message,
		displayCondition: `={{ /^=.*(${CHANGING.join('|')})/is.test($rawParameter.${field} ?? '') }}`,
	}),
);
