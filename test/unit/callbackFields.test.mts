/** Where the value of a field can end. */
import { describe, expect, it } from '@jest/globals';
import { OPEN_KINDS, readersOf } from '../../nodes/Cregis/protocol/callbackFields.ts';

const readers = OPEN_KINDS.flatMap(readersOf);
const readerOf = (name: string) => readers.find(({ field }) => field.name === name)!;
const address = readerOf('address');
const [longest] = readers
	.map(({ field }) => field.name)
	.sort((one, other) => other.length - one.length);

describe('an address of an unknown form', () => {
	it.each([
		['ends before the next name', 159, 'block_height7', 159],
		['has at most 160 characters', 160, 'block_height7', 160],
		['has at most 160 characters, however long the next name is', 160, `${longest}7`, 160],
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

	it('may end where a new field can begin, however long that is', () => {
		const text = `${'5'.repeat(20)}alias${'5'.repeat(200)}`;
		expect(address.endOf(text, 0)).toEqual({ end: 20, isInside: true });
	});

	it.each([
		["isn't empty, even if it begins like a name", 'memo5555', 'block_height7'],
		['may contain a name that only orders have', '5555data', 'block_height7'],
		["may end with its own field's name", '5555address', ''],
	])('%s', (_, value, rest) => {
		expect(address.endOf(value + rest, 0)).toEqual({ end: value.length, isInside: false });
	});
});

it('an address of a known form may go on if the next field can be a part of it', () => {
	const short = '1BoatSLRHtKNngkdXEeobR76b';
	expect(address.endOf(`${short}memo12345`, 0)).toEqual({ end: short.length, isInside: true });
});

it("a hash may contain a name that sorts before it, because that field can't follow", () => {
	expect(readerOf('txid').endOf('12fee34', 0)).toEqual({ end: 7, isInside: false });
});

it('counts what is read as the work for a value: a step for each character, and the search', () => {
	const work = { steps: 0 };
	address.endOf(`${'5'.repeat(100)}block_height7`, 0, work);
	expect(work.steps).toBe(1 + 160 + 100);
});
