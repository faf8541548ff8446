/** The tools and releases fetch and run nothing that the lock files don't contain. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const ROOT = process.cwd();
const LOCK_FILES = [
	'package-lock.json',
	'harness/newest/package-lock.json',
	'harness/oldest/package-lock.json',
	'scripts/node/package-lock.json',
];

interface Locked {
	version: string;
	integrity?: string;
	resolved?: string;
	hasInstallScript?: boolean;
	os?: string;
	cpu?: string;
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

function packagesOf(lockFile: string): Array<[string, Locked]> {
	const { packages } = JSON.parse(read(lockFile)) as { packages: Record<string, Locked> };
	return Object.entries(packages).filter(([path]) => path !== '');
}

describe.each(LOCK_FILES)('%s', (lockFile) => {
	it('has the hash of every package', () => {
		const unlocked = packagesOf(lockFile).filter(([, { integrity }]) => !integrity);
		expect(unlocked).toEqual([]);
	});

	it('has no download URLs', () => {
		expect(packagesOf(lockFile).filter(([, { resolved }]) => resolved)).toEqual([]);
	});
});

describe('the Node that runs the tools', () => {
	const packages = packagesOf('scripts/node/package-lock.json');

	it('is locked for each platform', () => {
		expect(packages.map(([, { os, cpu }]) => `${os} ${cpu}`).sort()).toEqual([
			'darwin arm64',
			'darwin x64',
			'linux arm64',
			'linux x64',
			'win32 x64',
		]);
	});

	it('is Node 24', () => {
		for (const [, { version }] of packages) expect(version).toMatch(/^24\./);
	});

	it('is searched for in each of these packages', () => {
		const setUp = read('scripts/setup.mjs');
		for (const [path] of packages) {
			expect(setUp).toContain(`'${path.replace('node_modules/', '')}'`);
		}
	});

	it('comes without scripts', () => {
		expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
	});

	// Its script fetches the platform's package, which isn't in the lock file.
	it("doesn't come from the 'node' package", () => {
		expect(packagesOf('package-lock.json').map(([path]) => path)).not.toContain(
			'node_modules/node',
		);
	});
});

describe("n8n's binary modules", () => {
	const BINARY = 'node_modules/sqlite3/build/Release/node_sqlite3.node';

	/**
	 * Stands in for npm. It notes its arguments and the Node that its scripts would run on, installs sqlite3 as
	 * the lock file says, and builds it as the text 'built'. NEXT_LOCK replaces the lock file meanwhile.
	 */
	const NPM = `#!/bin/sh
echo "$* | $(command -v node)" >> "$LOG"
mkdir -p node_modules/sqlite3/build/Release
if [ "$1" = ci ]; then cp package-lock.json node_modules/sqlite3/package.json; fi
if [ "$1" = ci ] && [ -n "$NEXT_LOCK" ]; then echo "$NEXT_LOCK" > package-lock.json; fi
case "$*" in "rebuild sqlite3"*) printf built > ${BINARY};; esac
echo 11.0.0
`;

	let folder: string;
	let node: string;

	function write(file: string, text: string, mode = 0o644) {
		mkdirSync(join(folder, dirname(file)), { recursive: true });
		writeFileSync(join(folder, file), text, { mode });
	}

	function run(code: string, env: Record<string, string> = {}): string {
		const load = "const { NODE, installN8n } = await import('./scripts/setup.mjs');";
		return execFileSync(process.execPath, ['--input-type=module', '-e', `${load} ${code}`], {
			cwd: folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
			env: {
				...process.env,
				LOG: join(folder, 'log'),
				PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
				...env,
			},
		});
	}

	/** The calls of npm while n8n is installed, except the one for npm's version. */
	function install(version: 'newest' | 'oldest', env?: Record<string, string>) {
		write('log', '');
		run(`await installN8n('${version}')`, env);
		const [, ...calls] = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
		return calls.map((call) => {
			const [command, itsNode] = call.split(' | ');
			return { command, node: itsNode };
		});
	}

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'cregis-setup-'));
		write('scripts/setup.mjs', read('scripts/setup.mjs'));
		write('harness/newest/package-lock.json', '{ "version": "5.1.7", "of": "newest" }');
		write('bin/npm', NPM, 0o755);
		write('bin/node', '#!/bin/sh\n', 0o755);
		node = relative(folder, run('process.stdout.write(NODE)'));
		write(node, '#!/bin/sh\n', 0o755);
		write(node.replace('scripts/node', 'harness/oldest'), '#!/bin/sh\n', 0o755);
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('are prepared on the Node that runs n8n, not on that of the machine', () => {
		const [ci, rebuild] = install('newest');
		expect(rebuild).toEqual({
			command: 'rebuild sqlite3 isolated-vm',
			node: join(folder, node),
		});
		// Everything else is left to what the user's PATH finds first.
		expect(ci.node).toBe(join(folder, 'bin/node'));
	});

	it.each([
		{ what: 'copied from an n8n with the same', version: '5.1.7', rebuilt: 'isolated-vm' },
		{ what: 'built if each n8n has another', version: '5.2.0', rebuilt: 'sqlite3 isolated-vm' },
	])('of sqlite3, which are slow to build, are $what version', ({ version, rebuilt }) => {
		write('harness/oldest/package-lock.json', `{ "version": "${version}", "of": "oldest" }`);
		install('newest');
		expect(install('oldest').at(-1)!.command).toBe(`rebuild ${rebuilt}`);
		expect(readFileSync(join(folder, 'harness/oldest', BINARY), 'utf8')).toBe('built');
	});

	it("of sqlite3 aren't copied from an n8n whose installation was interrupted", () => {
		write('harness/oldest/package-lock.json', '{ "version": "5.1.7", "of": "oldest" }');
		install('newest');
		write('harness/newest/node_modules/.installed', '');
		expect(install('oldest').at(-1)!.command).toBe('rebuild sqlite3 isolated-vm');
	});

	it('are installed again if the lock file changed while they were installed', () => {
		install('newest', { NEXT_LOCK: '{ "version": "5.2.0" }' });
		expect(install('newest')[0].command).toMatch(/^ci /);
		expect(install('newest')).toEqual([]);
	});
});

describe('the tag of a release', () => {
	const { version } = JSON.parse(read('package.json')) as { version: string };
	const check = (...tag: string[]) =>
		execFileSync(process.execPath, ['scripts/releaseTag.mts', ...tag], { stdio: 'pipe' });

	it('is the version in package.json', () => {
		expect(() => check(version)).not.toThrow();
	});

	it.each([[[`v${version}`]], [[`${version}0`]], [['0.0.1']], [['']], [[]]])(
		"can't be anything else: %j",
		(tag) => {
			expect(() => check(...tag)).toThrow('package.json has version');
		},
	);
});

it("the checksum of a release is in npm's form", () => {
	const file = join(mkdtempSync(join(tmpdir(), 'cregis-checksum-')), 'package.tgz');
	writeFileSync(file, 'abc');
	const printed = execFileSync(process.execPath, ['scripts/integrity.mts', file], {
		encoding: 'utf8',
	});
	// The example of FIPS 180-2, appendix C.1.
	const hex =
		'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f';
	expect(printed).toBe(`sha512-${Buffer.from(hex, 'hex').toString('base64')}\n`);
});

describe('the workflow that publishes', () => {
	const workflow = read('.github/workflows/publish.yml');
	const [, publishing] = workflow.split(/^ {2}publish:$/m);

	it('lets only the job that publishes identify itself to npm', () => {
		expect(workflow.match(/id-token: write/g)).toHaveLength(1);
		expect(publishing).toContain('id-token: write');
	});

	it('runs no code of the repository or its packages in that job', () => {
		expect(publishing).not.toContain('actions/checkout');
		expect(publishing).not.toMatch(/npm (ci|install|run|test|start)/);
	});

	it('publishes only what passes every gate', () => {
		expect(workflow.split('npm pack')[0]).toContain('run: bash .ci/run');
		expect(publishing).toContain('needs: build');
	});

	it('offers the package, its checksums and its bill of materials once npm has it', () => {
		const [building, releasing] = workflow.split(/^ {2}release:$/m);
		expect(building).toMatch(/npm sbom .*--omit dev/);
		expect(building).toMatch(/sha512sum/);
		expect(releasing).toContain('needs: publish');
		expect(workflow.match(/contents: write/g)).toHaveLength(1);
		expect(releasing).toContain('contents: write');
	});

	it('checks the tag', () => {
		expect(workflow).toContain('node scripts/releaseTag.mts "$GITHUB_REF_NAME"');
	});

	it.each(['ci.yml', 'publish.yml', 'weekly.yml'])(
		'pins actions to reviewed commits: %s',
		(file) => {
			const actions = [...read(`.github/workflows/${file}`).matchAll(/uses: (\S+)/g)];
			expect(actions).not.toEqual([]);
			for (const [, action] of actions) expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
		},
	);
});
