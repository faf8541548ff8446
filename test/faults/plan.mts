/** The plan for a seed: batches of payouts, their settings, and their faults. */
import { randomAddress } from '../../sandbox/chains/chains.mts';
import type { FaultInput } from '../../sandbox/sandbox.mts';
import type { Random } from '../support/random.mts';
import { CHECK_FAULTS, COMMON, COMMON_UNKNOWN, Deck, TIMEOUTS, type FaultName } from './faults.mts';

export interface Setting {
	name: string;
	/** n8n's settings for the node. */
	node: { onError?: string; retryOnFail?: boolean; maxTries?: number; waitBetweenTries?: number };
	/** 'If Reference Was Already Used' for the first run. A repeated run always counts as sent. */
	firstRun: 'stop' | 'countAsSent';
}

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

export const SETTINGS: Setting[] = [
	{ name: 'plain stop', node: {}, firstRun: 'stop' },
	{ name: 'error output', node: { onError: 'continueErrorOutput' }, firstRun: 'stop' },
	{ name: 'regular output', node: { onError: 'continueRegularOutput' }, firstRun: 'stop' },
	{ name: 'retry', node: RETRY, firstRun: 'countAsSent' },
	{ name: 'retry, used references stop', node: RETRY, firstRun: 'stop' },
	{
		name: 'retry, error output',
		node: { ...RETRY, onError: 'continueErrorOutput' },
		firstRun: 'stop',
	},
];

export interface Row {
	/** Identifies its payment in the sandbox: its reference, or what makes it equal to another. */
	key: string;
	/** Its name in an error. */
	name: string;
	coin: string;
	to: string;
	amount: string;
}

type CheckFault = Omit<FaultInput, 'path'>;

export interface BatchPlan {
	name: string;
	setting: Setting;
	rows: Row[];
	/** The faults of the first, second, ... request for a payout, across all runs. */
	faults: Array<FaultName | undefined>;
	/** The faults of the first, second, ... check before payouts, by path. */
	checks: Record<string, Array<CheckFault | undefined>>;
	/** n8n is killed once this many payouts were requested, for each number. */
	killsAfter: number[];
	checkAllFirst: boolean;
	pauseBetweenItems: number;
	parallelRequests: number;
	version: 1 | 2;
}

const COINS: Array<[coin: string, chainId: string, decimals: number]> = [
	['195@195', '195', 6],
	['195@TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', '195', 6],
	['60@60', '60', 18],
	['60@0xdac17f958d2ee523a2206206994597c13d831ec7', '60', 6],
];

export const COINS_PATH = '/api/v1/coins';

const ADDRESS_PATH = '/api/v1/address/legal';

/** The checks before payouts, and how many of them fail. The coins are requested once per try. */
const CHECKS = { [COINS_PATH]: 0.15, [ADDRESS_PATH]: 0.02 };
const CHECKS_PLANNED = 60;
/** By one batch. The kills affect all batches that run at the same time. */
export const KILLS = 2;
const [LEAST_ROWS, MOST_ROWS] = [16, 20];
const FAULT_SHARE = 0.35;
const DIGITS = '0123456789';
/** A timeout affects one of the first requests, before anything else can stop the run. */
const FIRST_REQUESTS = 4;

/** After a short rate limit, the node itself repeats the request. */
const ENDS_A_TRY = COMMON_UNKNOWN.filter((name) => !name.startsWith('page429'));

/** An amount with at most this many decimals and no trailing zeros. */
export const randomAmount = (random: Random, most: number, decimals: number) =>
	`${random.below(most)}.${random.text(DIGITS, random.below(decimals))}1`;

function makeRows(random: Random, name: string): Row[] {
	const recipients = COINS.map(([, chainId]) => randomAddress(chainId));
	const count = LEAST_ROWS + random.below(MOST_ROWS - LEAST_ROWS + 1);
	return Array.from({ length: count }, (_, index) => {
		const choice = random.below(COINS.length);
		const [coin, , decimals] = COINS[choice];
		const key = `${name}-${index}`;
		const amount = randomAmount(random, 1_000, decimals);
		return { key, name: key, coin, to: recipients[choice], amount };
	});
}

/** Plans this fault for so many of the first requests that don't have one yet. */
export function strike(
	random: Random,
	deal: () => FaultName,
	faults: Array<FaultName | undefined>,
	count: number,
) {
	const free = [...faults.keys()].filter((index) => faults[index] === undefined);
	for (let dealt = 0; dealt < count && free.length > 0; dealt++) {
		faults[free.splice(random.below(free.length), 1)[0]] = deal();
	}
}

function planChecks(random: Random): BatchPlan['checks'] {
	return Object.fromEntries(
		Object.entries(CHECKS).map(([path, share]) => [
			path,
			Array.from({ length: CHECKS_PLANNED }, () =>
				random.chance(share) ? random.of(CHECK_FAULTS) : undefined,
			),
		]),
	);
}

export interface Campaign {
	/** Run at the same time. The kills affect all of them. */
	killed: BatchPlan[];
	/** Run after that, without kills. Some of them wait for timeouts. */
	calm: BatchPlan[];
}

interface Extras {
	kills?: number;
	timeout?: FaultName;
	/** Whether the checks of the first run's later tries fail, after payouts were accepted. */
	failsLaterChecks?: boolean;
}

/** The same seed always gives the same campaign, except for the recipients. */
export function planCampaign(random: Random): Campaign {
	const deck = new Deck(random, COMMON);
	let batches = 0;
	const plan = (setting: Setting, extras: Extras = {}): BatchPlan => {
		const { kills = 0, timeout, failsLaterChecks = false } = extras;
		const name = `b${++batches}`;
		const rows = makeRows(random, name);
		// Each row is requested at least once, so faults planned for that many requests are sure to happen.
		const faults: BatchPlan['faults'] = Array(rows.length).fill(undefined);
		const killsAfter: number[] = [];
		for (let kill = 0; kill < kills; kill++) {
			// In the middle of a run or of the next one, half of the time during a payout.
			const at = (killsAfter.at(-1) ?? 0) + 3 + random.below(rows.length - 8);
			killsAfter.push(at);
			if (random.chance(0.5) && at <= rows.length) faults[at - 1] = 'slow';
		}
		if (timeout) faults[random.below(FIRST_REQUESTS)] = timeout;
		// If a node continues on errors, n8n tries again only if the first item failed.
		if (setting.node.retryOnFail && setting.node.onError) faults[0] ??= random.of(COMMON_UNKNOWN);
		const checks = planChecks(random);
		if (failsLaterChecks) {
			faults[3] = random.of(ENDS_A_TRY);
			checks[ADDRESS_PATH] = [];
			checks[COINS_PATH].splice(0, 3, undefined, random.of(CHECK_FAULTS), random.of(CHECK_FAULTS));
		}
		const first = faults.findIndex((fault) => fault !== undefined);
		const isEarly = timeout !== undefined || failsLaterChecks;
		const quiet = isEarly ? faults.splice(0, first) : [];
		strike(random, () => deck.deal(), faults, Math.round(rows.length * FAULT_SHARE));
		const later = rows.map(() => (random.chance(FAULT_SHARE) ? random.of(COMMON) : undefined));
		const parallelRequests = random.of([1, 3, 10]);
		return {
			name,
			setting,
			rows,
			faults: [...quiet, ...faults, ...later],
			checks,
			killsAfter,
			checkAllFirst: failsLaterChecks || random.chance(0.6),
			// With a pause, payments are sent one by one.
			pauseBetweenItems: parallelRequests > 1 ? 0 : random.of([0, 0, 0.02]),
			parallelRequests,
			version: random.of([1, 2, 2] as const),
		};
	};
	const [, , , retry, , retryOutput] = SETTINGS;
	const [stops, goesOn] = [random.of(SETTINGS.slice(0, 3)), random.of(SETTINGS.slice(3))];
	const killing = random.of(SETTINGS);
	return {
		killed: SETTINGS.map((setting) => plan(setting, { kills: setting === killing ? KILLS : 0 })),
		calm: [
			...[stops, goesOn].map((setting, index) => plan(setting, { timeout: TIMEOUTS[index] })),
			plan(retry, { failsLaterChecks: true }),
			plan(retryOutput, { failsLaterChecks: true }),
			...SETTINGS.map((setting) => plan(setting)),
		],
	};
}
