import {
	OPEN_KINDS,
	isFreeText,
	isKnownNameAt,
	readersOf,
	type FieldReader,
	type Work,
} from './callbackFields';

/** Two readings are as many as any number: the text is ambiguous. */
const MANY = 2;

/** How many readings of a text's end there are, by the place where they begin. */
class Readings {
	private readonly places: number[];

	/** For each place, how many begin there or behind it. */
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

	/** How many begin at a place or behind it. */
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

/** How many readings of what follows a field there are, given where its value begins. */
function countBehind(reader: FieldReader, text: string, start: number, next: Readings, work: Work) {
	if (isFreeText(reader.field)) return next.from(start + 1);
	const found = reader.endOf(text, start, work);
	if (!found) return 0;
	const { end, isInside } = found;
	// A field that isn't known takes a letter for its name and one for its value, at least.
	if (isInside) return next.at(end) + next.from(end + 2);
	const isKnown = end === text.length || isKnownNameAt(text, end);
	const isUnknown = !isKnown && reader.canBeginUnknown(text, end);
	return next.at(end) + (isUnknown ? next.from(end + 2) : 0);
}

/** Reads from right to left, field by field, so that nothing is read twice. */
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
 * How many bodies that could be genuine sign as this text, of all kinds but orders, and of those that begin
 * with a known field: nothing can hide in front of it.
 *
 * @param work counts the steps, which grow with the length of the text and with nothing else
 */
export function countReadings(text: string, work: Work = { steps: 0 }): number {
	return OPEN_KINDS.map(readersOf)
		.filter((readers) =>
			readers.every(({ field: { name, isRequired } }) => !isRequired || text.includes(name)),
		)
		.reduce((count, readers) => count + countOfKind(readers, text, work), 0);
}
