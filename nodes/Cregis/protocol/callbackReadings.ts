import {
	OPEN_KINDS,
	isFreeText,
	isKnownNameAt,
	readersOf,
	type FieldReader,
	type Work,
} from './callbackFields';

/** Counting stops at two readings, because two already make the text ambiguous. */
const MANY = 2;

/** Counts the readings of the end of a text, by the position where they begin. */
class Readings {
	private readonly places: number[];

	/** For each position, the number of readings that begin there or later. */
	private readonly totals: number[];

	constructor(readonly counts: Map<number, number>) {
		this.places = [...counts.keys()].sort((a, b) => a - b);
		this.totals = new Array<number>(this.places.length + 1).fill(0);
		for (let index = this.places.length - 1; index >= 0; index--) {
			const total = this.totals[index + 1] + this.at(this.places[index]);
			this.totals[index] = Math.min(MANY, total);
		}
	}

	at(place: number): number {
		return this.counts.get(place) ?? 0;
	}

	/** Returns the number of readings that begin at a position or later. */
	from(place: number): number {
		let [low, high] = [0, this.places.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.places[middle] < place) low = middle + 1;
			else high = middle;
		}
		return this.totals[low];
	}
}

/** Counts the readings of the text after a field, given the start of the field's value. */
function countBehind(reader: FieldReader, text: string, start: number, next: Readings, work: Work) {
	if (isFreeText(reader.field)) return next.from(start + 1);
	const found = reader.endOf(text, start, work);
	if (!found) return 0;
	const { end, isInside } = found;
	// An unknown field has at least one letter for its name and one for its value.
	if (isInside) return next.at(end) + next.from(end + 2);
	const isKnown = end === text.length || isKnownNameAt(text, end);
	const isUnknown = !isKnown && reader.canBeginUnknown(text, end);
	return next.at(end) + (isUnknown ? next.from(end + 2) : 0);
}

/**
 * Counts the readings of one kind. Goes from right to left, field by field, so that nothing is read twice.
 */
function countOfKind(readers: FieldReader[], text: string, work: Work): number {
	let readings = new Readings(new Map([[text.length, 1]]));
	for (const reader of readers.toReversed()) {
		const { name, isRequired } = reader.field;
		const counts = new Map(isRequired ? [] : readings.counts);
		for (let place = text.indexOf(name); place >= 0; place = text.indexOf(name, place + 1)) {
			const count = countBehind(reader, text, place + name.length, readings, work);
			if (count > 0) counts.set(place, Math.min(MANY, count + (counts.get(place) ?? 0)));
		}
		work.steps += text.length + counts.size;
		readings = new Readings(counts);
	}
	return readings.at(0);
}

/**
 * Counts the possibly genuine bodies that have this signed text. Covers all kinds except orders, and only
 * bodies that begin with a known field, because nothing can hide before it.
 *
 * @param work counts the steps, which depend only on the length of the text
 */
export function countReadings(text: string, work: Work = { steps: 0 }): number {
	return OPEN_KINDS.map(readersOf)
		.filter((readers) =>
			readers.every(({ field: { name, isRequired } }) => !isRequired || text.includes(name)),
		)
		.reduce((count, readers) => count + countOfKind(readers, text, work), 0);
}
