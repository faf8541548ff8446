/** With paths, as in `npm test -- test/engine/batch`, each file runs on its own. */
const hasPaths = process.argv.slice(2).some((argument) => !argument.startsWith('-'));

export default {
	preset: './test/jest.base.json',
	testMatch: [
		'<rootDir>/test/{unit,sandbox}/**/*.test.mts',
		'<rootDir>/test/engine/alone/*.test.mts',
		`<rootDir>/test/engine/${hasPaths ? '' : 'parts/'}*.test.mts`,
	],
	maxWorkers: '100%',
	setupFiles: ['<rootDir>/test/quiet.mjs'],
};
