/** The tables of the docs say what the code says. `npm run docs` writes them. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import { CregisPollingTrigger } from '../../nodes/Cregis/CregisPollingTrigger.node.ts';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';
import { RETURN_CODES, explainReturnCode } from '../../nodes/Cregis/protocol/returnCodes.ts';
import { tableNames, withTables } from '../../scripts/docs/pages.mts';
import { tablesOf, type Source } from '../../scripts/docs/tables.mts';

const read = (file: string) => readFileSync(file, 'utf8');

const eventSchema = JSON.parse(
	read('nodes/Cregis/__schema__/v2.0.0/output.json'),
) as Source['eventSchema'];

const tables = tablesOf({
	node: new Cregis().description,
	trigger: new CregisTrigger().description,
	pollingTrigger: new CregisPollingTrigger().description,
	eventSchema,
	returnCodes: Object.keys(RETURN_CODES),
	explainReturnCode,
});

const pages = readdirSync('docs')
	.filter((name) => name.endsWith('.md'))
	.map((name) => `docs/${name}`);

describe('the tables', () => {
	it.each(pages)('of %s are current', (page) => {
		expect(withTables(read(page), tables)).toBe(read(page));
	});

	it('are each in one page', () => {
		expect(pages.flatMap((page) => tableNames(read(page))).sort()).toEqual(
			[...tables.keys()].sort(),
		);
	});

	it.each([...tables])('%s has no empty description', (_name, table) => {
		for (const row of table.split('\n')) expect(row).not.toMatch(/^\| [^|]+\| +\|/);
	});
});

describe('a table', () => {
	const table = (name: string) => tables.get(name)!.replace(/ +/g, ' ');

	it.each([
		['a required field', 'payout:create', '| **Amount** | How much to pay, '],
		['a default', 'payout:create', "'Cregis Trigger'. | Off |"],
		[
			'an optional field, whose value counts only once added',
			'coin:getAll',
			'| Payouts, once added |',
		],
		['choices', 'callback:respond', 'Choices: Acknowledge, Approve, Deny, Refuse.'],
		['a condition', 'callback:respond', 'Only if **Answer** is _Refuse_.'],
		['a field of a group', 'order:create', '**Additional Fields > Order Items > Item ID**'],
	])('shows %s', (_what, operation, text) => {
		expect(table(`fields of ${operation}`)).toContain(text);
	});

	it('shows no field that only AI tools have', () => {
		expect([...tables.values()].join('\n')).not.toMatch(/Tool Description|\*\*Output\*\*/);
	});

	it('keeps text from being read as markup', () => {
		expect(table('fields of the event deposit')).toContain('deposit:\\<pid>:\\<cid>');
	});
});

describe('the messages in troubleshooting', () => {
	const code = readdirSync('nodes/Cregis', { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => read(`nodes/Cregis/${name}`).replaceAll("\\'", "'"))
		.join('\n');

	/** What n8n or Cregis responds with: a status and a text, in the first column. */
	const responses = (page: string) =>
		[...page.matchAll(/^\| [45]\d\d (`[^|]+`)/gm)].flatMap(([, cell]) =>
			[...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text),
		);

	const messages = (page: string) =>
		[...page.matchAll(/^\| _(.+?)_ +\|/gm)].map(([, text]) => text);

	/** Without the values that a message contains. */
	const parts = (text: string) => text.split(/…|'Amount'|:|\d+/).map((part) => part.trim());

	it.each(['docs/troubleshooting.md', 'docs/zh/troubleshooting.md'])('of %s exist', (file) => {
		const page = read(file);
		const texts = [...responses(page), ...messages(page)];
		expect(texts.length).toBeGreaterThan(20);
		expect(texts.flatMap(parts).filter((part) => !code.includes(part))).toEqual([]);
	});
});

/** The names in the first column of each table. */
const firstColumns = (page: string): string[][] =>
	page
		.split(/\n(?!\|)/)
		.map((block) => [...block.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name))
		.filter((names) => names.length > 0);

describe('in Chinese', () => {
	const chinese = (page: string) => read(`docs/zh/${page}.md`);
	const pictures = (page: string) => [...page.matchAll(/images\/([\w-]+)\.png/g)].map(String);
	const steps = (page: string) => page.match(/^#{2,3} /gm);

	it.each([...tables.keys()].filter((name) => name.includes('event')))(
		'the page of events has the table %s',
		(name) => {
			const [names] = firstColumns(tables.get(name)!);
			expect(firstColumns(chinese('events'))).toContainEqual(names);
		},
	);

	it('troubleshooting has every return code', () => {
		const [codes] = firstColumns(tables.get('return codes')!);
		expect(firstColumns(chinese('troubleshooting'))).toContainEqual(codes);
	});

	it('troubleshooting has every section', () => {
		expect(steps(chinese('troubleshooting'))).toEqual(steps(read('docs/troubleshooting.md')));
	});

	it('getting started has the same steps and pictures', () => {
		const [page, other] = [chinese('getting-started'), read('docs/getting-started.md')];
		expect(steps(page)).toEqual(steps(other));
		expect(pictures(page)).toEqual(pictures(other));
	});
});
