/** The output schemas, which tell the editor an operation's fields before its first run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	additionalProperties?: Schema;
	/** The alternatives. The trigger has one for each kind of event. */
	oneOf?: Schema[];
	pattern?: string;
	const?: string;
	examples?: string[];
}

/** Integers beyond 2^53 come as text, and Cregis sends null for what it doesn't have yet. */
function isOfType(value: unknown, type: string): boolean {
	if (value === null) return true;
	if (type === 'integer') return /^\d+$/.test(String(value));
	if (type === 'array') return Array.isArray(value);
	return typeof value === type;
}

export function faults(value: unknown, schema: Schema, path: string): string[] {
	if (!isOfType(value, schema.type)) return [`${path} is not of type ${schema.type}`];
	if (Array.isArray(value)) {
		return value.flatMap((element, index) => faults(element, schema.items!, `${path}[${index}]`));
	}
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([name, field]) => {
		const property = schema.properties?.[name] ?? schema.additionalProperties;
		const place = `${path}.${name}`;
		return property ? faults(field, property, place) : [`${place} is not in the schema`];
	});
}

/** The differences between an output item and its schema. */
export function schemaFaults(resource: string, operation: string, item: unknown): string[] {
	const file = join('nodes/Cregis/__schema__/v1.0.0', resource, `${operation}.json`);
	return faults(item, JSON.parse(readFileSync(file, 'utf8')) as Schema, `${resource}.${operation}`);
}
