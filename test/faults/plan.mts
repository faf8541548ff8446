/** What a seed makes of the campaign: batches of payouts, their settings, and what strikes them. */
import { randomAddress } from '../../sandbox/chains.mts';
import type { FaultInput } from '../../sandbox/sandbox.mts';
import type { Random } from '../fuzz/random.mts';

/** What may happen to a request for a payout. */
export const FAULTS = {
	requestLost: { kind: 'lost_request' },
	replyLost: { kind: 'lost_reply' },
	slow: { kind: 'delay', ms: 400 },
	/** The node gives up after 30 s; Cregis carries it out after that. */
	beyondTimeout: { kind: 'delay', ms: 31_000 },
	/** So late that the repeated run may come first. */
	farBeyondTimeout: { kind: 'delay', ms: 35_000 },
	duplicate: { kind: 'duplicate' },
	tooMany: { kind: 'http', status: 429, retryAfter: 1 },
	tooManyForLong: { kind: 'http', status: 429, retryAfter: 600 },
	error500: { kind: 'http', status: 500 },
	htmlAfterCommit: { kind: 'html_after_commit' },
	html: { kind: 'not_json' },
	html200AfterCommit: { kind: 'not_json', commit: true },
	noDataAfterCommit: { kind: 'envelope', body: '{"code":"00000","msg":"ok"}', commit: true },
	bigId: { kind: 'big_ids' },
} satisfies Record<string, Omit<FaultInput, 'path'>>;

export type FaultName = keyof typeof FAULTS;

const TIMEOUTS: FaultName[] = ['beyondTimeout', 'farBeyondTimeout'];
const COMMON = (Object.keys(FAULTS) as FaultName[]).filter((name) => !TIMEOUTS.includes(name));

/** After these, what a run reports of an item may be that nobody knows. */
export const LEAVES_UNKNOWN: FaultName[] = [
	'requestLost',
	'replyLost',
	...TIMEOUTS,
	'error500',
	'htmlAfterCommit',
	'html',
	'html200AfterCommit',
	'noDataAfterCommit',
];

const COMMON_UNKNOWN = LEAVES_UNKNOWN.filter((name) => COMMON.includes(name));

export interface Setting {
	name: string;
	/** n8n's settings of the node. */
	node: { onError?: string; retryOnFail?: boolean; maxTries?: number; waitBetweenTries?: number };
	/** 'If Reference Was Already Used' of the first run; a repeated one always counts as sent. */
	firstRun: 'stop' | 'countAsSent';
}

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 300 };

const SETTINGS: Setting[] = [
	{ name: 'plain stop', node: {}, firstRun: 'stop' },
	{ name: 'error output', node: { onError: 'continueErrorOutput' }, firstRun: 'stop' },
	{ name: 'regular output', node: { onError: 'continueRegularOutput' }, firstRun: 'stop' },
	{ name: 'retry', node: RETRY, firstRun: 'countAsSent' },
	{ name: 'retry, used references stop', node: RETRY, firstRun: 'stop' },
	{
		name: 'retry, error output',
		node: { ...RETRY, onError: 'continueErrorOutput' },
		firstRun: 'countAsSent',
	},
];

/** A time-out takes half a minute, and as long again with each try. */
const TIMED_OUT = ['plain stop', 'error output', 'retry', 'retry, error output'];

export interface Row {
	reference: string;
	coin: string;
	to: string;
	amount: string;
}

export interface BatchPlan {
	name: string;
	setting: Setting;
	rows: Row[];
	/** What happens to the first, second, ... request for a payout, over all runs. */
	faults: Array<FaultName | undefined>;
	/** Whether the first, second, ... check before payouts is answered, by its path. */
	lostChecks: Record<string, boolean[]>;
	/** n8n is killed once so many payouts were asked for; each makes one kill. */
	killsAfter: number[];
	checkAllFirst: boolean;
	pauseBetweenItems: number;
	version: 1 | 2;
}

const COINS: Array<[coin: string, chainId: string, decimals: number]> = [
	['195@195', '195', 6],
	['195@TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', '195', 6],
	['60@60', '60', 18],
	['60@0xdac17f958d2ee523a2206206994597c13d831ec7', '60', 6],
];

/** The checks that are made before payouts, and how often one is not answered: the coins once a try. */
const CHECKS = { '/api/v1/coins': 0.12, '/api/v1/address/legal': 0.02 };
const [LEAST_ROWS, MOST_ROWS] = [28, 42];
const FAULT_SHARE = 0.16;
const CHECKS_PLANNED = 60;
const DIGITS = '0123456789';
/** A time-out strikes one of the first requests, before anything else can end the run. */
const FIRST_REQUESTS = 8;

function makeRows(random: Random, name: string): Row[] {
	const recipients = COINS.map(([, chainId]) => [randomAddress(chainId), randomAddress(chainId)]);
	const count = LEAST_ROWS + random.below(MOST_ROWS - LEAST_ROWS + 1);
	return Array.from({ length: count }, (_, index) => {
		const choice = random.below(COINS.length);
		const [coin, , decimals] = COINS[choice];
		const fraction = random.text(DIGITS, random.below(decimals));
		return {
			reference: `${name}-${index}`,
			coin,
			to: random.of(recipients[choice]),
			amount: `${random.below(1_000)}.${fraction}1`,
		};
	});
}

export interface Campaign {
	/** Run at the same time; kills strike all of them. */
	killed: BatchPlan[];
	/** Run after that: none of them is killed, and some wait for time-outs. */
	calm: BatchPlan[];
}

/** The same seed makes the same campaign, but for the recipients. */
export function planCampaign(random: Random): Campaign {
	let batches = 0;
	const plan = (
		setting: Setting,
		{ kills = 0, timeout }: { kills?: number; timeout?: FaultName } = {},
	): BatchPlan => {
		const name = `b${++batches}`;
		const rows = makeRows(random, name);
		// Each row is asked for at least once, so that the first half of them is sure to strike.
		const faults = Array.from({ length: rows.length * 2 }, () =>
			random.chance(FAULT_SHARE) ? random.of(COMMON) : undefined,
		);
		// Where a node goes on, n8n tries again only if the first item did not succeed.
		if (setting.node.retryOnFail && setting.node.onError) faults[0] ??= random.of(COMMON_UNKNOWN);
		if (timeout) {
			const struck = random.below(FIRST_REQUESTS);
			faults.fill(undefined, 0, struck);
			faults[struck] = timeout;
		}
		const killsAfter = Array.from({ length: kills }, (_, index) => {
			// In the midst of a run; half of the time with a payout under way.
			const at = 6 + index * rows.length + random.below(rows.length - 12);
			if (random.chance(0.5)) faults[at - 1] = 'slow';
			return at;
		});
		return {
			name,
			setting,
			rows,
			faults,
			killsAfter,
			lostChecks: Object.fromEntries(
				Object.entries(CHECKS).map(([path, share]) => [
					path,
					Array.from({ length: CHECKS_PLANNED }, () => random.chance(share)),
				]),
			),
			checkAllFirst: random.chance(0.8),
			pauseBetweenItems: random.of([0, 0, 0.1]),
			version: random.of([1, 2, 2] as const),
		};
	};
	const withTimeouts = SETTINGS.filter(({ name }) => TIMED_OUT.includes(name));
	return {
		killed: [
			...SETTINGS.map((setting, index) => plan(setting, { kills: index === 0 ? 2 : 1 })),
			...SETTINGS.slice(0, 3).map((setting) => plan(setting)),
		],
		calm: [
			...withTimeouts.map((setting, index) => plan(setting, { timeout: TIMEOUTS[index % 2] })),
			...SETTINGS.map((setting) => plan(setting)),
		],
	};
}
