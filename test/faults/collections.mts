/** Collections, which have no reference: one run for each setting, and none is sent again if it may have arrived. */
import type { Sandbox } from '../../sandbox/sandbox.mts';
import type { Random } from '../support/random.mts';
import { askedOf, audit, auditLedger, type Asked, type Entry } from './audit.mts';
import { CalledWorkflow } from './calls.mts';
import { Deck, FOR_COLLECTIONS, type FaultName } from './faults.mts';
import { randomAmount, SETTINGS, strike, type Row, type Setting } from './plan.mts';
import { readReport } from './report.mts';
import { cregisCredential, fundedAddress, openSandbox, queueFaults } from './sandboxes.mts';
import type { Stage } from './stage.mts';
import { PAY, collectionWorkflow } from './workflows.mts';

export const COLLECTION_PATH = '/api/v1/collection';
export const COLLECTED_COIN = '195@195';

const ROWS = 10;
const FAULTS_PLANNED = 3;

export interface CollectionPlan {
	name: string;
	setting: Setting;
	amounts: string[];
	faults: Array<FaultName | undefined>;
}

/** One for each setting, and one without faults. Some rows of each are equal. */
export function planCollections(random: Random): CollectionPlan[] {
	const deck = new Deck(random, FOR_COLLECTIONS);
	const amounts = () => {
		const some = Array.from({ length: ROWS - 2 }, () => randomAmount(random, 50, 5));
		return [...some, random.of(some), random.of(some)];
	};
	const faulty = SETTINGS.map((setting, index) => {
		const faults: CollectionPlan['faults'] = Array(ROWS).fill(undefined);
		strike(random, () => deck.deal(), faults, FAULTS_PLANNED);
		return { name: `collections${index}`, setting, amounts: amounts(), faults };
	});
	return [
		...faulty,
		{ name: 'collections', setting: random.of(SETTINGS), amounts: amounts(), faults: [] },
	];
}

export const collectionEntries = (sandbox: Sandbox): Entry[] =>
	sandbox.getState().collections.map(({ cid, amount, to_address: to }) => {
		return { cid, key: amount, amount, to };
	});

export class CollectionRun {
	readonly disagreements: string[] = [];

	readonly plan: CollectionPlan;

	readonly sandbox: Sandbox;

	readonly workflow: CalledWorkflow;

	private readonly rows: Row[];

	private constructor(
		plan: CollectionPlan,
		sandbox: Sandbox,
		workflow: CalledWorkflow,
		rows: Row[],
	) {
		this.plan = plan;
		this.sandbox = sandbox;
		this.workflow = workflow;
		this.rows = rows;
	}

	static async prepare(plan: CollectionPlan, stage: Stage): Promise<CollectionRun> {
		const sandbox = await openSandbox();
		const { from, to } = await fundedAddress(sandbox);
		queueFaults(sandbox, COLLECTION_PATH, plan.faults);
		const cregisApi = await stage.credential('cregisApi', cregisCredential(sandbox));
		const { name, setting } = plan;
		const workflow = await CalledWorkflow.publish(
			stage,
			collectionWorkflow(name, setting, from, { cregisApi }),
		);
		// Two rows with the same amount are equal.
		const rows = plan.amounts.map((amount, index) => {
			return { key: amount, name: `item ${index}`, coin: COLLECTED_COIN, to, amount };
		});
		return new CollectionRun(plan, sandbox, workflow, rows);
	}

	asked(): Asked[] {
		return askedOf(this.sandbox, COLLECTION_PATH, this.plan.faults, 'amount');
	}

	async pay(): Promise<void> {
		const { rows } = this;
		const { name, setting, faults } = this.plan;
		const execution = await this.workflow.execute({ rows });
		const hasErrorOutput = setting.node.onError === 'continueErrorOutput';
		const report = readReport(execution, PAY, rows, hasErrorOutput);
		const { claims, text } = report;
		const entries = collectionEntries(this.sandbox);
		const evidence = { hasReferences: false, entries, asked: this.asked() };
		const found = [
			...report.faults,
			...auditLedger(rows, evidence),
			...audit(rows, claims, evidence),
		];
		if (report.kind === 'killed') found.push('the execution crashed');
		if (faults.length === 0 && claims.some(({ kind }) => kind !== 'paid')) {
			found.push('not all are paid, though nothing happened to any');
		}
		this.disagreements.push(
			...found.map((fault) => `${name} (${setting.name}): ${fault}. Told: ${text}`),
		);
	}
}
