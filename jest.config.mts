/** With paths, as in `npm test -- test/engine/batch`, each file runs on its own. */
const hasPaths = process.argv.slice(2).some((argument) => !argument.startsWith('-'));

export default {
	preset: './test/jest.base.json',
	testMatch: [
		`<rootDir>/test/{unit,sandbox,engine}/${hasPaths ? '' : 'parts/'}*.test.mts`,
		'<rootDir>/test/{unit,engine}/{alone,long}/*.test.mts',
	],
	maxWorkers: '100%',
	setupFiles: ['<rootDir>/test/quiet.mjs'],
};
