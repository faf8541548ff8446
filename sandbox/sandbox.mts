import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createClock } from './state/clock.mts';
import type { Controls } from './controls/controlTypes.mts';
import { createControls } from './controls/controls.mts';
import { createRefusal, listen } from './http/listening.mts';
import { createSandboxServer } from './http/server.mts';
import { type ProjectType, settingsOf } from './state/settings.mts';
import { initialTeamSettings, type Team, type TeamCredentials } from './state/teamTypes.mts';
import { type Credentials, createProject } from './state/project.mts';
import { emptyState } from './state/state.mts';

export type { CallbackInput } from './callbacks/callbackInput.mts';
export type * from './orders/orderInputs.mts';
export type * from './state/conditions.mts';
export type * from './state/fault.mts';
export type * from './state/orderTypes.mts';
export type * from './state/project.mts';
export type * from './state/settings.mts';
export type * from './state/state.mts';
export type * from './state/teamTypes.mts';
export type * from './state/transferTypes.mts';
export type * from './teams/teamInputs.mts';
export type * from './transfers/depositInput.mts';

export type SandboxOptions = {
	/** 0 (default) for any free port. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** Random pid and key by default. */
	waas?: { pid: string | number; apiKey: string };
	payment?: { pid: string | number; apiKey: string };
	team?: TeamCredentials;
	/** Payouts and withdrawals go 0, 5, 1, 6 by themselves, collections 0, 1, a step each `delayMs`. */
	autoPayouts?: { delayMs: number };
};

export type Sandbox = Controls & {
	baseUrl: string;
	waas: Credentials;
	payment: Credentials;
	team: TeamCredentials;
	/** Cuts open connections, drops what is under way and frees the port. */
	close: () => Promise<void>;
};

function createTeam(given?: TeamCredentials): Team {
	return {
		accessKey: given?.accessKey ?? randomBytes(16).toString('hex'),
		accessSecret: given?.accessSecret ?? randomBytes(32).toString('hex'),
		settings: initialTeamSettings(),
		wallets: [],
		transactions: [],
	};
}

/**
 * Starts a Cregis to run against, with a WaaS project, a Payment project and a team. Rejects with an Error if the
 * port is in use.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1', autoPayouts = null } = options;
	const initialSettings = (type: ProjectType) => settingsOf(type, autoPayouts);
	const waas = createProject('waas', initialSettings('waas'), options.waas);
	const payment = createProject('payment', initialSettings('payment'), options.payment);
	const team = createTeam(options.team);
	const state = emptyState([waas, payment], team);
	const clock = createClock();
	let baseUrl = '';
	const {
		effects,
		close: breakOff,
		...controls
	} = createControls({
		state,
		clock,
		initialSettings,
		baseUrl: () => baseUrl,
	});
	const server = createSandboxServer({
		state,
		clock,
		controls,
		effects,
		baseUrl: () => baseUrl,
		refuse: (ms) => refusal.begin(ms),
	});
	await listen(server, port, host);
	const { port: openPort } = server.address() as AddressInfo;
	const refusal = createRefusal(server, openPort, host);
	const shownHost = { '0.0.0.0': '127.0.0.1', '::': '[::1]', '::1': '[::1]' }[host] ?? host;
	baseUrl = `http://${shownHost}:${openPort}`;

	return {
		...controls,
		baseUrl,
		waas: { pid: waas.pid, apiKey: waas.apiKey },
		payment: { pid: payment.pid, apiKey: payment.apiKey },
		team: { accessKey: team.accessKey, accessSecret: team.accessSecret },
		close: () =>
			new Promise((resolve) => {
				breakOff();
				refusal.end();
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
