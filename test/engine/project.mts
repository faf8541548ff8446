/** A sandbox for a test file, and the credential of its WaaS project. */
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { newAddress } from '../support/client.mts';
import { runNode, type Run, type RunOptions } from './engine.mts';
import { schemaFaults } from '../support/schema.mts';

interface Sent {
	path: string;
	fields: Record<string, unknown>;
}

const PAYING_PATHS = [
	'/api/v1/collection',
	'/api/v1/payout',
	'/api/v1/sub_address_withdrawal',
	'/api/v2/checkout',
	'/api/v2/payout',
];

export interface TestProject {
	readonly sandbox: Sandbox;
	readonly credential: NonNullable<RunOptions['credential']>;
	/** The credential of the sandbox's team. */
	readonly teamCredential: NonNullable<RunOptions['credential']>;
	/** The address of the project's wallet on a chain. */
	walletAddress(chainId: string): string;
	/** Creates a deposit address of the project that holds TRX. */
	fundedAddress(amount?: string): Promise<string>;
	/** Runs an operation of the node with the credential that its resource needs. */
	run(
		resource: string,
		operation: string,
		parameters: RunOptions['parameters'],
		options?: Partial<RunOptions>,
	): Promise<Run>;
	/** The requests that reached Cregis, without the fields that every request has. */
	sent(): Sent[];
	/** The path and the fields of the last request. */
	lastSent(): Sent | undefined;
	/** Only the requests for payments, without the checks before them. */
	payments(): Sent[];
}

/** Starts a sandbox for the tests of a file, and resets it before each of them. */
export function useProject(): TestProject {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	const project: TestProject = {
		get sandbox() {
			return sandbox;
		},
		get credential() {
			return { baseUrl: sandbox.baseUrl, ...sandbox.waas };
		},
		get teamCredential() {
			return { baseUrl: sandbox.baseUrl, ...sandbox.team };
		},
		walletAddress: (chainId) =>
			sandbox.getState().projects.find(({ type }) => type === 'waas')!.payoutAddresses[chainId],
		fundedAddress: async (amount = '100') => {
			const address = await newAddress(sandbox);
			await sandbox.deposit({ address, amount });
			return address;
		},
		run: async (resource, operation, parameters, options = {}) => {
			const run = await runNode({
				credential: resource === 'teamWallet' ? project.teamCredential : project.credential,
				parameters: { resource, operation, ...parameters },
				...options,
			});
			// The editor shows the schema's fields, so the default output of every test must match it.
			if (parameters.simplify !== false && parameters.output === undefined) {
				const items = run.json.filter((item) => !('error' in item));
				expect(items.flatMap((item) => schemaFaults(resource, operation, item))).toEqual([]);
			}
			return run;
		},
		sent: () =>
			sandbox.getRequests().map(({ path, raw }) => {
				const { pid, nonce, timestamp, sign, ...fields } = JSON.parse(raw) as Record<
					string,
					unknown
				>;
				return { path, fields };
			}),
		lastSent: () => project.sent().at(-1),
		payments: () => project.sent().filter(({ path }) => PAYING_PATHS.includes(path)),
	};
	return project;
}

/** A resource locator as the editor stores it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Valid addresses that belong to nobody: contracts of well-known coins. */
export const TRON_ADDRESS = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';
export const ETHEREUM_ADDRESS = '0xdac17f958d2ee523a2206206994597c13d831ec7';
