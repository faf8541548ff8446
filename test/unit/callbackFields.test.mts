/** Where the value of a field can end. */
import { describe, expect, it } from '@jest/globals';
import { OPEN_KINDS, readersOf } from '../../nodes/Cregis/protocol/callbackFields.ts';

const readers = OPEN_KINDS.flatMap(readersOf);
const address = readers.find(({ field }) => field.name === 'address')!;
const [longest] = readers
	.map(({ field }) => field.name)
	.sort((one, other) => other.length - one.length);

describe('an address of an unknown form', () => {
	it.each([
		['ends before the next name', 159, 'block_height7', 159],
		['has at most 160 characters', 160, 'block_height7', 160],
		["isn't longer", 161, 'block_height7', undefined],
		['ends with the text', 160, '', 160],
		[
			"doesn't end before a longer name that begins with a known one",
			160,
			`${longest}_x1`,
			undefined,
		],
	])('%s', (_, length, rest, end) => {
		expect(address.endOf('5'.repeat(length) + rest, 0)?.end).toBe(end);
	});
});
