/** Payments by an AI agent with the node as its tool: compares the last call of each row with the ledger. */
import { parse as parseFlatted } from 'flatted';
import { randomAddress } from '../../sandbox/chains/chains.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import type { Random } from '../support/random.mts';
import { askedOf, audit, auditLedger, type Asked, type Entry } from './audit.mts';
import { CalledWorkflow } from './calls.mts';
import { readClaim, type Claim } from './claim.mts';
import { COLLECTED_COIN, COLLECTION_PATH, collectionEntries } from './collections.mts';
import { COMMON, Deck, FOR_COLLECTIONS, type FaultName } from './faults.mts';
import { randomAmount, SETTINGS, strike, type Row, type Setting } from './plan.mts';
import { readError, type StoredError } from './report.mts';
import { cregisCredential, fundedAddress, openSandbox, queueFaults } from './sandboxes.mts';
import type { Stage } from './stage.mts';
import { PAY, agentWorkflow, toolParameters } from './workflows.mts';

/** From agent version 3, n8n's engine runs the tools. Before, the agent calls them itself, at the same time. */
const AGENT_VERSIONS = [2.2, 3];
const RESOURCES = ['payout', 'collection'] as const;
const PATHS = { payout: '/api/v2/payout', collection: COLLECTION_PATH };
const KEY_FIELDS = { payout: 'third_party_id', collection: 'amount' };
const ROWS = 6;
const FAULTS_PLANNED = 4;

export interface ToolPlan {
	name: string;
	agentVersion: number;
	resource: (typeof RESOURCES)[number];
	setting: Setting;
	amounts: string[];
	faults: Array<FaultName | undefined>;
}

const { node: retry } = SETTINGS.find(({ name }) => name === 'retry')!;
const { node: regular } = SETTINGS.find(({ name }) => name === 'regular output')!;

const TOOL_SETTINGS: Setting[] = [
	{ name: 'retry', node: retry, firstRun: 'stop' },
	{ name: 'regular output', node: regular, firstRun: 'stop' },
	{ name: 'retry, regular output', node: { ...retry, ...regular }, firstRun: 'stop' },
];

/** One for each kind of agent and payment. */
export function planTools(random: Random): ToolPlan[] {
	return AGENT_VERSIONS.flatMap((agentVersion) =>
		RESOURCES.map((resource) => {
			const deck = new Deck(random, resource === 'payout' ? COMMON : FOR_COLLECTIONS);
			const faults: ToolPlan['faults'] = Array(ROWS * 2).fill(undefined);
			strike(random, () => deck.deal(), faults, FAULTS_PLANNED);
			return {
				name: `${resource} tool of agent ${agentVersion}`,
				agentVersion,
				resource,
				setting: random.of(TOOL_SETTINGS),
				// These tell collections apart.
				amounts: Array.from(
					{ length: ROWS },
					(_, index) => `${index + 1}${randomAmount(random, 9, 5)}`,
				),
				faults,
			};
		}),
	);
}

interface ToolRun {
	inputOverride?: { ai_tool?: Array<Array<{ json: Record<string, string> }>> };
	data?: { ai_tool?: Array<Array<{ json: Record<string, unknown> }>> };
	error?: StoredError;
}

/** What one run of the tool reported about its row; undefined if the execution ended before. */
function readRun({ data, error }: ToolRun, row: Row): { claim?: Claim; faults: string[] } {
	if (error) {
		const { claims, faults } = readError({ ...error, context: { itemIndex: 0 } }, [row], false);
		return { claim: claims[0], faults };
	}
	const json = data?.ai_tool?.[0]?.[0]?.json;
	if (!json) return { faults: [] };
	// An agent that calls its tools itself merges their items into one.
	const [item = {}] = Array.isArray(json.response) ? json.response : [json];
	const claim = readClaim(item as Record<string, unknown>, row);
	return claim
		? { claim, faults: [] }
		: { faults: [`${row.key} came out as ${JSON.stringify(json)}`] };
}

export class ToolCalls {
	readonly disagreements: string[] = [];

	calls = 0;

	readonly plan: ToolPlan;

	readonly sandbox: Sandbox;

	readonly workflow: CalledWorkflow;

	private readonly rows: Row[];

	private constructor(plan: ToolPlan, sandbox: Sandbox, workflow: CalledWorkflow, rows: Row[]) {
		this.plan = plan;
		this.sandbox = sandbox;
		this.workflow = workflow;
		this.rows = rows;
	}

	static async prepare(
		plan: ToolPlan,
		stage: Stage,
		modelCredential: { id: string; name: string },
	): Promise<ToolCalls> {
		const { name, resource, agentVersion, setting, amounts, faults } = plan;
		const sandbox = await openSandbox();
		const { from, to } = await fundedAddress(sandbox);
		queueFaults(sandbox, PATHS[resource], faults);
		const isPayout = resource === 'payout';
		const rows = amounts.map((amount, index): Row => {
			const key = isPayout ? `invoice-${index}` : amount;
			const recipient = isPayout ? randomAddress('195') : to;
			return { key, name: isPayout ? key : 'item 0', coin: COLLECTED_COIN, to: recipient, amount };
		});
		const cregisApi = await stage.credential('cregisApi', cregisCredential(sandbox));
		const workflow = await CalledWorkflow.publish(
			stage,
			agentWorkflow(name, agentVersion, setting, toolParameters(resource, from), {
				model: { openAiApi: modelCredential },
				project: { cregisApi },
			}),
		);
		return new ToolCalls(plan, sandbox, workflow, rows);
	}

	asked(): Asked[] {
		const { resource, faults } = this.plan;
		return askedOf(this.sandbox, PATHS[resource], faults, KEY_FIELDS[resource]);
	}

	private entries(): Entry[] {
		if (this.plan.resource === 'collection') return collectionEntries(this.sandbox);
		return this.sandbox.getState().payouts.map(({ cid, third_party_id: key, amount, address }) => {
			return { cid, key, amount, to: address };
		});
	}

	async pay(): Promise<void> {
		const { rows } = this;
		const { name, setting, resource } = this.plan;
		const execution = await this.workflow.execute({ rows });
		const { resultData } = (execution ? parseFlatted(execution.text) : { resultData: {} }) as {
			resultData: { runData?: Record<string, ToolRun[]> };
		};
		const runs = resultData.runData?.[PAY] ?? [];
		this.calls = runs.length;
		const found: string[] = runs.length === 0 ? ['the tool was not called'] : [];
		const told = new Map<Row, Claim | undefined>();
		for (const run of runs) {
			const { amount } = run.inputOverride?.ai_tool?.[0]?.[0]?.json ?? {};
			const row = rows.find((each) => each.amount === amount);
			if (!row) found.push(`called for ${String(amount)}, which is no row`);
			else {
				const { claim, faults } = readRun(run, row);
				told.set(row, claim);
				found.push(...faults.map((fault) => `${row.key}: ${fault}`));
			}
		}
		const hasReferences = resource === 'payout';
		const canBeReset = this.plan.agentVersion < 3;
		const evidence = { hasReferences, canBeReset, entries: this.entries(), asked: this.asked() };
		// If an agent fails, its other calls end without a report.
		const reported = rows.filter((row) => !told.has(row) || told.get(row));
		const claims = reported.map((row): Claim => told.get(row) ?? { kind: 'not sent' });
		found.push(
			...auditLedger(rows, evidence),
			...audit(reported, claims, evidence),
			...audit(rows, [], evidence),
		);
		this.disagreements.push(
			...found.map((fault) => `${name} (${setting.name}): ${fault}. Told: ${JSON.stringify(runs)}`),
		);
	}
}
