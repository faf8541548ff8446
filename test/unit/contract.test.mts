/** Comments cite the contract in docs/cregis by section, and every cited section exists. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const DOCUMENTS = ['api', 'webhooks', 'signing', 'return-codes', 'currencies', 'quirks'];
const FOLDERS = ['nodes', 'credentials', 'sandbox', 'test'];
const CONTRACT = 'docs/cregis';

/** This file contains wrong citations on purpose. */
const THIS_FILE = join('test', 'unit', 'contract.test.mts');

const read = (file: string) => readFileSync(file, 'utf8');

/** The numbers of a document's headings, in order. */
function sectionsOf(document: string): string[] {
	const headings = read(join(CONTRACT, `${document}.md`)).matchAll(/^#{2,4} (\d+(?:\.\d+)*) \S/gm);
	return [...headings].map(([, number]) => number);
}

/** A document's name, unless it is part of a path, an address or a link. */
const MENTION = new RegExp(
	`(?<![\\w/.-]|\\]\\()(?:docs/cregis/)?(?:${DOCUMENTS.join('|')})\\.md(?![\\w#]|['"\`][,;)])`,
	'g',
);

const SECTION = '§\\d+(?:\\.\\d+)*';

/** `api.md §2.1`, `api.md §2.7 and §2.8`, or `api.md §2.9, §2.11 and §2.15`. */
const FORM = `(${DOCUMENTS.join('|')})\\.md (${SECTION}(?:(?:, ${SECTION})* and ${SECTION})?)`;

const CITATION = new RegExp(`^${FORM}`);
const CITATIONS = new RegExp(FORM, 'g');

/** What follows an incomplete citation: a range, a number without §, or a place in the section. */
const REMAINDER = /^(?:\s*[-–]\s*§?\d|,?(?: and| or| to)? §?\d|, (?:step|first|last|["'“]))/;

/** The invalid citations in a text. */
function issuesIn(text: string): string[] {
	const lines = text.replace(/\n[ \t]*(?:\*|\/\/)[ \t]*/g, ' ');
	return [...lines.matchAll(MENTION)].flatMap(({ index }) => {
		const rest = lines.slice(index);
		const shown = rest.slice(0, 40).split('\n')[0];
		const citation = CITATION.exec(rest);
		if (!citation || REMAINDER.test(rest.slice(citation[0].length))) {
			return [`not in the form 'api.md §2.1': ${shown}`];
		}
		const [, document, cited] = citation;
		const sections = sectionsOf(document);
		return [...cited.matchAll(/[\d.]+/g)]
			.filter(([number]) => !sections.includes(number))
			.map(([number]) => `no such section: ${document}.md §${number}`);
	});
}

const sources = FOLDERS.flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
)
	.concat('index.ts')
	.filter((file) => /\.m?ts$/.test(file) && file !== THIS_FILE);

const documents = DOCUMENTS.map((name) => join(CONTRACT, `${name}.md`));

/** The document's own sections that it mentions, such as `§2.1`. */
function ownReferences(document: string): string[] {
	const text = read(join(CONTRACT, `${document}.md`)).replaceAll(CITATIONS, '');
	return [...text.matchAll(/§([\d.]*\d)/g)].map(([, number]) => number);
}

const citing = [...sources, ...documents].filter((file) => read(file).match(MENTION));

it('finds the citations', () => {
	expect(citing.length).toBeGreaterThan(50);
});

it.each(citing)('%s cites sections that exist', (file) => {
	expect(issuesIn(read(file))).toEqual([]);
});

describe('a citation', () => {
	it.each([
		'/** api.md §2.1 */',
		'/** Seconds or milliseconds (api.md §0.8). */',
		'// As api.md §2.7 and §2.8 have it.',
		'// api.md §2.9, §2.11 and §2.15.',
		'// api.md §1.1; quirks.md §1, which says what is null.',
		'/**\n\t * As the contract has it (api.md\n\t * §2.1, signing.md §2).\n\t */',
		'See [the endpoints](../docs/cregis/api.md) and https://example.com/api.md.',
		"readFileSync('docs/cregis/api.md')",
	])('is valid: %j', (text) => {
		expect(issuesIn(text)).toEqual([]);
	});

	it.each([
		'api.md',
		'api.md 2.1',
		'api.md §',
		'api.md, "nullable"',
		'api.md section 2.1',
		'docs/cregis/api.md §2.1',
		'api.md §2.1-2',
		'api.md §2.1–§2.2',
		'api.md §2.9, 2.11',
		'api.md §2.9, §2.11',
		'api.md §2.7 and 2.8',
		'signing.md §1, step 2',
		'webhooks.md §1, last paragraph',
		'return-codes.md, "HTTP-level"',
		'api.md §0, "Numbers"',
	])('has the wrong format: %s', (citation) => {
		expect(issuesIn(`/** A rule (${citation}). */`)).toEqual([
			expect.stringMatching(/^not in the form/),
		]);
	});

	it.each([
		['api.md §9.9', 'api.md §9.9'],
		['webhooks.md §1 and §99', 'webhooks.md §99'],
	])('cites a missing section: %s', (citation, missing) => {
		expect(issuesIn(`/** A rule (${citation}). */`)).toEqual([`no such section: ${missing}`]);
	});
});

describe.each(DOCUMENTS)('docs/cregis/%s.md', (document) => {
	it('numbers its sections in ascending order, without repeats', () => {
		const sections = sectionsOf(document);
		const sorted = [...new Set(sections)].sort((a, b) =>
			a.localeCompare(b, 'en', { numeric: true }),
		);
		expect(sections.length).toBeGreaterThan(1);
		expect(sections).toEqual(sorted);
	});

	it('mentions only its own sections that exist', () => {
		const sections = sectionsOf(document);
		expect(ownReferences(document).filter((number) => !sections.includes(number))).toEqual([]);
	});

	it('is in the index', () => {
		expect(read(join(CONTRACT, 'README.md'))).toContain(`(${document}.md)`);
	});
});
