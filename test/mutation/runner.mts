/**
 * A runner for Jest that runs a mutant's tests file by file, until one of them kills it. Stryker's own runner
 * loads every file for each mutant, and most of them load n8n's engine.
 *
 * The unit tests run first. They alone must kill the mutants in protocol/. Then run the files that killed the
 * mutant's neighbors, then the fastest.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
	PluginKind,
	commonTokens,
	declareFactoryPlugin,
	type Injector,
	type PluginContext,
} from '@stryker-mutator/api/plugin';
import type { StrykerOptions } from '@stryker-mutator/api/core';
import {
	DryRunStatus,
	MutantRunStatus,
	type CompleteDryRunResult,
	type DryRunOptions,
	type DryRunResult,
	type MutantRunOptions,
	type MutantRunResult,
	type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

/** What the process that runs all tests first tells those that then run them for the mutants. */
const PLAN = '../../plan.json';

interface Plan {
	/** The files of a test, by its name: files may have tests of the same name. */
	filesOfTest: Record<string, string[]>;
	/**
	 * The files that run a mutant, if any of them runs it when it loads, before its tests. Then any of its tests may
	 * fail.
	 */
	filesOfStaticMutant: Record<string, string[]>;
	durationsMs: Record<string, number>;
	/** How often each file runs a mutant. */
	hits: Record<string, Record<string, number>>;
}

/** A mutant that runs so many times more often than before is an endless loop. The same as Stryker's factor. */
const HIT_LIMIT_FACTOR = 100;

interface JestSettings {
	testFiles?: string[];
}

interface JestRunner extends TestRunner {
	run(settings: JestSettings): Promise<unknown>;
}

interface JestConfig {
	testMatch: string[];
	testPathIgnorePatterns: string[];
}

const [jest] = jestPlugins;

function testFilesOf({ testMatch, testPathIgnorePatterns }: JestConfig): string[] {
	const ignored = testPathIgnorePatterns.map((pattern) => new RegExp(pattern));
	return testMatch
		.flatMap((pattern) => globSync(pattern.replace('<rootDir>/', '')))
		.map((file) => resolve(file))
		.filter((file) => !ignored.some((pattern) => pattern.test(file)));
}

const isUnitTest = (file: string) => file.includes('/test/unit/');

function push(lists: Record<string, string[]>, name: string, file: string): void {
	lists[name] = [...new Set([...(lists[name] ?? []), file])];
}

function byFile(injector: Injector<PluginContext>): TestRunner {
	const options = injector.resolve(commonTokens.options) as StrykerOptions & {
		jest: { config: JestConfig };
	};
	const runner = jest.factory(injector) as JestRunner;
	const dryRun = runner.dryRun.bind(runner);
	const mutantRun = runner.mutantRun.bind(runner);
	const run = runner.run.bind(runner);
	const kills: Record<string, Record<string, number>> = {};
	let testFiles: string[] = [];
	let plan: Plan | undefined;

	runner.run = async (settings) => await run({ ...settings, testFiles });

	runner.dryRun = async (dryRunOptions: DryRunOptions): Promise<DryRunResult> => {
		const found: Plan = { filesOfTest: {}, filesOfStaticMutant: {}, durationsMs: {}, hits: {} };
		const all: CompleteDryRunResult = { status: DryRunStatus.Complete, tests: [] };
		const hitsBefore: Record<string, number> = {};
		for (const file of dryRunOptions.testFiles ?? testFilesOf(options.jest.config)) {
			testFiles = [file];
			const start = performance.now();
			const result = await dryRun(dryRunOptions);
			if (result.status !== DryRunStatus.Complete) return result;
			found.durationsMs[file] = performance.now() - start;
			all.tests.push(...result.tests);
			for (const { id } of result.tests) push(found.filesOfTest, id, file);
			// The runner adds up the hits of all its runs.
			all.mutantCoverage = result.mutantCoverage;
			const hits: Record<string, number> = (found.hits[file] = {});
			const { static: atLoad = {}, perTest = {} } = result.mutantCoverage ?? {};
			for (const [mutant, count] of Object.entries(atLoad)) {
				if (count === hitsBefore[mutant]) continue;
				push(found.filesOfStaticMutant, mutant, file);
				hits[mutant] = count - (hitsBefore[mutant] ?? 0);
				hitsBefore[mutant] = count;
			}
			for (const { id } of result.tests) {
				for (const [mutant, count] of Object.entries(perTest[id] ?? {})) {
					hits[mutant] = (hits[mutant] ?? 0) + count;
				}
			}
		}
		for (const [test, counts] of Object.entries(all.mutantCoverage?.perTest ?? {})) {
			for (const mutant of Object.keys(counts)) {
				if (!(mutant in found.filesOfStaticMutant)) continue;
				for (const file of found.filesOfTest[test]) push(found.filesOfStaticMutant, mutant, file);
			}
		}
		mkdirSync(dirname(PLAN), { recursive: true });
		writeFileSync(PLAN, JSON.stringify(found));
		return all;
	};

	runner.mutantRun = async (mutantOptions: MutantRunOptions): Promise<MutantRunResult> => {
		plan ??= JSON.parse(readFileSync(PLAN, 'utf8')) as Plan;
		const { filesOfTest, filesOfStaticMutant, durationsMs, hits } = plan;
		const { activeMutant, sandboxFileName } = mutantOptions;
		const killsOf = (kills[sandboxFileName] ??= {});
		const staticFiles = filesOfStaticMutant[activeMutant.id];
		const tests = staticFiles ? [] : (mutantOptions.testFilter ?? []);
		const files = staticFiles ?? [...new Set(tests.flatMap((id) => filesOfTest[id]))];
		const ordered = files
			.filter((file) => isUnitTest(file) || !sandboxFileName.includes('/protocol/'))
			.sort(
				(a, b) =>
					Number(isUnitTest(b)) - Number(isUnitTest(a)) ||
					(killsOf[b] ?? 0) - (killsOf[a] ?? 0) ||
					durationsMs[a] - durationsMs[b],
			);
		let result: MutantRunResult = { status: MutantRunStatus.Survived, nrOfTests: 0 };
		for (const file of ordered) {
			const testFilter = staticFiles
				? undefined
				: tests.filter((id) => filesOfTest[id].includes(file));
			testFiles = [file];
			const hitLimit = HIT_LIMIT_FACTOR * (hits[file][activeMutant.id] ?? 1);
			result = await mutantRun({ ...mutantOptions, testFilter, hitLimit });
			if (result.status === MutantRunStatus.Survived) continue;
			killsOf[file] = (killsOf[file] ?? 0) + 1;
			break;
		}
		return result;
	};
	return runner;
}
byFile.inject = ['$injector'] as ['$injector'];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'jest-by-file', byFile)];
