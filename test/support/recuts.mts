import type { Field } from './samples.mts';

/** Where the names and values of a body begin in its signed text: name, value, name, value, … */
type Cuts = number[];

/** The fields between the cuts, or undefined if signing would put them in another order. */
function fieldsAt(text: string, cuts: Cuts): Field[] | undefined {
	const pieces = cuts.map((cut, index) => text.slice(cut, cuts[index + 1]));
	const fields: Field[] = [];
	for (let index = 0; index < pieces.length; index += 2) {
		const name = pieces[index];
		if (index > 0 && name <= pieces[index - 2]) return undefined;
		fields.push([name, pieces[index + 1]]);
	}
	return fields;
}

function range(from: number, to: number): number[] {
	return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** The places to which a cut can move without reaching its neighbors. */
function reach(cuts: Cuts, index: number, end: number): number[] {
	return range(cuts[index - 1] + 1, cuts[index + 1] ?? end);
}

function* moveOne(cuts: Cuts, end: number): Generator<Cuts> {
	for (const index of range(1, cuts.length)) {
		for (const place of reach(cuts, index, end)) yield cuts.with(index, place);
	}
}

/** A name moved and resized between its two values, or a value between its two names. */
function* moveTwo(cuts: Cuts, end: number): Generator<Cuts> {
	for (const index of range(1, cuts.length - 1)) {
		for (const first of range(cuts[index - 1] + 1, (cuts[index + 2] ?? end) - 1)) {
			for (const second of range(first + 1, cuts[index + 2] ?? end)) {
				yield cuts.with(index, first).with(index + 1, second);
			}
		}
	}
}

/** A field merged into the previous value, or a value into the names around it. */
function* merge(cuts: Cuts): Generator<Cuts> {
	for (const index of range(1, cuts.length - 1)) yield cuts.toSpliced(index, 2);
}

/** A piece cut in three: a value gives a new field, a name gives a new value. */
function* split(cuts: Cuts, end: number): Generator<Cuts> {
	for (const index of range(0, cuts.length)) {
		for (const first of range(cuts[index] + 1, (cuts[index + 1] ?? end) - 1)) {
			for (const second of range(first + 1, cuts[index + 1] ?? end)) {
				yield cuts.toSpliced(index + 1, 0, first, second);
			}
		}
	}
}

/** The borders of two different names, moved together, which can change the kind of a body. */
function* moveApart(cuts: Cuts, end: number): Generator<Cuts> {
	for (const index of range(1, cuts.length)) {
		for (const place of reach(cuts, index, end)) {
			const moved = cuts.with(index, place);
			for (const other of range(index + 2, cuts.length)) {
				for (const otherPlace of reach(moved, other, end)) yield moved.with(other, otherPlace);
			}
		}
	}
}

/**
 * Other bodies with the same signed text: with one or two borders moved, a field merged into its
 * neighbor, or a piece split.
 */
export function* recuts(fields: Field[], deep: boolean): Generator<Field[]> {
	const sorted = fields.toSorted(([left], [right]) => (left < right ? -1 : 1));
	const text = sorted.flat().join('');
	const cuts: Cuts = [];
	let position = 0;
	for (const piece of sorted.flat()) {
		cuts.push(position);
		position += piece.length;
	}
	const ways = [moveOne, moveTwo, merge, split, ...(deep ? [moveApart] : [])];
	for (const way of ways) {
		for (const moved of way(cuts, text.length)) {
			const recut = fieldsAt(text, moved);
			if (recut) yield recut;
		}
	}
}
