import { isJsonObject, type JsonNumber } from '../../protocol/losslessJson';
import type { Item } from './item';

/** Returns the value of a resource locator. In a collection, the value comes with its mode. */
export function locatorValue(value: unknown): unknown {
	return isJsonObject(value) && '__rl' in value ? value.value : value;
}

const memberOf = (group: unknown, name: string) =>
	isJsonObject(group) ? locatorValue(group[name]) : undefined;

/** The fields of a collection such as 'Additional Fields', or of one of its entries. */
export class FieldGroup {
	constructor(
		private readonly item: Item,
		private readonly values: unknown,
		/** What the merchant entered for the values: an expression, or the value itself. */
		private readonly entered: unknown,
		/** Follows a label in error messages, such as ` of order item 2`. */
		private readonly place = '',
	) {}

	/** Returns a field that isn't text, unchanged. Undefined if it wasn't added. */
	value(name: string): unknown {
		return memberOf(this.values, name);
	}

	/** Returns a field as trimmed text, or '' if it's empty. */
	text(name: string, label: string): string {
		return this.item.exactText(this.value(name), memberOf(this.entered, name), this.subject(label));
	}

	/**
	 * Returns a field that means something else if it's left empty. Undefined if it was.
	 *
	 * @param advice what to do if an expression in the field has no value, which isn't the same
	 * @throws NodeOperationError if an expression in the field has no value
	 */
	unlessEmpty(name: string, label: string, advice: string): string | undefined {
		const text = this.text(name, label);
		const entered = memberOf(this.entered, name);
		const isExpression = typeof entered === 'string' && entered.startsWith('=');
		if (text !== '' || !isExpression) return text || undefined;
		throw this.item.invalid(`${this.subject(label)} has no value`, advice);
	}

	/**
	 * Returns an ID, or a choice from a list of numbers, as a JSON number. Undefined if the field is empty. An
	 * expression may return it as text.
	 */
	number(name: string, label: string): JsonNumber | undefined {
		const text = this.text(name, label);
		return text ? this.item.numericId(text, label) : undefined;
	}

	/** Returns a required field. */
	required(name: string, label: string): string {
		return this.item.filled(this.text(name, label), this.subject(label));
	}

	/**
	 * Returns several fields as text.
	 *
	 * @param labels the labels, by field name
	 */
	texts<Name extends string>(labels: Record<Name, string>): Record<Name, string> {
		const entries = Object.entries<string>(labels);
		const texts = entries.map(([name, label]) => [name, this.text(name, label)]);
		return Object.fromEntries(texts) as Record<Name, string>;
	}

	/** Returns the name of a field in error messages. */
	subject(label: string): string {
		return `'${label}'${this.place}`;
	}

	/** Returns the fields within a field. */
	group(name: string, place = ''): FieldGroup {
		return new FieldGroup(this.item, this.value(name), memberOf(this.entered, name), place);
	}

	/**
	 * Returns the entries of a field with multiple entries, each with its own fields.
	 *
	 * @param placeOf returns the text after a label in error messages, given an entry's position, which starts
	 * at 1
	 */
	entries(name: string, placeOf: (position: number) => string): FieldGroup[] {
		// n8n turns any value of this field into a list.
		const values = (this.value(name) ?? []) as unknown[];
		const entered = memberOf(this.entered, name) as unknown[] | undefined;
		return values.map(
			(value, index) => new FieldGroup(this.item, value, entered?.[index], placeOf(index + 1)),
		);
	}
}
