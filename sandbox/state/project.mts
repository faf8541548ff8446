import { randomBytes, randomInt } from 'node:crypto';
import { randomAddress } from '../chains/chains.mts';
import { COINS } from '../chains/coins.mts';
import type { ProjectSettings, ProjectType } from './settings.mts';

export type Credentials = { pid: string; apiKey: string };

export type Project = Credentials & {
	type: ProjectType;
	settings: ProjectSettings;
	/** Address of the payout wallet by chain_id. */
	payoutAddresses: Record<string, string>;
};

function randomPid(): string {
	return `1${Array.from({ length: 3 }, () => String(randomInt(100_000)).padStart(5, '0')).join('')}`;
}

/** An address of the payout wallet on each chain. */
function walletAddresses(): Record<string, string> {
	return Object.fromEntries(COINS.map(({ chainId }) => [chainId, randomAddress(chainId)]));
}

/** A new project, by default with a random pid and key. */
export function createProject(
	type: ProjectType,
	settings: ProjectSettings,
	given?: { pid: string | number; apiKey: string },
): Project {
	return {
		type,
		pid: String(given?.pid ?? randomPid()),
		apiKey: given?.apiKey ?? randomBytes(16).toString('hex'),
		settings,
		payoutAddresses: walletAddresses(),
	};
}
