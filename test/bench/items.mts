/** How long an operation takes for many items, compared with n8n's HTTP Request node and the same credential. */
import type { Editor, WorkflowNode } from '../../harness/editor.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import { PAYOUT, waitingWorkflow } from '../support/waitingWorkflow.mts';

export const ITEMS = 1_000;
/** The response time of Cregis. */
const REPLY_MS = 50;

const PATH = '/api/v1/address/inner';
const PAYOUT_PATH = '/api/v2/payout';
const FIELDS = { address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', chain_id: '195' };

const OPERATION = {
	resource: 'address',
	operation: 'checkOwnership',
	address: FIELDS.address,
	chainId: { __rl: true, mode: 'id', value: FIELDS.chain_id },
};

const httpRequest = (url: string): Partial<WorkflowNode> => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: `${url}${PATH}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'cregisApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: JSON.stringify(FIELDS),
		options: {},
	},
});

const read = (options: object) => ({ parameters: { ...OPERATION, options } });

const pay = (parallelRequests: number) => ({
	parameters: {
		...PAYOUT,
		waitForResult: false,
		thirdPartyId: '=row-{{ $json.row }}',
		options: { parallelRequests },
	},
});

export const KINDS = {
	httpRequest: ({ baseUrl }: Sandbox) => httpRequest(baseUrl),
	oneByOne: () => read({ parallelRequests: 1 }),
	defaults: () => read({}),
	parallel: () => read({ parallelRequests: 20 }),
	payouts: () => pay(1),
	parallelPayouts: () => pay(10),
};

/**
 * Runs a node over the items.
 *
 * @returns the whole run in seconds
 * @throws Error if the output lacks an item
 */
export async function measureItems(
	editor: Editor,
	sandbox: Sandbox,
	kind: keyof typeof KINDS,
): Promise<number> {
	sandbox.reset();
	for (const path of [PATH, PAYOUT_PATH]) {
		sandbox.addFault({ path, kind: 'delay', ms: REPLY_MS, times: ITEMS });
	}
	const project = { projectType: 'waas', baseUrl: sandbox.baseUrl, ...sandbox.waas };
	const credential = await editor.createCredential('cregisApi', 'Cregis', project);
	const workflow = waitingWorkflow({}, credential, ITEMS);
	Object.assign(workflow.nodes.find(({ name }) => name === 'Cregis')!, KINDS[kind](sandbox));
	const saved = await editor.createWorkflow(workflow);
	const start = Date.now();
	const { nodes, error } = await editor.finished((await editor.start(saved, 'Start'))!, 180_000);
	const seconds = (Date.now() - start) / 1000;
	const out = nodes.Then?.outputs[0].length;
	if (out !== ITEMS) throw new Error(`${kind}: ${out} items came out. ${error?.message ?? ''}`);
	return seconds;
}
