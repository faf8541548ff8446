import { valueText } from '../../nodes/Cregis/protocol/signature.ts';
import type { JsonObject } from '../../sandbox/contract/json.mts';

/** The fields that sort between two names, concatenated as they are signed. */
export function runTogether(fields: JsonObject, after = '', before = '~'): string {
	const names = Object.keys(fields).filter((name) => name > after && name < before);
	return names
		.sort()
		.map((name) => name + valueText(fields[name]))
		.join('');
}

export const HASH = 'ab'.repeat(32);
export const ADDRESS = 'TG3XXyExBkPp9nzdajDZsozEu4BkaSJozs';
export const FAKE = { nonce: 'abcdef', timestamp: 1700000000000, txid: HASH };
