const { rm } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { dest, parallel, series, src } = require('gulp');

function clean() {
	return rm('dist', { recursive: true, force: true });
}

function compile() {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
}

/** Copies the files that n8n reads besides the compiled code: icons, codex files and output schemas. */
function assets() {
	return src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/** Copies the handwritten type declarations. Those that TypeScript generates don't pass n8n's scanner. */
function types() {
	return src('types/*.d.ts').pipe(dest('dist'));
}

exports.clean = clean;
exports.assets = assets;
exports.build = series(clean, parallel(compile, assets, types));
exports.default = exports.build;
