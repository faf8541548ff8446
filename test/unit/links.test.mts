/** Every link within the repository has a target: in its pages, and in the notes of the examples. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** The address of the repository's files, for links from elsewhere. */
const REPOSITORY = 'https://github.com/n8n-nodes-cregis/n8n-nodes-cregis/blob/main/';

const list = (...patterns: string[]) =>
	execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
		encoding: 'utf8',
	})
		.trim()
		.split('\n')
		.filter((file) => existsSync(file));

const pages = list('*.md');

const read = (file: string) => readFileSync(file, 'utf8');

/** The anchors that GitHub creates for headings. It numbers repeated ones. */
function anchorsOf(page: string): string[] {
	const anchors = [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{Letter}\p{Number} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
	return anchors.map((anchor, index) => {
		const earlier = anchors.slice(0, index).filter((other) => other === anchor).length;
		return earlier > 0 ? `${anchor}-${earlier}` : anchor;
	});
}

const links = [...pages, ...list('examples/*.json')].flatMap((page) =>
	[...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link]) => link)
		.filter((link) => link.startsWith(REPOSITORY) || !/^https?:/.test(link))
		.map((link) => ({ page, link })),
);

function targetOf(page: string, path: string): string {
	if (path.startsWith(REPOSITORY)) return path.slice(REPOSITORY.length);
	return path === '' ? page : join(dirname(page), path);
}

describe('a link', () => {
	it.each(links)('in $page has a target: $link', ({ page, link }) => {
		const [path, anchor] = link.split('#');
		const target = targetOf(page, path);
		expect(existsSync(target)).toBe(true);
		if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
	});
});

describe('the docs', () => {
	const targets = links.map(({ page, link }) => ({
		page,
		target: targetOf(page, link.split('#')[0]),
	}));
	const isLinked = (file: string) =>
		targets.some(({ page, target }) => target === file && page !== file);

	it('use each picture', () => {
		expect(list('docs/images').filter((picture) => !isLinked(picture))).toEqual([]);
	});

	it('link to each page for merchants from another one', () => {
		const forMerchants = list('docs/*.md').filter((page) => !/decisions|guidelines/.test(page));
		expect(forMerchants.filter((page) => !isLinked(page))).toEqual([]);
	});
});
