/** Much deeper than anything that Cregis sends, and much shallower than the call stack. */
export const MAX_DEPTH = 64;

/** Whether a value holds no number that JavaScript rounds, and isn't nested too deeply. */
function isPlain(value: unknown, depth: number): boolean {
	if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
	if (typeof value !== 'object' || value === null) return true;
	return depth < MAX_DEPTH && Object.values(value).every((each) => isPlain(each, depth + 1));
}

/**
 * Reads a JSON text with `JSON.parse`, which is much faster than a reader of our own, if that loses nothing (api.md
 * §0.5). If `JSON.stringify` returns the same text, no key occurs twice and every number is written as it was.
 *
 * @returns undefined for any other text, valid or not
 */
export function parsePlainJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return JSON.stringify(value) === text && isPlain(value, 0) ? value : undefined;
	} catch {
		return undefined;
	}
}
