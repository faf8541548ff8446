import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CregisError, invalidField, type Place } from '../errors';
import { isJsonObject, type JsonObject } from '../protocol/losslessJson';
import type { CregisProject } from '../signedRequest';

/** One input item, as an operation sees it: its fields as the merchant filled them in. */
export class Item {
	private readonly place: Place;

	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
		private readonly project: CregisProject,
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

	/** The fields of a collection such as 'Additional Fields', as text. */
	collection(name: string): Record<string, string | undefined> {
		const values = this.context.getNodeParameter(name, this.index, {}) as IDataObject;
		return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, asText(value)]));
	}

	/** Where Cregis is to report: the item's own URL, or the credential's. */
	callbackUrl(own: string | undefined): string {
		return own || this.project.callbackUrl;
	}

	/** The error for a field that can't be sent as it is. */
	invalid(message: string, advice: string): Error {
		return invalidField(this.place, message, advice);
	}

	/** The data of an answer that must be an object. */
	object(data: unknown): JsonObject {
		if (isJsonObject(data)) return data;
		throw new CregisError(this.place, 'unknown', {
			message: 'Cregis reported success but sent no data',
			description:
				'The request was accepted. Look in Cregis for what it made before running this again.',
		});
	}
}

function asText(value: unknown): string {
	return value === null || value === undefined ? '' : String(value).trim();
}
