/** With paths, as in `npm test -- test/engine/batch`, each file runs on its own. */
const hasPaths = process.argv.slice(2).some((argument) => !argument.startsWith('-'));

const engineTests = [
	'<rootDir>/test/engine/parts/*.test.mts',
	'<rootDir>/test/engine/oldN8n.test.mts',
];

export default {
	preset: './test/jest.base.json',
	testMatch: [
		'<rootDir>/test/unit/**/*.test.mts',
		'<rootDir>/test/sandbox/**/*.test.mts',
		...(hasPaths ? ['<rootDir>/test/engine/*.test.mts'] : engineTests),
	],
	maxWorkers: '100%',
	setupFiles: ['<rootDir>/test/quiet.mjs'],
};
