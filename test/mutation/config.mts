/**
 * Stryker's configuration: changes the code in small ways, one at a time, and sees whether a test fails.
 * `main.mts` runs it and judges what comes out.
 */
import type { PartialStrykerOptions } from '@stryker-mutator/api/core';
import base from '../../jest.config.json' with { type: 'json' };

const FOLDER = '.stryker';

/** What decides about money and signatures, wherever it is: the folders may move. */
const MUTATED = [
	'nodes/Cregis/**/protocol/**/*.ts',
	'nodes/Cregis/**/transport/**/*.ts',
	'nodes/Cregis/**/{callbacks,run,waiting,trigger}/**/*.ts',
	'credentials/**/*.ts',
];

/** The fields of a node as the editor shows them: data without a decision. */
const DATA = ['!**/{description,fields}.ts', '!**/*.{description,fields}.ts'];

/** They read the source itself, which Stryker has changed, or test no code of the package. */
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
	// A machine that is busy must not make a slow test count as a mutant found.
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
			moduleNameMapper: { '^fast-check$': '<rootDir>/test/mutation/fastCheck.mts' },
			testPathIgnorePatterns: [
				`/test/unit/(?:${UNRELATED_TESTS.join('|')})\\.test`,
				'/test/unit/long/',
			],
		},
	},
	// The types are checked by `npm run types`, and a mutant needn't have any.
	disableTypeChecks: '{nodes,credentials}/**/*.ts',
	thresholds: { high: 98, low: 95, break: null },
};

export default config;
