/** The sandboxes of a campaign, each with its own project. */
import { startSandbox, type FaultInput, type Sandbox } from '../../sandbox/sandbox.mts';
import { call } from '../support/client.mts';
import { FAULTS, type FaultName } from './faults.mts';

/** Below the ephemeral ports: while a sandbox refuses connections, no other process takes its port. */
const [FIRST_PORT, PORTS] = [15_000, 15_000];

/** Starts a sandbox on a port that no other process takes. */
export async function openSandbox(): Promise<Sandbox> {
	for (;;) {
		const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
		try {
			return await startSandbox({ port, autoPayouts: { delayMs: 20 } });
		} catch (error) {
			if (!(error as Error).message.includes('already in use')) throw error;
		}
	}
}

/** In a queue of faults, a request without one. */
const PASSES = { kind: 'delay' } as const;

/** Applies these faults to the first, second, ... request to a path. */
export function queueFaults(
	sandbox: Sandbox,
	path: string,
	faults: Array<FaultName | Omit<FaultInput, 'path'> | undefined>,
) {
	for (const fault of faults) {
		const chosen = typeof fault === 'string' ? FAULTS[fault].fault : fault;
		sandbox.addFault({ path, ...(chosen ?? PASSES) });
	}
}

const TRON = '195';

/** Creates a deposit address with enough balance. Resolves to it and the wallet address to collect to. */
export async function fundedAddress(sandbox: Sandbox): Promise<{ from: string; to: string }> {
	const { data } = await call(sandbox, '/api/v1/address/create', { chain_id: TRON });
	const from = String(data.address);
	await sandbox.deposit({ address: from, amount: '1000000' });
	const { payoutAddresses } = sandbox.getState().projects.find(({ type }) => type === 'waas')!;
	return { from, to: payoutAddresses[TRON] };
}

export const cregisCredential = ({ baseUrl, waas }: Sandbox) => ({
	projectType: 'waas',
	baseUrl,
	...waas,
});
