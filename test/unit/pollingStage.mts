/** A list of trades that misbehaves, and an n8n that polls it, dies and restarts, on a clock of its own. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import type {
	IDataObject,
	IHttpRequestOptions,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';
import { CregisPollingTrigger } from '../../nodes/Cregis/CregisPollingTrigger.node.ts';
import { currentProcess } from '../../nodes/Cregis/polling/memory.ts';
import type { JsonObject } from '../../nodes/Cregis/protocol/losslessJson.ts';
import { clock } from '../../nodes/Cregis/transport/clock.ts';

export const PID = '1382528827416576';

/** When the tests begin, in seconds. */
export const NOW = 1_795_255_200;

export interface Trade extends JsonObject {
	cid: number;
	status: number;
	/** In seconds; null until there is a block. */
	block_time: number | null;
}

let lastCid = 1_382_000_000_000_000;

/** A deposit of an hour ago, unless the fields say otherwise. */
export function trade(fields: Partial<Trade> = {}): Trade {
	const cid = ++lastCid;
	return {
		pid: Number(PID),
		cid,
		chain_id: '195',
		token_id: '195',
		currency: 'TRX',
		from_address: 'TPayer',
		to_address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
		amount: '12.5',
		fee: '0.1',
		status: 1,
		txid: `tx${cid}`,
		block_height: '7',
		block_time: NOW - 3600,
		business_type: '3',
		trade_type: '1',
		memo: '',
		remark: '',
		...fields,
	};
}

/** Trades, the first a minute after the tests began, when the first poll is, and each a second after the one before. */
export const many = (count: number, first = NOW + 60, fields: Partial<Trade> = {}) =>
	Array.from({ length: count }, (_, index) => trade({ block_time: first + index, ...fields }));

export type Order = 'newest first' | 'oldest first' | 'no order';

export const ORDERS: Order[] = ['newest first', 'oldest first', 'no order'];

const COMPARE: Record<Order, (a: Trade, b: Trade) => number> = {
	'newest first': (a, b) => Number(b.block_time) - Number(a.block_time) || b.cid - a.cid,
	'oldest first': (a, b) => Number(a.block_time) - Number(b.block_time) || a.cid - b.cid,
	'no order': (a, b) => ((a.cid * 7919) % 1009) - ((b.cid * 7919) % 1009) || a.cid - b.cid,
};

/** What the server sends instead of a page. */
export type Fault = 'gone' | 'limited' | 'declined';

/** Cregis's list of trades (api.md §2.15). */
export class TradeList {
	rows: Trade[] = [];

	order: Order = 'newest first';

	/** The number that Cregis states, from the right one. */
	total = (count: number): unknown => count;

	/** Runs before each request is answered. */
	beforePage?: (request: number) => void;

	/** Returns the fault of the request, if any. */
	fault: (request: number) => Fault | undefined = () => undefined;

	requests: JsonObject[] = [];

	answer(fields: JsonObject) {
		this.requests.push(fields);
		this.beforePage?.(this.requests.length);
		const [tradeType, status, start, end, page, size] = [
			...['trade_type', 'status', 'blocktime_start', 'blocktime_end', 'page_num', 'page_size'],
		].map((name) => (fields[name] === undefined ? undefined : Number(String(fields[name]))));
		const isKept = (row: Trade) =>
			(tradeType === undefined || Number(row.trade_type) === tradeType) &&
			(status === undefined || row.status === status) &&
			(start === undefined || row.block_time! >= start) &&
			(end === undefined || row.block_time! <= end);
		const kept = this.rows.filter(isKept).sort(COMPARE[this.order]);
		const rows = kept.slice((page! - 1) * size!, page! * size!);
		return { pageNum: page, pageSize: size, total: this.total(kept.length), rows };
	}
}

/** Where n8n is killed. */
export type Death =
	| 'before it emits'
	| 'before it stores the execution'
	| 'before it saves its data';

const REPLIES: Record<Exclude<Fault, 'gone'>, { statusCode: number; body: string }> = {
	limited: { statusCode: 429, body: '<html>Too many requests</html>' },
	declined: { statusCode: 200, body: JSON.stringify({ code: 'B0001', msg: 'sign' }) },
};

/** n8n with one published workflow that starts with the polling trigger. */
export class PollingN8n {
	/** The time in milliseconds. */
	now = NOW * 1000;

	/** The items of each execution. */
	executions: IDataObject[][] = [];

	/** The errors that n8n stored. */
	errors: Error[] = [];

	log: string[] = [];

	parameters: JsonObject = {};

	mode = 'trigger';

	activation = 'activate';

	pid = PID;

	timezone = 'UTC';

	budgetMs: number | undefined = 300_000;

	private saved = '{}';

	private isActivating = true;

	private context!: IPollFunctions;

	private data: IDataObject = {};

	private readonly node = new CregisPollingTrigger();

	constructor(readonly list: TradeList) {
		jest.spyOn(clock, 'now').mockImplementation(() => this.now);
		this.restart('activate');
	}

	get items(): IDataObject[] {
		return this.executions.flat();
	}

	get eventIds(): string[] {
		return this.items.map(({ eventId }) => String(eventId));
	}

	/** The static data as saved. */
	get savedText(): string {
		return this.saved;
	}

	/** Starts the process anew, with what was saved. */
	restart(activation = 'init') {
		currentProcess.id = `process ${Math.random()}`;
		this.republish(activation);
	}

	/** Another process goes on with what was saved. */
	takeOver(processId: string) {
		currentProcess.id = processId;
		this.republish('leadershipChange');
	}

	/** Publishes the workflow again, in the same process. */
	republish(activation = 'update') {
		this.activation = activation;
		this.data = JSON.parse(this.saved) as IDataObject;
		this.context = this.makeContext();
		this.isActivating = true;
	}

	private makeContext(): IPollFunctions {
		const defaults: JsonObject = { statuses: ['success', 'failed'] };
		return {
			logger: { warn: (line: string) => this.log.push(line) },
			getNode: () => ({ name: 'Cregis Polling Trigger', parameters: this.parameters }),
			getWorkflow: () => ({ id: 'w1', name: 'Deposits', active: true }),
			getMode: () => this.mode,
			getActivationMode: () => this.activation,
			getTimezone: () => this.timezone,
			getPollBudgetMs: this.budgetMs === undefined ? undefined : () => this.budgetMs,
			getNodeParameter: (name: string, fallback: unknown) => {
				const value = { ...defaults, ...this.parameters }[name];
				return value === undefined ? fallback : value;
			},
			getCredentials: async (name: string) =>
				name === 'cregisApi'
					? { pid: this.pid, apiKey: 'key', baseUrl: 'https://t-1.cregis.io' }
					: undefined,
			getWorkflowStaticData: () => this.data,
			helpers: {
				httpRequestWithAuthentication: async (_: string, { body }: IHttpRequestOptions) =>
					this.respond(body as JsonObject),
			},
		} as unknown as IPollFunctions;
	}

	private respond(body: JsonObject) {
		const fault = this.list.fault(this.list.requests.length + 1);
		if (!fault) {
			const data = this.list.answer(body);
			return {
				statusCode: 200,
				headers: {},
				body: JSON.stringify({ code: '00000', msg: 'ok', data }),
			};
		}
		this.list.requests.push(body);
		if (fault !== 'gone') return { headers: {}, ...REPLIES[fault] };
		const cause = Object.assign(new Error('connect'), {
			code: 'ECONNREFUSED',
			cause: { syscall: 'connect' },
		});
		throw Object.assign(new Error('refused'), { cause });
	}

	/**
	 * Runs one poll, a minute after the last, as n8n does, the first as part of the activation. n8n saves the static data only if there are items,
	 * and doesn't wait for that before it stores the execution.
	 *
	 * @returns the number of items
	 */
	async poll(death?: Death): Promise<number> {
		this.now += 60_000;
		let result: INodeExecutionData[][] | null;
		try {
			result = await this.node.poll.call(this.context);
		} catch (error) {
			this.errors.push(error as Error);
			return 0;
		}
		if (death === 'before it emits') {
			this.restart();
			return 0;
		}
		// n8n saves its data at the end of the activation, too.
		if (this.isActivating && !death) this.saved = JSON.stringify(this.data);
		this.isActivating = false;
		if (!result) return 0;
		const items = result[0].map(({ json }) => json);
		if (death !== 'before it saves its data') this.saved = JSON.stringify(this.data);
		if (death !== 'before it stores the execution') this.executions.push(items);
		if (death) this.restart();
		return items.length;
	}

	/** Polls until nothing comes any more. */
	async catchUp(limit = 200) {
		let quiet = 0;
		for (let polls = 0; quiet < 12 && polls < limit; polls++) {
			quiet = (await this.poll()) > 0 ? 0 : quiet + 1;
		}
	}
}

export const eventIdOf = ({ cid, status }: Trade) => `deposit:${PID}:${cid}:${status}`;

/** The list and the n8n of the current test. */
export let list: TradeList;
export let n8n: PollingN8n;

export function usePolling() {
	beforeEach(() => {
		list = new TradeList();
		n8n = new PollingN8n(list);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}

/** Polls, and returns how many requests that took. */
export async function requestsOfPoll(): Promise<number> {
	const before = list.requests.length;
	await n8n.poll();
	return list.requests.length - before;
}
