/**
 * Finds where fields can begin and end in a signed text, which has no separators. For the reasoning, see
 * docs/decisions/callback-ambiguity.md.
 */
import { CALLBACK_KINDS, type CallbackKind, type Field } from './callbackKinds';

export const isFreeText = ({ form }: Field) => form.endsBy === 'nothing';

/** The kinds whose signed text contains free text. In an order, free text is inside JSON. */
export const OPEN_KINDS = CALLBACK_KINDS.filter(({ fields }) => fields.some(isFreeText));

const NAMES = [...new Set(OPEN_KINDS.flatMap(({ fields }) => fields.map(({ name }) => name)))];

const LONGEST_NAME = Math.max(...NAMES.map(({ length }) => length));

/**
 * Returns a pattern for the known names that sort after a name, unless they begin a longer name such as
 * `memo_type`.
 */
function namesAfter(after: string): string {
	const names = NAMES.filter((name) => name > after);
	return names.length > 0 ? `(?:${names.join('|')})(?!_)` : '(?!)';
}

const KNOWN_NAME = new RegExp(namesAfter(''), 'y');

/** Likely one-word names of new fields that sort right after a free-text field. */
const WORDS = [
	'merchant|message|metadata|method|mode|msg|name|native|network|nickname|node',
	'result|reward|risk|role|scene|sender|session|source|state|symbol',
	'ticket|tier|time',
].join('|');

/**
 * Text that looks like a field: a name of several words, a name followed by anything but a lower-case letter,
 * or a likely name.
 */
const LIKE_A_FIELD = new RegExp(
	`(?:[a-z][a-z\\d]{0,40}_[a-z\\d]|[a-z]{1,40}(?=[A-Z\\d{[\\u0080-\\uffff])|${WORDS})[^]`,
	'y',
);

/** The longest value, in characters, whose end can't be told from its own characters. */
const MAX_LENGTH = 160;

/** Counts the steps that reading a text takes. */
export interface Work {
	steps: number;
}

export interface End {
	end: number;
	/** Whether the value may also end later, so that a new field may have begun inside it at this position. */
	isInside: boolean;
}

function isAt(pattern: RegExp, text: string, position: number): boolean {
	pattern.lastIndex = position;
	return pattern.test(text);
}

export const isKnownNameAt = (text: string, position: number) => isAt(KNOWN_NAME, text, position);

/**
 * Whether a field can begin at a position if its name has to sort between two others. It's enough to check
 * the shortest name that sorts after the first, because longer ones sort even later.
 */
function canBeginField(text: string, position: number, after: string, before?: string) {
	let length = 0;
	while (length < after.length && text[position + length] === after[length]) length++;
	const name = text.slice(position, position + length + 1);
	return /^[a-z]\w*$/.test(name) && name > after && (before === undefined || name < before);
}

/** Whether a free text may end with a Cregis field that this package doesn't know. */
export function mayHoldField(text: string, after: string, before?: string): boolean {
	for (let position = 1; position < text.length; position++) {
		if (canBeginField(text, position, after, before) && isAt(LIKE_A_FIELD, text, position)) {
			return true;
		}
	}
	return false;
}

/** Finds where the values of one field end. */
export class FieldReader {
	private readonly value: RegExp;

	private readonly whole: RegExp;

	private readonly nextName: RegExp;

	constructor(readonly field: Field) {
		const { name, form } = field;
		const next = namesAfter(name);
		this.nextName = new RegExp(next, 'g');
		const isShape = form.endsBy === 'shape';
		this.value = new RegExp(isShape ? `(?:${form.pattern})(?=${next}|$)` : form.pattern, 'y');
		this.whole = new RegExp(`^(?:${form.pattern})$`);
	}

	/** Finds the end of a value that Cregis writes, given its start. */
	endOf(text: string, start: number, work: Work = { steps: 0 }): End | undefined {
		work.steps++;
		const isAccepted = isAt(this.value, text, start);
		if (this.field.form.endsBy === 'characters') {
			return isAccepted ? { end: this.value.lastIndex, isInside: false } : undefined;
		}
		return isAccepted ? this.endOfShape(text, start, work) : this.endOfUnknown(text, start, work);
	}

	/** Finds the end of a value of a known shape. If several ends are possible, returns the first. */
	private endOfShape(text: string, start: number, work: Work): End | undefined {
		let first: number | undefined;
		for (const end of this.borders(text, start, work)) {
			if (!this.whole.test(text.slice(start, end))) continue;
			if (first !== undefined) return { end: first, isInside: true };
			first = end;
		}
		return first === undefined ? undefined : { end: first, isInside: false };
	}

	/** Finds the end of a value of another shape: before the first name, or where a new field may begin. */
	private endOfUnknown(text: string, start: number, work: Work): End | undefined {
		const [border] = this.borders(text, start, work);
		for (let end = start + 1; end <= (border ?? start + MAX_LENGTH); end++) {
			work.steps++;
			const isInside = end !== border && this.canBeginUnknown(text, end);
			if ((end === border || isInside) && this.field.form.accepts(text.slice(start, end))) {
				return { end, isInside };
			}
		}
		return undefined;
	}

	/** Finds the positions at which a value can end because a known name, or nothing, follows. */
	private *borders(text: string, start: number, work: Work): Generator<number, undefined> {
		work.steps += MAX_LENGTH;
		const last = Math.min(text.length, start + MAX_LENGTH);
		// Includes a name that begins at the last position, and the character that may make it a longer one.
		const part = text.slice(0, last + LONGEST_NAME + 1);
		for (let end = start + 1; end <= last; end++) {
			this.nextName.lastIndex = end;
			end = this.nextName.exec(part)?.index ?? text.length;
			if (end <= last) yield end;
		}
	}

	/** Whether an unknown field can begin at this position, right after this field. */
	canBeginUnknown(text: string, position: number): boolean {
		return canBeginField(text, position, this.field.name, this.field.nextRequired);
	}
}

const READERS = new Map(
	CALLBACK_KINDS.map((kind) => [kind, kind.fields.map((field) => new FieldReader(field))]),
);

export const readersOf = (kind: CallbackKind) => READERS.get(kind) ?? [];
