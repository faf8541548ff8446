import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CregisError, operationError, type ErrorContext } from '../../transport/errors';
import { MAX_ROWS } from '../../transport/pages';
import { JsonNumber, isJsonObject, type JsonObject } from '../../protocol/losslessJson';
import { epochSeconds, type PeriodEdge } from '../../protocol/time';
import type { CregisProject } from '../../transport/signedRequest';
import { partsIssue, textIssue } from './exactText';
import { FieldGroup, locatorValue } from './fieldGroup';

const USE_CREGIS_ID =
	"Use the ID that Cregis returned, such as the 'cid' of an earlier step, instead of your own reference.";

/** One input item, with the fields that the merchant filled in for it. */
export class Item {
	private readonly errorContext: ErrorContext;

	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
		private readonly project?: CregisProject,
		/** The URL for Cregis to call, if the workflow waits for the result. */
		private readonly resumeUrl?: string,
	) {
		this.errorContext = { node: context.getNode(), itemIndex: index };
	}

	value(name: string, fallback?: unknown): unknown {
		return this.context.getNodeParameter(name, this.index, fallback, { extractValue: true });
	}

	/** Returns what the merchant entered for a field: an expression, or the value itself. */
	private entered(name: string): unknown {
		return this.context.getNodeParameter(name, this.index, '', { rawExpressions: true });
	}

	/** Returns a field as trimmed text, or '' if it's empty. */
	text(name: string, label: string): string {
		return this.exactText(this.value(name, ''), locatorValue(this.entered(name)), `'${label}'`);
	}

	/**
	 * Returns a required field.
	 *
	 * @param label the field's label in the editor
	 */
	required(name: string, label: string): string {
		return this.filled(this.text(name, label), `'${label}'`);
	}

	/**
	 * Returns a value as trimmed text, or '' if it's empty.
	 *
	 * @param entered what the merchant entered for the value
	 * @param subject the name of the field in error messages
	 * @throws NodeOperationError if the text would differ from what the merchant means
	 */
	exactText(value: unknown, entered: unknown, subject: string): string {
		const evaluate = (expression: string) =>
			this.context.evaluateExpression(expression, this.index);
		const issue = textIssue(value) ?? partsIssue(value, entered, evaluate);
		if (issue) throw this.invalid(`${subject} ${issue.message}`, issue.advice);
		return String(value ?? '').trim();
	}

	/** @throws NodeOperationError if a field's text is empty */
	filled(text: string, subject: string): string {
		if (text !== '') return text;
		throw this.invalid(`${subject} is missing`, `Fill in ${subject}.`);
	}

	/** Returns an ID as a JSON number, however large it is. */
	numericId(text: string, label: string, advice = USE_CREGIS_ID): JsonNumber {
		// JSON has no leading zeros.
		if (/^\d+$/.test(text)) return new JsonNumber(text.replace(/^0+(?=\d)/, ''));
		throw this.invalid(`'${label}' can contain only digits: '${text}'`, advice);
	}

	/**
	 * Returns a time that the merchant chose, in whole seconds. Undefined if the field is empty.
	 *
	 * @param edge whether the time starts or ends a period
	 */
	seconds(value: unknown, label: string, edge: PeriodEdge): number | undefined {
		if (value === null || value === undefined) return undefined;
		if (typeof value === 'string' && value.trim() === '') return undefined;
		const seconds = epochSeconds(value, this.context.getTimezone(), edge);
		if (seconds !== undefined) return seconds;
		const shown = typeof value === 'object' ? '' : `: '${String(value)}'`;
		throw this.invalid(
			`'${label}' isn't a valid date${shown}`,
			'Choose a date, or enter one such as 2026-11-21T10:00:00.',
		);
	}

	/** Returns the fields of a collection unchanged, including those that aren't text. */
	collection(name: string): IDataObject {
		return this.context.getNodeParameter(name, this.index, {}) as IDataObject;
	}

	/** Returns the fields of a collection such as 'Additional Fields'. */
	group(name: string): FieldGroup {
		return new FieldGroup(this, this.collection(name), this.entered(name));
	}

	/** Returns the maximum number of results. */
	limit(): number {
		if (String(this.value('returnAll', false)) === 'true') return Infinity;
		const limit = String(this.value('limit', 50) ?? '').trim();
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

	/** Returns the URL for Cregis to call: that of the waiting workflow, of the item, or of the credential. */
	callbackUrl(own: string | undefined): string {
		if (own && this.resumeUrl) {
			throw this.invalid(
				"'Callback URL' can't be used together with 'Wait for Result'",
				"Remove 'Callback URL'. Cregis calls only one URL per payment, and 'Wait for Result' needs it.",
			);
		}
		return this.resumeUrl || own || (this.project?.callbackUrl ?? '');
	}

	/** Returns the error for a field that can't be sent. */
	invalid(message: string, advice: string) {
		return operationError(this.errorContext, message, advice);
	}

	/** Returns the data of a response. Throws if it isn't an object. */
	object(data: unknown): JsonObject {
		if (isJsonObject(data)) return data;
		throw this.noData();
	}

	/** Returns the objects of a list in a response. Throws if the data isn't a list. */
	list(data: unknown): JsonObject[] {
		if (Array.isArray(data)) return data.filter(isJsonObject);
		throw this.noData();
	}

	private noData(): CregisError {
		return new CregisError(this.errorContext, 'unknown', {
			message: 'Cregis reported success but sent no data',
			description: "Cregis accepted the request, but didn't return what it created.",
		});
	}
}
