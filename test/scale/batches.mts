/** Pays batches as a merchant would: starts each, and starts it again until an execution succeeds. */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { until, type Editor } from '../../harness/editor.mts';
import type { Services } from '../support/queueMode/services.mts';
import type { Row } from './workflow.mts';

const POLL_MS = 1_000;
const STORED_LIMIT_MS = 60_000;
const LIMIT_MS = 3_600_000;
const UNDER_WAY = ['new', 'running', 'waiting', 'unknown'];

export interface Amounts {
	batches: number;
	/** In each batch. */
	rows: number;
	kills: number;
}

/** A batch, and the execution that succeeded. */
export interface Report {
	rows: Row[];
	executionId: string;
}

interface Scene {
	url: string;
	workflowId: string;
	editor: Editor;
	services: Services;
	amounts: Amounts;
	tell: (text: string) => void;
}

const rowsOf = (batch: number, count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		reference: `batch-${batch + 1}-row-${index + 1}`,
		amount: `1.${String(index + 1).padStart(6, '0')}`,
	}));

export class Batches {
	/** How often a batch was started. */
	calls = 0;

	private readonly scene: Scene;

	/** The status of each execution, by its ID. */
	private statuses = new Map<string, string>();

	private calling: Promise<unknown> = Promise.resolve();

	private isOver = false;

	constructor(scene: Scene) {
		this.scene = scene;
	}

	/** Pays all batches, and returns the successful execution of each. */
	async pay(): Promise<Report[]> {
		const { batches, rows } = this.scene.amounts;
		const following = this.follow();
		try {
			return await Promise.all(
				Array.from({ length: batches }, async (_, batch) => {
					const own = rowsOf(batch, rows);
					return { rows: own, executionId: await this.payBatch(batch, own) };
				}),
			);
		} finally {
			this.isOver = true;
			await following;
		}
	}

	private async read() {
		const { services, workflowId } = this.scene;
		const sql = `select id, status from execution_entity where "workflowId" = '${workflowId}'`;
		this.statuses = new Map(
			(await services.query(sql)).map(([id, status]): [string, string] => [id, status]),
		);
	}

	private async follow() {
		while (!this.isOver) {
			await this.read();
			await sleep(POLL_MS);
		}
	}

	private async payBatch(batch: number, rows: Row[]): Promise<string> {
		const deadline = Date.now() + LIMIT_MS;
		while (Date.now() < deadline) {
			const id = await this.start(rows);
			const hasEnded = async () => !UNDER_WAY.includes(this.statuses.get(id) ?? 'new');
			await until(`batch ${batch + 1} to end`, hasEnded, LIMIT_MS);
			const status = this.statuses.get(id);
			if (status === 'success') return id;
			const { error } = await this.scene.editor.execution(id);
			const reason = error?.message.split('\n')[0] ?? 'no reason';
			this.scene.tell(`Batch ${batch + 1} ended with '${status}' (${reason}): starting it again`);
		}
		throw new Error(`Batch ${batch + 1} was not paid in ${LIMIT_MS} ms`);
	}

	/** Starts an execution, and returns its ID: the only one that's new, as calls follow one another. */
	private async start(rows: Row[]): Promise<string> {
		const started = this.calling.then(async () => {
			this.calls++;
			await this.read();
			const before = new Set(this.statuses.keys());
			await axios.post(this.scene.url, { rows }, { timeout: STORED_LIMIT_MS });
			return await until(
				'the execution to be stored',
				async () => {
					await this.read();
					return [...this.statuses.keys()].find((id) => !before.has(id));
				},
				STORED_LIMIT_MS,
			);
		});
		this.calling = started.catch(() => undefined);
		return await started;
	}
}
