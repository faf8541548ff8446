/** A sandbox of its own for each test, and a merchant's endpoint for its callbacks. */
import { afterEach, beforeEach } from '@jest/globals';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.mts';
import { startReceiver, type Receiver } from './client.mts';

/** The sandbox of the running test. */
export let sandbox: Sandbox;

/** The endpoint of the running test. */
export let receiver: Receiver;

/** Starts a sandbox before each test of the file, and closes it afterwards. */
export function useSandbox(options?: SandboxOptions): void {
	beforeEach(async () => {
		sandbox = await startSandbox(options);
	});
	afterEach(async () => await sandbox.close());
}

/** Starts an endpoint before each test of the file, and closes it afterwards. */
export function useReceiver(answer?: string): void {
	beforeEach(async () => {
		receiver = await startReceiver(answer);
	});
	afterEach(() => receiver.close());
}
