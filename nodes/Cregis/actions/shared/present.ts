/** Converts Cregis's rows to the node's output. */
import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../protocol/losslessJson';
import { statusName, type Words } from '../../protocol/statuses';
import { isoTime } from '../../protocol/time';

interface Presentation {
	/** Fields with numeric codes. The output also has the word for each, as `<field>Name`. */
	words?: Record<string, Words>;
	/** Fields with a time. The output also has it as ISO text, as `<field>Iso`, or null if it's unknown. */
	times?: string[];
}

/** Returns the name of an added field, such as `blockTimeIso` for `block_time` and `Iso`. */
function companion(field: string, suffix: string): string {
	return field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) + suffix;
}

/** Returns a row with Cregis's values, and adds readable words and times. */
export function present(row: JsonObject, { words = {}, times = [] }: Presentation): IDataObject {
	const readable: JsonObject = {};
	for (const [field, meanings] of Object.entries(words)) {
		const value = row[field];
		if ((value ?? '') !== '') readable[companion(field, 'Name')] = statusName(meanings, value);
	}
	for (const field of times) {
		if (field in row) readable[companion(field, 'Iso')] = isoTime(row[field]) ?? null;
	}
	return { ...row, ...readable } as IDataObject;
}

/**
 * Returns the response with some of the sent fields, so that a workflow can write the result back to the row
 * of its source.
 */
export function presentSent(data: JsonObject, sent: JsonObject, fields: string[]): IDataObject {
	const filled = fields.filter((field) => (sent[field] ?? '') !== '');
	return {
		...data,
		...Object.fromEntries(filled.map((field) => [field, sent[field]])),
	} as IDataObject;
}
