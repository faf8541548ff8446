/** Runs the nodes in n8n's own engine, without a server: real parameters, expressions and errors. */
import {
	ICredentialsHelper,
	Workflow,
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteData,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeType,
	type IRequestOptionsSimplified,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import {
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	SupplyDataContext,
	WorkflowExecute,
} from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data.js';
import { CregisApi } from '../../credentials/CregisApi.credentials.ts';
import { CregisTeamApi } from '../../credentials/CregisTeamApi.credentials.ts';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import './patterns.mts';

const nodeType: INodeType = new Cregis();

/** The node as n8n offers it to AI agents: only its name and its connections differ. */
export const toolType: INodeType = Object.create(nodeType, {
	description: { value: { ...nodeType.description, name: 'cregisTool' } },
});
const CREDENTIAL_TYPES = { cregisApi: new CregisApi(), cregisTeamApi: new CregisTeamApi() };

type CredentialName = keyof typeof CREDENTIAL_TYPES;

/** Hands out one credential, unless it was deleted, and signs with the real credential classes. */
class OneCredential extends ICredentialsHelper {
	private readonly data?: ICredentialDataDecryptedObject;

	constructor(data?: ICredentialDataDecryptedObject) {
		super();
		this.data = data;
	}

	override getParentTypes() {
		return [];
	}

	override async getDecrypted() {
		if (!this.data) throw new Error('The credential was deleted');
		return this.data;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	) {
		const credentialType = CREDENTIAL_TYPES[typeName as CredentialName];
		return await credentialType.authenticate(credentials, requestOptions as IHttpRequestOptions);
	}

	override async preAuthentication() {
		return undefined;
	}

	override async runPreAuthentication() {
		return undefined;
	}

	override isCredentialUsableByNode() {
		return true;
	}

	override async getCredentials(): Promise<never> {
		throw new Error('The engine asks for decrypted credentials only');
	}

	override async updateCredentials() {}

	override async updateCredentialsOauthTokenData() {}

	override getCredentialsProperties(typeName: string) {
		return CREDENTIAL_TYPES[typeName as CredentialName].properties;
	}
}

function additionalData(credential?: ICredentialDataDecryptedObject) {
	const base = 'http://127.0.0.1/';
	return {
		credentialsHelper: new OneCredential(credential),
		hooks: new ExecutionLifecycleHooks('integrated', '1', {
			name: 'test',
			active: false,
			nodes: [],
			connections: {},
		} as never),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		instanceBaseUrl: base,
		restApiUrl: base,
		formBaseUrl: base,
		formWaitingBaseUrl: base,
		formTestBaseUrl: base,
		webhookBaseUrl: base,
		webhookWaitingBaseUrl: `${base}waiting`,
		webhookTestBaseUrl: base,
		mcpBaseUrl: base,
		mcpTestBaseUrl: base,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

export interface Run {
	/** The output items. */
	items: INodeExecutionData[];
	/** The JSON of each output item. */
	json: IDataObject[];
	/** The items of the error output, if the node has one. */
	errorItems: INodeExecutionData[];
	/** What stopped the node, as n8n stores it. */
	error: ITaskData['error'];
	/** What the editor shows beside the output. */
	hints: string[];
	/** Until when the execution waits, if it does. */
	waitTill?: Date;
	/** Everything that n8n would store about the run, as JSON text. */
	stored: string;
}

export interface RunOptions {
	/** Left out if the credential was deleted. */
	credential?: ICredentialDataDecryptedObject;
	parameters: INode['parameters'];
	/** The JSON of each input item; one empty item by default. */
	items?: IDataObject[];
	onError?: INode['onError'];
	/** The number of tries, if Retry On Fail is on. */
	tries?: number;
	/** The input items of later passes, as in a loop. The output is that of the last pass. */
	laterPasses?: IDataObject[][];
	/** The output of an earlier node, which is connected to this one. Undefined if it didn't run. */
	earlier?: { name: string; json: IDataObject[] | undefined };
	/** Runs the node as an AI agent's tool. */
	isTool?: boolean;
	/** Stops the execution, as a user does. */
	stop?: AbortSignal;
}

/** The only credential that a person selects in the node. */
const credentialOf = ({ resource }: INode['parameters']): CredentialName =>
	resource === 'teamWallet' ? 'cregisTeamApi' : 'cregisApi';

function makeNode(
	parameters: INode['parameters'],
	{ onError, tries, isTool }: Pick<RunOptions, 'onError' | 'tries' | 'isTool'> = {},
): INode {
	return {
		id: 'node',
		name: 'Cregis',
		type: `n8n-nodes-cregis.${isTool ? 'cregisTool' : 'cregis'}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [credentialOf(parameters)]: { id: '1', name: 'Test credential' } },
		...(onError ? { onError } : {}),
		...(tries ? { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 } : {}),
	};
}

function makeWorkflow(node: INode, type = nodeType, earlier?: string): Workflow {
	const before = earlier ? [{ ...node, id: 'earlier', name: earlier, parameters: {} }] : [];
	return new Workflow({
		id: 'workflow',
		nodes: [...before, node],
		connections: earlier
			? { [earlier]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } }
			: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
}

/** Runs the Cregis node over the items, once or in several passes. */
export async function runNode(options: RunOptions): Promise<Run> {
	const { credential, parameters, items = [{}], laterPasses = [], earlier, isTool, stop } = options;
	const node = makeNode(parameters, options);
	const inputs = [items, ...laterPasses].map(
		(pass): IExecuteData => ({
			node,
			data: { main: [pass.map((json) => ({ json }))] },
			source: null,
		}),
	);
	const execution = createRunExecutionData({
		executionData: { nodeExecutionStack: inputs },
	});
	if (earlier?.json) {
		const data = { main: [earlier.json.map((json) => ({ json }))] };
		execution.resultData.runData[earlier.name] = [{ data } as unknown as ITaskData];
	}
	const running = new WorkflowExecute(
		additionalData(credential),
		'integrated',
		execution,
	).processRunExecutionData(makeWorkflow(node, isTool ? toolType : nodeType, earlier?.name));
	stop?.addEventListener('abort', () => running.cancel());
	const result = await running;
	const task = result.data.resultData.runData.Cregis?.at(-1);
	const [main, errors] = task?.data?.main ?? [];
	return {
		items: main ?? [],
		json: (main ?? []).map(({ json }) => json),
		errorItems: errors ?? [],
		error: task?.error ?? result.data.resultData.error,
		hints: (task?.hints ?? [])
			.filter(({ location }) => location === 'outputPane')
			.map(({ type, message }) => `${type}: ${message}`),
		waitTill: result.waitTill ?? undefined,
		stored: JSON.stringify(result),
	};
}

/**
 * Calls the node as an AI agent's tool, in one execution.
 *
 * @param steps the arguments of each call; the calls of a step run at the same time
 * @param handles how many tools n8n makes of the node before the first call, as for an agent that handles
 * several items at once. The calls use them in turn
 * @returns what the agent reads for each call: the result or the error
 */
export async function callTool(
	{ credential, parameters, tries, onError }: RunOptions,
	steps: IDataObject[][],
	handles = 1,
): Promise<string[]> {
	const node = makeNode(parameters, { onError, tries });
	const execution = createRunExecutionData({});
	const input: IExecuteData = { node, data: { main: [[{ json: {} }]] }, source: null };
	const makeContext = (runIndex: number) =>
		new SupplyDataContext(
			makeWorkflow(node),
			node,
			additionalData(credential),
			'integrated',
			execution,
			runIndex,
			[{ json: {} }],
			{},
			'ai_tool',
			input,
			[],
			undefined,
			node,
		);
	const invocations = Array.from({ length: handles }, () =>
		makeHandleToolInvocation(makeContext, node, nodeType, execution),
	);
	let calls = 0;
	const call = async (args: IDataObject) =>
		await invocations[calls++ % handles](args).then(
			(answer: unknown) => String(answer),
			({ message, description }: Error & { description?: string }) =>
				`${message} ${description ?? ''}`,
		);
	const answers: string[] = [];
	for (const step of steps) answers.push(...(await Promise.all(step.map(call))));
	return answers;
}

/** Loads the list of one of the node's pickers, as the editor does. */
export async function searchList(
	credential: ICredentialDataDecryptedObject,
	method: string,
	filter?: string,
	parameters: INode['parameters'] = {},
): Promise<INodeListSearchResult> {
	const node = makeNode(parameters);
	const additional = { ...additionalData(credential), currentNodeParameters: node.parameters };
	const context = new LoadOptionsContext(makeWorkflow(node), node, additional, '');
	return await nodeType.methods!.listSearch![method].call(context, filter);
}
