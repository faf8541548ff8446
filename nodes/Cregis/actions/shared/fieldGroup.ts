import { isJsonObject } from '../../protocol/losslessJson';
import type { Item } from './item';

/** The value of a resource locator, which in a collection comes with its mode. */
export function locatorValue(value: unknown): unknown {
	return isJsonObject(value) && '__rl' in value ? value.value : value;
}

const memberOf = (group: unknown, name: string) =>
	isJsonObject(group) ? locatorValue(group[name]) : undefined;

/** The fields of a collection such as 'Additional Fields', or of an entry in one. */
export class FieldGroup {
	constructor(
		private readonly item: Item,
		private readonly values: unknown,
		/** What the merchant entered for the values: an expression, or the value itself. */
		private readonly entered: unknown,
		/** What an error says after a label, such as ` of order item 2`. */
		private readonly place = '',
	) {}

	/** A field as it is, for what is not text; undefined if it was not added. */
	value(name: string): unknown {
		return memberOf(this.values, name);
	}

	/** A field as text, without the spaces around it; '' if it is empty. */
	text(name: string, label: string): string {
		return this.item.exactText(this.value(name), memberOf(this.entered, name), this.subject(label));
	}

	/** A field that has to be filled in. */
	required(name: string, label: string): string {
		return this.item.filled(this.text(name, label), this.subject(label));
	}

	/**
	 * Several fields as text.
	 *
	 * @param labels the label of each, by its name
	 */
	texts<Name extends string>(labels: Record<Name, string>): Record<Name, string> {
		const entries = Object.entries<string>(labels);
		const texts = entries.map(([name, label]) => [name, this.text(name, label)]);
		return Object.fromEntries(texts) as Record<Name, string>;
	}

	/** A field of this group as an error names it. */
	subject(label: string): string {
		return `'${label}'${this.place}`;
	}

	/** The fields within a field. */
	group(name: string, place = ''): FieldGroup {
		return new FieldGroup(this.item, this.value(name), memberOf(this.entered, name), place);
	}

	/**
	 * The entries of a field that can have several, each with its own fields.
	 *
	 * @param placeOf what an error says after a label in the entry at a position, counted from 1
	 */
	entries(name: string, placeOf: (position: number) => string): FieldGroup[] {
		// n8n makes a list of whatever the workflow has here.
		const values = (this.value(name) ?? []) as unknown[];
		const entered = memberOf(this.entered, name) as unknown[] | undefined;
		return values.map(
			(value, index) => new FieldGroup(this.item, value, entered?.[index], placeOf(index + 1)),
		);
	}
}
