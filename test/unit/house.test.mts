/** The rules of the repository that the compiler doesn't check. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = process.cwd();

function filesBelow(folder: string, ending = '.ts'): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((name) => name.endsWith(ending));
}

const product = ['index.ts', ...filesBelow('nodes'), ...filesBelow('credentials')];
const operations = product.filter((file) => file.endsWith('.operation.ts'));
const sandbox = filesBelow('sandbox', '.mts');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const importsOf = (file: string) =>
	[...read(file).matchAll(/(?:from |import |import\()'([^']+)'(?=[;)])/g)].map(
		([, source]) => source,
	);

describe('the published code', () => {
	it.each(product)('%s imports nothing but n8n-workflow and node:crypto', (file) => {
		const packages = importsOf(file).filter((source) => !source.startsWith('.'));
		const foreign = packages.filter((name) => !['n8n-workflow', 'node:crypto'].includes(name));
		expect(foreign).toEqual([]);
	});

	it.each(filesBelow('nodes/Cregis/protocol'))('%s imports nothing from n8n', (file) => {
		for (const source of importsOf(file)) {
			const target = source.startsWith('.')
				? relative(ROOT, join(ROOT, dirname(file), source))
				: source;
			expect(target).toMatch(/^(?:node:crypto|nodes\/Cregis\/protocol\/\w+)$/);
		}
	});

	it('calls md5 in only one place', () => {
		expect(product.filter((file) => read(file).includes('md5'))).toEqual([
			'nodes/Cregis/protocol/signature.ts',
		]);
	});

	it('calls HMAC in only one place', () => {
		expect(product.filter((file) => read(file).includes('createHmac'))).toEqual([
			'nodes/Cregis/protocol/teamRequest.ts',
		]);
	});

	it.each(product)('%s parses JSON only losslessly', (file) => {
		const callers = /(losslessJson|plainJson)\.ts$/.test(file) ? 1 : 0;
		expect(read(file).match(/JSON\.parse\(/g) ?? []).toHaveLength(callers);
	});
});

/** From the bottom up: a file imports only from its own room and from rooms below it. */
const ROOMS = [
	/^nodes\/Cregis\/(?:protocol\/\w+|n8nVersion)\.ts$/,
	/^nodes\/Cregis\/transport\/\w+\.ts$/,
	/^nodes\/Cregis\/callbacks\/\w+\.ts$/,
	/^nodes\/Cregis\/actions\/shared\/\w+\.ts$/,
	/^nodes\/Cregis\/actions\/waiting\/\w+\.ts$/,
	/^nodes\/Cregis\/actions\/run\/\w+\.ts$/,
	/^nodes\/Cregis\/actions\/(?!shared|waiting|run)\w+\/\w+(?:\.operation)?\.ts$/,
	/^nodes\/Cregis\/actions\/(?:builderHint|resources|router)\.ts$/,
	/^nodes\/Cregis\/(?:methods|polling|trigger)\/\w+\.ts$/,
	/^(?:nodes\/Cregis\/\w+\.node|credentials\/\w+\.credentials)\.ts$/,
	/^index\.ts$/,
];

/** The files that a file imports by a relative path. */
function localImportsOf(file: string): string[] {
	return importsOf(file)
		.filter((source) => source.startsWith('.'))
		.map((source) => relative(ROOT, join(ROOT, dirname(file), source)))
		.map((path) => [`${path}.ts`, join(path, 'index.ts')].find((each) => product.includes(each))!);
}

const floorOf = (file: string) => ROOMS.findIndex((room) => room.test(file));

/** The resource that an operation belongs to: one resource doesn't import from another. */
const resourceOf = (file: string) => /actions\/(?!shared|waiting|run)(\w+)\//.exec(file)?.[1];

describe('the rooms', () => {
	it.each(product)('%s imports from no room above its own', (file) => {
		expect(floorOf(file)).toBeGreaterThanOrEqual(0);
		const upward = localImportsOf(file).filter((target) => floorOf(target) > floorOf(file));
		expect(upward).toEqual([]);
	});

	it.each(product.filter(resourceOf))('%s imports from no other resource', (file) => {
		const others = localImportsOf(file)
			.map(resourceOf)
			.filter((resource) => resource !== undefined);
		expect(others.filter((resource) => resource !== resourceOf(file))).toEqual([]);
	});
});

/** The sandbox's rooms, from the bottom up. Rooms on the same floor don't import from each other. */
const SANDBOX_ROOMS = [
	/^sandbox\/(contract)\/\w+\.mts$/,
	/^sandbox\/(chains)\/\w+\.mts$/,
	/^sandbox\/(state)\/\w+\.mts$/,
	/^sandbox\/(callbacks)\/\w+\.mts$/,
	/^sandbox\/(orders|teams|transfers)\/\w+\.mts$/,
	/^sandbox\/(endpoints|controls|page)\/\w+\.mts$/,
	/^sandbox\/(http)\/\w+\.mts$/,
	/^sandbox\/(sandbox)\.mts$/,
	/^sandbox\/(main)\.mts$/,
];

const sandboxFloorOf = (file: string) => SANDBOX_ROOMS.findIndex((room) => room.test(file));
const sandboxRoomOf = (file: string) => SANDBOX_ROOMS[sandboxFloorOf(file)]?.exec(file)?.[1];

describe('the rooms of the sandbox', () => {
	it.each(sandbox)('%s imports only from its own room and those below it', (file) => {
		expect(sandboxFloorOf(file)).toBeGreaterThanOrEqual(0);
		const targets = importsOf(file)
			.filter((source) => source.startsWith('.'))
			.map((source) => relative(ROOT, join(ROOT, dirname(file), source)));
		const elsewhere = targets.filter((target) => sandboxRoomOf(target) !== sandboxRoomOf(file));
		expect(
			elsewhere.filter(
				(target) => !sandbox.includes(target) || sandboxFloorOf(target) >= sandboxFloorOf(file),
			),
		).toEqual([]);
	});

	it.each(product)('%s imports nothing from the sandbox', (file) => {
		expect(importsOf(file).filter((source) => source.includes('sandbox'))).toEqual([]);
	});
});

describe('an operation', () => {
	it.each(operations)('%s needs only one file and one line', (file) => {
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

describe('the tests', () => {
	const folderOf = (file: string) => file.split('/')[1];

	it('share code only through test/support', () => {
		const foreign = filesBelow('test', '.mts').flatMap((file) =>
			importsOf(file)
				.map((source) => join(dirname(file), source))
				.filter((target) => target.startsWith('test/'))
				.filter((target) => ![folderOf(file), 'support'].includes(folderOf(target))),
		);
		// Its test is a unit test.
		expect(foreign).toEqual(['test/mutation/judge.mts']);
	});
});
