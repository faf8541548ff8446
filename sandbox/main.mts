import { jsonNumber, toJson } from './contract/json.mts';
import { type Sandbox, startSandbox } from './sandbox.mts';
import type { Credentials } from './state/project.mts';

const DEFAULT_PORT = 4010;
const AUTO_STEP_MS = 500;

function withNumericPid({ pid, apiKey }: Credentials) {
	return { pid: jsonNumber(pid), apiKey };
}

function endOnSignal(sandbox: Sandbox): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			sandbox.close().then(() => process.exit(0));
		});
	}
}

function portFrom(text: string | undefined): number {
	const port = Number(text || DEFAULT_PORT);
	if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
	throw new Error(`PORT must be a number from 0 to 65535, not "${text}".`);
}

try {
	const sandbox = await startSandbox({
		port: portFrom(process.env.PORT),
		// Only for a container, whose ports are reached through its network interface (deploy/try).
		...(process.env.SANDBOX_HOST && { host: process.env.SANDBOX_HOST }),
		autoPayouts: { delayMs: AUTO_STEP_MS },
	});
	endOnSignal(sandbox);
	const { baseUrl, waas, payment, team } = sandbox;
	console.log(
		toJson({ baseUrl, waas: withNumericPid(waas), payment: withNumericPid(payment), team }),
	);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
