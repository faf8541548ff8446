/** Every link between the repository's pages has a target. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const pages = execFileSync(
	'git',
	['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
	{
		encoding: 'utf8',
	},
)
	.trim()
	.split('\n')
	.filter((page) => existsSync(page));

const read = (file: string) => readFileSync(file, 'utf8');

/** The anchors that GitHub creates for headings. */
function anchorsOf(page: string): string[] {
	return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{Letter}\p{Number} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

const links = pages.flatMap((page) =>
	[...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link]) => link)
		.filter((link) => !/^https?:/.test(link))
		.map((link) => ({ page, link })),
);

describe('a link', () => {
	it.each(links)('in $page has a target: $link', ({ page, link }) => {
		const [path, anchor] = link.split('#');
		const target = path === '' ? page : join(dirname(page), path);
		expect(existsSync(target)).toBe(true);
		if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
	});
});

describe('a picture in docs/images', () => {
	const shown = links.map(({ page, link }) => join(dirname(page), link));

	it('is used', () => {
		const pictures = execFileSync('git', ['ls-files', 'docs/images'], { encoding: 'utf8' });
		const unused = pictures
			.trim()
			.split('\n')
			.filter((picture) => !shown.includes(picture));
		expect(unused).toEqual([]);
	});
});
