/** With paths, as in `npm test -- test/engine/batch`, each file runs on its own. */
const hasPaths = process.argv.slice(2).some((argument) => !argument.startsWith('-'));

export default {
	preset: './test/jest.base.json',
	// Every folder in these three, so that no test file is left out.
	testMatch: [
		'<rootDir>/test/{unit,sandbox,engine}/*/*.test.mts',
		...(hasPaths ? ['<rootDir>/test/{unit,sandbox,engine}/*.test.mts', '!**/parts/*'] : []),
	],
	maxWorkers: '100%',
	setupFiles: ['<rootDir>/test/quiet.mjs'],
};
