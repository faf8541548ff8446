/** Runs an operation with a value from an expression in one of its fields. */
import type { Run } from './engine.mts';
import { TRON_ADDRESS, byId, type TestProject } from './project.mts';

export type Parameters = Record<string, unknown>;

export const PAYOUT = {
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1.5',
	thirdPartyId: 'invoice-1',
};

export const TOO_LONG = 'has more digits than a number can hold';

/** 19 digits, but a JavaScript number keeps only the first 17. */
export const ROUNDED_ID = Number('1234567890123456789');

/** @param value the value of `{{ $json.value }}` */
export async function runWith(
	project: TestProject,
	operation: string,
	parameters: Parameters,
	value: unknown,
): Promise<Run> {
	const [resource, verb] = operation.split('.');
	const { sandbox } = project;
	const keys: Record<string, object> = { order: sandbox.payment, teamWallet: sandbox.team };
	const key = keys[resource] ?? sandbox.waas;
	return await project.run(resource, verb, parameters as never, {
		credential: { baseUrl: sandbox.baseUrl, ...key },
		items: [{ value }] as never,
	});
}
