import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CregisError, invalidField, type Place } from '../errors';
import { MAX_ROWS } from '../pages';
import { JsonNumber, isJsonObject, type JsonObject } from '../protocol/losslessJson';
import { epochSeconds } from '../protocol/time';
import type { CregisProject } from '../signedRequest';

/** One input item, as an operation sees it: its fields as the merchant filled them in. */
export class Item {
	private readonly place: Place;

	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
		private readonly project?: CregisProject,
		/** Where Cregis is to report, if the workflow waits for it. */
		private readonly resumeUrl?: string,
	) {
		this.place = { node: context.getNode(), itemIndex: index };
	}

	value(name: string, fallback?: unknown): unknown {
		return this.context.getNodeParameter(name, this.index, fallback, { extractValue: true });
	}

	/** A field as text, without the spaces around it; '' if it is empty. */
	text(name: string): string {
		return asText(this.value(name, ''));
	}

	/**
	 * A field that has to be filled in.
	 *
	 * @param label the field's label in the editor
	 */
	required(name: string, label: string): string {
		const text = this.text(name);
		if (text === '') throw this.invalid(`'${label}' is missing`, `Fill in '${label}'.`);
		return text;
	}

	/** An ID in digits, to be sent as a JSON number, however large it is. */
	numericId(text: string, label: string): JsonNumber {
		if (/^\d+$/.test(text)) return new JsonNumber(text);
		throw this.invalid(
			`'${label}' must consist of digits, not '${text}'`,
			"Use the ID that Cregis gave, such as the 'cid' of an earlier step, not your own reference.",
		);
	}

	/** A moment that the merchant chose, in whole seconds; undefined if none was chosen. */
	seconds(value: unknown, label: string): number | undefined {
		if ((value ?? '') === '') return undefined;
		const seconds = epochSeconds(value, this.context.getTimezone());
		if (seconds !== undefined) return seconds;
		throw this.invalid(
			`'${label}' is no date: '${String(value)}'`,
			`Choose a date for '${label}'.`,
		);
	}

	/** The fields of a collection as they are, for what is not text. */
	rawCollection(name: string): IDataObject {
		return this.context.getNodeParameter(name, this.index, {}) as IDataObject;
	}

	/** The fields of a collection such as 'Additional Fields', as text. */
	collection(name: string): Record<string, string | undefined> {
		const values = Object.entries(this.rawCollection(name));
		return Object.fromEntries(values.map(([key, value]) => [key, asText(locatorValue(value))]));
	}

	/** How many rows of a list are wanted. */
	limit(): number {
		if (this.value('returnAll', false)) return Infinity;
		const limit = asText(this.value('limit', 50));
		if (!/^0*[1-9]\d*$/.test(limit)) {
			throw this.invalid(
				`'Limit' must be a whole number greater than 0, not '${limit}'`,
				"Correct 'Limit', or turn on 'Return All'.",
			);
		}
		if (Number(limit) <= MAX_ROWS) return Number(limit);
		throw this.invalid(
			`'Limit' can't be greater than ${MAX_ROWS}: '${limit}'`,
			"Lower 'Limit', or turn on 'Return All'.",
		);
	}

	/** Where Cregis is to report: to the workflow that waits, the item's own URL, or the credential's. */
	callbackUrl(own: string | undefined): string {
		if (own && this.resumeUrl) {
			throw this.invalid(
				"'Callback URL' can't be used together with 'Wait for Result'",
				"Remove 'Callback URL': Cregis reports to one place, and here the workflow waits for it.",
			);
		}
		return this.resumeUrl || own || (this.project?.callbackUrl ?? '');
	}

	/** The error for a field that can't be sent as it is. */
	invalid(message: string, advice: string) {
		return invalidField(this.place, message, advice);
	}

	/** The data of an answer that must be an object. */
	object(data: unknown): JsonObject {
		if (isJsonObject(data)) return data;
		throw this.noData();
	}

	/** The data of an answer that must be a list of objects. */
	list(data: unknown): JsonObject[] {
		if (Array.isArray(data)) return data.filter(isJsonObject);
		throw this.noData();
	}

	private noData(): CregisError {
		return new CregisError(this.place, 'unknown', {
			message: 'Cregis reported success but sent no data',
			description: 'The request was accepted. What it made is not known.',
		});
	}
}

/** The value of a resource locator, which in a collection comes with its mode. */
function locatorValue(value: unknown): unknown {
	return isJsonObject(value) && '__rl' in value ? value.value : value;
}

/** A field's value as text, without the spaces around it; '' if it is empty. */
export function asText(value: unknown): string {
	return value === null || value === undefined ? '' : String(value).trim();
}
