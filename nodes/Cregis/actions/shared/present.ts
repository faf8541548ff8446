/** How rows of Cregis's come out of the node. */
import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../protocol/losslessJson';
import { statusName, type Words } from '../../protocol/statuses';
import { isoTime } from '../../protocol/time';

interface Presentation {
	/** Fields with a value that stands for a word: each gains `<field>Name`. */
	words?: Record<string, Words>;
	/** Fields with a time: each gains `<field>Iso`, where the time is known. */
	times?: string[];
}

/** `block_time` and `Iso` make `blockTimeIso`. */
function companion(field: string, suffix: string): string {
	return field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) + suffix;
}

/** A row with Cregis's own values, and beside them words and times that a person can read. */
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

/** What was sent, beside what Cregis made of it: enough to write back to the row that it came from. */
export function presentSent(data: JsonObject, sent: JsonObject, fields: string[]): IDataObject {
	const filled = fields.filter((field) => (sent[field] ?? '') !== '');
	return {
		...data,
		...Object.fromEntries(filled.map((field) => [field, sent[field]])),
	} as IDataObject;
}
