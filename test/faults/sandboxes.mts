/** The sandboxes of a campaign, each with a project of its own. */
import { startSandbox, type FaultInput, type Sandbox } from '../../sandbox/sandbox.mts';
import { call } from '../support/client.mts';
import { FAULTS, type FaultName } from './faults.mts';

/** Below the ports that systems give away: while a sandbox refuses connections, nobody else takes its port. */
const [FIRST_PORT, PORTS] = [15_000, 15_000];

/** A sandbox on a port that stays its own. */
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

/** In a queue of faults, a request that nothing happens to. */
const PASSES = { kind: 'delay' } as const;

/** Has the first, second, ... request to a path meet these faults. */
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

/** A deposit address that holds enough, and the wallet's address that it is collected to. */
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
