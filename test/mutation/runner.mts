/**
 * A runner for Jest that loads only the files whose tests reach a mutant. Stryker's own runner loads every
 * file for each mutant, and most of them load n8n's engine.
 *
 * The unit tests run first. If they kill a mutant, no other test runs. They alone must kill the mutants in
 * protocol/.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
	PluginKind,
	declareFactoryPlugin,
	type Injector,
	type PluginContext,
} from '@stryker-mutator/api/plugin';
import {
	DryRunStatus,
	MutantRunStatus,
	type DryRunOptions,
	type MutantRunOptions,
	type MutantRunResult,
	type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

/** One process runs all tests first, and others then run them for the mutants. */
const FILES_OF_TESTS = '../../files-of-tests.json';

interface JestSettings {
	testFiles?: string[];
}

interface JestRunner extends TestRunner {
	run(settings: JestSettings): Promise<unknown>;
}

const [jest] = jestPlugins;

function byFile(injector: Injector<PluginContext>): TestRunner {
	const runner = jest.factory(injector) as JestRunner;
	const dryRun = runner.dryRun.bind(runner);
	const mutantRun = runner.mutantRun.bind(runner);
	const run = runner.run.bind(runner);
	let testFiles: string[] | undefined;

	runner.run = async (settings) =>
		await run({ ...settings, testFiles: testFiles ?? settings.testFiles });

	runner.dryRun = async (options: DryRunOptions) => {
		const result = await dryRun(options);
		if (result.status === DryRunStatus.Complete) {
			const files = Object.fromEntries(result.tests.map(({ id, fileName }) => [id, fileName]));
			mkdirSync(dirname(FILES_OF_TESTS), { recursive: true });
			writeFileSync(FILES_OF_TESTS, JSON.stringify(files));
		}
		return result;
	};

	const runSome = async (options: MutantRunOptions, testFilter: string[], files: Set<string>) => {
		testFiles = [...files];
		return await mutantRun({ ...options, testFilter });
	};

	runner.mutantRun = async (options: MutantRunOptions): Promise<MutantRunResult> => {
		const { testFilter } = options;
		if (!testFilter) return await mutantRun(options);
		const fileOf = JSON.parse(readFileSync(FILES_OF_TESTS, 'utf8')) as Record<string, string>;
		const isUnit = (id: string) => fileOf[id].includes('/test/unit/');
		const isProtocol = options.sandboxFileName.includes('/protocol/');
		const unit = testFilter.filter(isUnit);
		const others = isProtocol ? [] : testFilter.filter((id) => !isUnit(id));
		let result: MutantRunResult = { status: MutantRunStatus.Survived, nrOfTests: 0 };
		for (const ids of [unit, others]) {
			if (ids.length === 0 || result.status !== MutantRunStatus.Survived) continue;
			result = await runSome(options, ids, new Set(ids.map((id) => fileOf[id])));
		}
		return result;
	};
	return runner;
}
byFile.inject = ['$injector'] as ['$injector'];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'jest-by-file', byFile)];
