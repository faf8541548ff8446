/** Much deeper than anything that Cregis sends, and much shallower than the call stack. */
export const MAX_DEPTH = 64;

/** Whether a value holds no number that JavaScript rounds, and isn't nested too deeply. */
function isPlain(value: unknown, depth: number): boolean {
	if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
	if (typeof value !== 'object' || value === null) return true;
	return depth < MAX_DEPTH && Object.values(value).every((each) => isPlain(each, depth + 1));
}

/**
 * Reads a JSON text with `JSON.parse`, which takes a fraction of the time, if that certainly loses nothing. It
 * doesn't if `JSON.stringify` writes the same text again: then no key occurs twice, and each number is written as
 * JavaScript writes it.
 *
 * @returns undefined for any other text, whether it's JSON or not
 */
export function parsePlainJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return JSON.stringify(value) === text && isPlain(value, 0) ? value : undefined;
	} catch {
		return undefined;
	}
}
