/** The executions in n8n's database, from the moment they are stored. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../support/queueMode/services.mts';

export interface StoredExecution {
	id: string;
	workflowId: string;
	status: string;
	/** The event's ID, or the payout's reference. */
	about: string;
	/** Whether Cregis declined the reference as already used. */
	isRepeated: boolean;
	/** Whether n8n replaced the event with an error, because it failed a dead worker's execution. */
	isEmptied: boolean;
}

const ENDED = ['success', 'error', 'crashed', 'canceled'];

export const hasEnded = ({ status }: StoredExecution) => ENDED.includes(status);

/** An event ID from the trigger, or the reference of a payout. */
const SQL = `
	select execution.id, execution."workflowId", execution.status,
		coalesce(
			substring(stored.data from '(?:deposit|payout):[0-9]+:[0-9]+:[0-9]+'),
			substring(stored.data from 'invoice-[0-9]+'),
			''
		),
		coalesce(stored.data like '%E0009%', false)
	from execution_entity execution
	left join execution_data stored on stored."executionId" = execution.id
	order by execution.id`;

const POLL_MS = 1_000;

/**
 * Follows the executions. Remembers what each one is about when it first appears, because n8n drops that from
 * an execution whose worker was killed.
 */
export class Records {
	/** The executions, at most a second old. */
	latest: StoredExecution[] = [];

	private readonly known = new Map<string, string>();

	private readonly services: Services;

	private isOver = false;

	constructor(services: Services) {
		this.services = services;
		void this.follow();
	}

	private async follow() {
		while (!this.isOver) {
			// A database error is reported by the next read that is awaited.
			await this.read().catch(() => undefined);
			await sleep(POLL_MS);
		}
	}

	async read(): Promise<StoredExecution[]> {
		const rows = await this.services.query(SQL);
		this.latest = rows.map(([id, workflowId, status, about, isRepeated]) => {
			if (about) this.known.set(id, about);
			return {
				id,
				workflowId,
				status,
				about: this.known.get(id) ?? '',
				isRepeated: isRepeated === 't',
				isEmptied: !about,
			};
		});
		return this.latest;
	}

	stop() {
		this.isOver = true;
	}
}
