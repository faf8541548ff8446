/** Payments through a gateway whose replies a test chooses, and the outcomes that are reported. */
import type { IDataObject } from 'n8n-workflow';
import { runNode, type Run, type RunOptions } from './engine.mts';
import { openGateway, type Reply } from './gateway.mts';
import { ORDER as REQUIRED } from './orderParameters.mts';
import { TRON_ADDRESS, byId } from './project.mts';

export const PAYOUT = {
	resource: 'payout',
	operation: 'create',
	currency: byId('195@195'),
	toAddress: TRON_ADDRESS,
	amount: '1',
	thirdPartyId: '={{ $json.reference ?? "invoice-1" }}',
	options: { checkAllFirst: false },
};

export const COLLECTION = {
	resource: 'collection',
	operation: 'create',
	currency: byId('195@195'),
	fromAddress: TRON_ADDRESS,
	toAddress: TRON_ADDRESS,
	additionalFields: { amount: '={{ $json.amount ?? "1" }}' },
	options: { checkAllFirst: false },
};

export const ORDER = { resource: 'order', operation: 'create', ...REQUIRED };

export const envelope = (code: unknown, data?: unknown): Reply => ({
	body: JSON.stringify({ code, msg: 'said', data }),
	headers: { 'content-type': 'application/json' },
});

export const PAID = envelope('00000', { cid: 1382626461605888 });

export const LOST: Reply = { lost: true };

/** Runs the node with a gateway that gives these replies. */
export async function run(
	replies: Reply[],
	parameters: RunOptions['parameters'],
	options: Partial<RunOptions> = {},
): Promise<Run> {
	const { credential } = await openGateway(...replies);
	return await runNode({ credential, parameters, ...options });
}

export const CONTINUES = { onError: 'continueRegularOutput' } as const;

export interface FailedItem {
	error: string;
	message: { advice: string; outcome: string; code?: string };
}

export const failed = (json: IDataObject) => json as unknown as FailedItem;

export const RETRY = { tries: 2, ...CONTINUES };
