import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { N8n } from '../harness/n8n.mts';
import type { Editor, SavedWorkflow, Workflow } from '../harness/editor.mts';

const FOLDER = join(process.cwd(), 'examples');

/** The file names of the examples, without extension. */
export const EXAMPLES = [
	'notifications',
	'deposit-alerts',
	'order-to-fulfillment',
	'deposit-address',
	'checkout-order',
	'customer-addresses',
	'payouts-from-spreadsheet',
	'payouts-from-form',
	'payout-and-wait',
	'pay-once-per-deposit',
	'sweep-to-cold-wallet',
	'payouts-with-approval',
	'payout-assistant',
	'wallet-balances',
	'low-balance-alarm',
	'reconcile-deposits',
	'payouts-still-open',
	'failed-events',
	'accounting-export',
] as const;

export type Example = (typeof EXAMPLES)[number];

export function readExample(example: Example): Workflow {
	return JSON.parse(readFileSync(join(FOLDER, `${example}.json`), 'utf8')) as Workflow;
}

export interface PayoutRow {
	reference: string;
	coin: string;
	address: string;
	amount: string;
	note: string;
}

/** Reads the rows of the spreadsheet. Its values contain no commas. */
export function readPayoutRows(): PayoutRow[] {
	const [head, ...lines] = readFileSync(join(FOLDER, 'payouts.csv'), 'utf8').trim().split('\n');
	const names = head.split(',');
	return lines.map((line) => {
		const values = line.split(',');
		return Object.fromEntries(names.map((name, i) => [name, values[i]])) as unknown as PayoutRow;
	});
}

/**
 * Imports an example as a merchant would: selects the credential in each Cregis node, and points a file node
 * to a copy of its file in the folder that n8n may read.
 *
 * @param filledIn the fields that the example leaves empty, by node name
 * @param others the credentials of other services, by type
 */
export async function importExample(
	editor: Editor,
	n8n: Pick<N8n, 'filesFolder'>,
	example: Example,
	credential: { id: string; name: string },
	filledIn: Record<string, Record<string, unknown>> = {},
	others: Record<string, { id: string; name: string }> = {},
): Promise<SavedWorkflow> {
	const workflow = readExample(example);
	for (const node of workflow.nodes) {
		const credentials: Record<string, { id: string; name: string }> = {
			cregisApi: credential,
			...others,
		};
		for (const type of Object.keys(node.credentials ?? {})) {
			if (credentials[type]) node.credentials![type] = credentials[type];
		}
		if (node.webhookId !== undefined) node.webhookId = randomUUID();
		Object.assign(node.parameters, filledIn[node.name]);
		const { fileSelector } = node.parameters;
		if (typeof fileSelector === 'string' && !filledIn[node.name]?.fileSelector) {
			const file = join(n8n.filesFolder, basename(fileSelector));
			copyFileSync(join(FOLDER, basename(fileSelector)), file);
			node.parameters.fileSelector = file;
		}
	}
	return await editor.createWorkflow(workflow);
}
