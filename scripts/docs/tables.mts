/** The tables of the docs that come from the code. */
import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { fieldRows } from './fields.mts';
import { markdownTable } from './markdown.mts';

interface Schema {
	type?: string;
	description?: string;
	const?: string;
	examples?: string[];
	properties?: Record<string, Schema>;
	oneOf?: Schema[];
}

type ExplainReturnCode = (
	code: string,
	said: string,
	api?: 'project' | 'team',
) => { message: string; advice: string };

/** What the tables are made of. */
export interface Source {
	node: INodeTypeDescription;
	trigger: INodeTypeDescription;
	pollingTrigger: INodeTypeDescription;
	/** The trigger's output schema. */
	eventSchema: Schema;
	returnCodes: string[];
	explainReturnCode: ExplainReturnCode;
}

type Tables = Map<string, string[][]>;

/** The fields of each operation, as `fields of <resource>:<operation>`. */
function operationTables({ properties }: INodeTypeDescription): Tables {
	const tables: Tables = new Map();
	for (const selector of properties.filter(({ name }) => name === 'operation')) {
		const [resource] = selector.displayOptions!.show!.resource as string[];
		for (const { value: operation } of selector.options as INodePropertyOptions[]) {
			const isOfOperation = ({ displayOptions }: INodeProperties) =>
				displayOptions?.show?.resource?.includes(resource) &&
				displayOptions.show.operation?.includes(String(operation));
			tables.set(
				`fields of ${resource}:${String(operation)}`,
				fieldRows(properties.filter(isOfOperation)),
			);
		}
	}
	return tables;
}

/** The events that the trigger offers, without 'All Events'. */
function offeredEvents({ properties }: INodeTypeDescription): INodePropertyOptions[] {
	const { options } = properties.find(({ name }) => name === 'events')!;
	return (options as INodePropertyOptions[]).filter(({ value }) => value !== '*');
}

const TYPES: Record<string, string> = { string: 'text', integer: 'number' };

/** The fields of each kind of event, as `fields of a deposit` by the first word of its name. */
function eventTables({ oneOf = [] }: Schema): Tables {
	return new Map(
		oneOf.map(({ properties = {} }) => {
			const { const: only, examples = [only!] } = properties.event;
			const name = only ?? examples[0].split('.')[0];
			const rows = Object.entries(properties).map(([field, { type = '', description = '' }]) => [
				`\`${field}\``,
				TYPES[type],
				description,
			]);
			return [`fields of the event ${name}`, [['Field', 'Type', 'What it is'], ...rows]];
		}),
	);
}

const CODE_HEAD = ['Code', 'What happened', 'What to do'];

function codeTables({ returnCodes, explainReturnCode }: Source): Tables {
	const rowOf = (api: 'project' | 'team') => (code: string) => {
		const { message, advice } = explainReturnCode(code, '', api);
		return [`\`${code}\``, message, advice];
	};
	const isOtherForTeam = (code: string) =>
		explainReturnCode(code, '', 'team').advice !== explainReturnCode(code, '').advice;
	const sorted = [...returnCodes].sort();
	return new Map([
		['return codes', [CODE_HEAD, ...sorted.map(rowOf('project'))]],
		['return codes of teams', [CODE_HEAD, ...sorted.filter(isOtherForTeam).map(rowOf('team'))]],
	]);
}

/** Returns all tables, by the name in the marker before each. */
export function tablesOf(source: Source): Map<string, string> {
	const { node, trigger, pollingTrigger, eventSchema } = source;
	const tables: Tables = new Map([
		...operationTables(node),
		['fields of the Cregis Trigger', fieldRows(trigger.properties)],
		['fields of the Cregis Polling Trigger', fieldRows(pollingTrigger.properties)],
		[
			'events',
			[
				['Event', 'In the editor', 'When'],
				...offeredEvents(trigger).map(({ value, name, description = '' }) => [
					`\`${String(value)}\``,
					name,
					description,
				]),
			],
		],
		...eventTables(eventSchema),
		...codeTables(source),
	]);
	return new Map([...tables].map(([name, rows]) => [name, markdownTable(rows)]));
}
