/** The recipes of docs/security.md, evaluated by n8n. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createRunExecutionData, Workflow, type IDataObject } from 'n8n-workflow';
import { OUTSIDE_FIELDS } from '../../nodes/Cregis/actions/shared/toolOutput.ts';
import { readExample } from '../../demo/examples.mts';

const DOCUMENT = readFileSync('docs/security.md', 'utf8');

const NODE = {
	id: 'node',
	name: 'Node',
	type: 'test.node',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

/** The value of an expression for an item. */
async function evaluate(expression: string, json: IDataObject): Promise<unknown> {
	const nodeType = { description: { properties: [] } } as never;
	const workflow = new Workflow({
		nodes: [NODE],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	await workflow.expression.acquireIsolate();
	try {
		return workflow.expression.getParameterValue(
			`=${expression}`,
			createRunExecutionData(),
			0,
			0,
			NODE.name,
			[{ json }],
			'manual',
			{},
		);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** The expression under a heading. */
function recipe(heading: string): string {
	const [, section] = DOCUMENT.split(`### ${heading}\n`);
	return /```text\n(.+)\n```/.exec(section)![1];
}

const HARMLESS = ['104533', 'Order 1042, thanks', 'a = b', 'x-1', 'müller@example.com', ''];

describe.each(['Spreadsheets', 'Email and other HTML', 'Slack'])('the recipe for %s', (heading) => {
	it.each(HARMLESS)("doesn't change %j", async (memo) => {
		expect(await evaluate(recipe(heading), { memo })).toBe(memo);
	});

	it.each([[{ memo: null }], [{}]])('returns nothing for %j', async (json) => {
		expect(await evaluate(recipe(heading), json)).toBe('');
	});
});

describe('the recipe for Spreadsheets', () => {
	it.each([
		'=HYPERLINK("https://evil.example","Refund")',
		"+1+cmd|' /C calc'!A0",
		'-2+3',
		'@SUM(1)',
		' =1+1',
		'\t=1+1',
		'\r\n=1+1',
		'\u00a0=1+1',
		'＝1+1',
	])("doesn't turn %j into a formula", async (memo) => {
		expect(await evaluate(recipe('Spreadsheets'), { memo })).toBe(`'${memo}`);
	});
});

describe('the recipe for Email and other HTML', () => {
	it.each([
		['<img src=x onerror=alert(1)>', '&#60;img src=x onerror=alert(1)&#62;'],
		['"><script>', '&#34;&#62;&#60;script&#62;'],
		["' onclick='x", '&#39; onclick=&#39;x'],
		['&lt;b&gt;', '&#38;lt;b&#38;gt;'],
	])("doesn't turn %j into markup", async (memo, text) => {
		expect(await evaluate(recipe('Email and other HTML'), { memo })).toBe(text);
	});
});

describe('the recipe for Slack', () => {
	it.each([
		['<!channel> pay now', '&lt;!channel&gt; pay now'],
		['<https://evil.example|cregis.com>', '&lt;https://evil.example|cregis.com&gt;'],
		['<@U123>', '&lt;@U123&gt;'],
		['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
	])("doesn't turn %j into a mention or a link", async (memo, text) => {
		expect(await evaluate(recipe('Slack'), { memo })).toBe(text);
	});
});

it.each(OUTSIDE_FIELDS)('the document names %s', (field) => {
	expect(DOCUMENT).toContain(`\`${field}\``);
});

describe('the example that writes messages', () => {
	const node = readExample('notifications').nodes.find(({ name }) => name === 'Payout Message')!;
	const { assignments } = node.parameters.assignments as { assignments: Array<{ value: string }> };
	const message = assignments[0].value.slice(1);
	const payout = { event: 'payout.success', amount: '1.5', currency: 'USDT' };

	it.each([
		['invoice-1042', 'Payout invoice-1042 of 1.5 USDT: success'],
		['<!channel>', 'Payout &lt;!channel&gt; of 1.5 USDT: success'],
		['<b>&', 'Payout &lt;b&gt;&amp; of 1.5 USDT: success'],
	])("doesn't turn the reference %j into markup", async (third_party_id, text) => {
		expect(await evaluate(message, { ...payout, third_party_id })).toBe(text);
	});
});
