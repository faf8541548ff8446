/** Reads the fields of a request one by one, so that all issues of an item can be found. */
import type { JsonObject } from '../../protocol/losslessJson';
import type { FieldGroup } from './fieldGroup';
import type { Item } from './item';

/**
 * How each field of a request is read and checked, by its name in Cregis's API.
 *
 * `more` contains the item's 'Additional Fields'.
 */
export type Readers = Record<string, (item: Item, more: FieldGroup) => unknown>;

/** @throws NodeOperationError for the first invalid field */
export function readFields(item: Item, readers: Readers): JsonObject {
	const more = item.group('additionalFields');
	return Object.fromEntries(
		Object.entries(readers).map(([name, read]) => [name, read(item, more)]),
	);
}
