/**
 * Stryker's configuration. Stryker changes the code in small ways, one at a time, and checks whether a test fails.
 * `main.mts` runs it and judges the report.
 */
import type { PartialStrykerOptions } from '@stryker-mutator/api/core';
import base from '../../jest.config.mts';

const FOLDER = '.stryker';

/** The code that decides about money and signatures, in any folder, because folders may move. */
const MUTATED = [
	'nodes/Cregis/**/protocol/**/*.ts',
	'nodes/Cregis/**/transport/**/*.ts',
	'nodes/Cregis/**/{callbacks,polling,run,trigger,waiting}/**/*.ts',
	'credentials/**/*.ts',
];

/** The fields of a node in the editor, and what n8n's AI workflow builder reads: data without decisions. */
const DATA = ['!**/{description,fields,builderHint}.ts', '!**/*.{description,fields}.ts'];

/** Tests that read the source itself, which Stryker changes, or don't test the package's code. */
const UNRELATED_TESTS = [
	'house',
	'setup',
	'deploy',
	'demo',
	'securityDocs',
	'links',
	'mutationScore',
];

const config: PartialStrykerOptions = {
	testRunner: 'jest-by-file',
	plugins: [
		'@stryker-mutator/jest-runner',
		'./test/mutation/ignorer.mts',
		'./test/mutation/runner.mts',
	],
	ignorers: ['texts'],
	mutate: [...MUTATED, ...DATA],
	coverageAnalysis: 'perTest',
	// Jest keeps more memory with each run.
	maxTestRunnerReuse: 40,
	// On a busy machine, a slow test must not count as a killed mutant.
	timeoutMS: 30_000,
	dryRunTimeoutMinutes: 60,
	incremental: true,
	incrementalFile: `${FOLDER}/incremental.json`,
	tempDirName: `${FOLDER}/tmp`,
	reporters: ['json', 'progress-append-only'],
	jsonReporter: { fileName: `${FOLDER}/report.json` },
	ignorePatterns: [
		'/dist',
		'/harness/*/node_modules',
		'/scripts/node/node_modules',
		'/.cache',
		`/${FOLDER}`,
	],
	jest: {
		enableFindRelatedTests: false,
		config: {
			...base,
			rootDir: '.',
			testEnvironment: './test/mutation/environment.mts',
			testMatch: [
				'<rootDir>/test/{unit,sandbox}/*.test.mts',
				'<rootDir>/test/{unit,engine}/alone/*.test.mts',
				'<rootDir>/test/mutation/engine.test.mts',
			],
			moduleNameMapper: { '^fast-check$': '<rootDir>/test/mutation/fastCheck.mts' },
			testPathIgnorePatterns: [`/test/unit/(?:${UNRELATED_TESTS.join('|')})\\.test`],
		},
	},
	// `npm run types` checks the types, and a mutant doesn't need valid ones.
	disableTypeChecks: '{nodes,credentials}/**/*.ts',
	thresholds: { high: 98, low: 95, break: null },
};

export default config;
