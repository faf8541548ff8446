/** The rules of the house that a compiler does not keep. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = process.cwd();

function filesBelow(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((name) => name.endsWith('.ts'));
}

const product = ['index.ts', ...filesBelow('nodes'), ...filesBelow('credentials')];
const operations = product.filter((file) => file.endsWith('.operation.ts'));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const importsOf = (file: string) =>
	[...read(file).matchAll(/from '([^']+)'/g)].map(([, source]) => source);

describe('the published code', () => {
	it.each(product)('%s imports nothing but n8n-workflow and node:crypto', (file) => {
		const packages = importsOf(file).filter((source) => !source.startsWith('.'));
		const foreign = packages.filter((name) => !['n8n-workflow', 'node:crypto'].includes(name));
		expect(foreign).toEqual([]);
	});

	it.each(filesBelow('nodes/Cregis/protocol'))('%s knows nothing of n8n', (file) => {
		for (const source of importsOf(file)) {
			const target = source.startsWith('.')
				? relative(ROOT, join(ROOT, dirname(file), source))
				: source;
			expect(target).toMatch(/^(?:node:crypto|nodes\/Cregis\/protocol\/\w+)$/);
		}
	});

	it('calls md5 in one place', () => {
		expect(product.filter((file) => read(file).includes('md5'))).toEqual([
			'nodes/Cregis/protocol/signature.ts',
		]);
	});

	it.each(product)('%s parses no JSON with loss', (file) => {
		const callers = file.endsWith('losslessJson.ts') ? 1 : 0;
		expect(read(file).match(/JSON\.parse\(/g) ?? []).toHaveLength(callers);
	});
});

describe('an operation', () => {
	it.each(operations)('%s takes one file and one line', (file) => {
		const verb = basename(file, '.operation.ts');
		const mentions = product.filter((other) => read(other).includes(`'./${verb}.operation'`));
		const ofResource = mentions.filter((other) => dirname(other) === dirname(file));
		expect(ofResource).toEqual([join(dirname(file), 'index.ts')]);
		const line = `export * as ${verb} from './${verb}.operation';`;
		expect(
			read(ofResource[0])
				.split('\n')
				.filter((text) => text.includes(`./${verb}.`)),
		).toEqual([line]);
	});
});
