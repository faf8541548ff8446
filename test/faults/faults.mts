/** The faults of a request for a payment, and what n8n can know afterwards. */
import type { FaultInput } from '../../sandbox/sandbox.mts';
import type { Random } from '../support/random.mts';

type SandboxFault = Omit<FaultInput, 'path'>;

export interface Fault {
	fault: SandboxFault;
	/** What reaches n8n: Cregis's own response, a refusal, or nothing certain. */
	reaches: 'answer' | 'declined' | 'nothing';
}

/** Responses that aren't from Cregis. Each comes once instead of a payment and once after one. */
const FOREIGN: Record<string, SandboxFault> = {
	page200: { kind: 'not_json' },
	page403: { kind: 'http', status: 403 },
	page404: { kind: 'http', status: 404 },
	page429: { kind: 'http', status: 429, retryAfter: 0 },
	page429ForLong: { kind: 'http', status: 429, retryAfter: 600 },
	page500: { kind: 'http', status: 500 },
	page502: { kind: 'http', status: 502 },
	json504: { kind: 'envelope', status: 504, body: '{"code":504}' },
	json503: { kind: 'envelope', status: 503, body: '{"code":"SERVICE_TIMEOUT"}' },
	busy: { kind: 'envelope', body: '{"code":500,"msg":"System busy"}' },
	nullCode: { kind: 'envelope', body: '{"code":null}' },
	zeroCode: { kind: 'envelope', body: '{"code":0,"data":{"cid":7}}' },
	noData: { kind: 'envelope', body: '{"code":"00000","msg":"ok"}' },
	declinedAt500: { kind: 'envelope', status: 500, body: '{"code":"E0034","msg":"none left"}' },
	usedAt502: { kind: 'envelope', status: 502, body: '{"code":"E0009","msg":"duplicate"}' },
};

const foreign = Object.entries(FOREIGN).flatMap(
	([name, fault]): Array<[string, Fault]> => [
		[name, { fault, reaches: 'nothing' }],
		[`${name}, carried out`, { fault: { ...fault, commit: true }, reaches: 'nothing' }],
	],
);

/** So long that the next request is refused, too. */
const REFUSE_MS = 300;

const COMMON_FAULTS: Record<string, Fault> = {
	...Object.fromEntries(foreign),
	requestLost: { fault: { kind: 'lost_request' }, reaches: 'nothing' },
	replyLost: { fault: { kind: 'lost_reply' }, reaches: 'nothing' },
	'requestLost, then refused': {
		fault: { kind: 'lost_request', refuseMs: REFUSE_MS },
		reaches: 'nothing',
	},
	'replyLost, then refused': {
		fault: { kind: 'lost_reply', refuseMs: REFUSE_MS },
		reaches: 'nothing',
	},
	'answered, then refused': { fault: { kind: 'delay', refuseMs: REFUSE_MS }, reaches: 'answer' },
	slow: { fault: { kind: 'delay', ms: 300 }, reaches: 'answer' },
	bigId: { fault: { kind: 'big_ids' }, reaches: 'answer' },
	declined: {
		fault: { kind: 'envelope', body: '{"code":"E0034","msg":"none left"}' },
		reaches: 'declined',
	},
	duplicate: { fault: { kind: 'duplicate' }, reaches: 'answer' },
};

/** The node times out after 30 s. Cregis processes the request after that, perhaps after the next request. */
const TIMEOUT_FAULTS: Record<string, Fault> = {
	beyondTimeout: { fault: { kind: 'delay', ms: 31_000 }, reaches: 'nothing' },
	farBeyondTimeout: { fault: { kind: 'delay', ms: 35_000 }, reaches: 'nothing' },
};

export const FAULTS: Record<string, Fault> = { ...COMMON_FAULTS, ...TIMEOUT_FAULTS };

export type FaultName = string;

export const COMMON = Object.keys(COMMON_FAULTS);
export const TIMEOUTS = Object.keys(TIMEOUT_FAULTS);
export const COMMON_UNKNOWN = COMMON.filter((name) => FAULTS[name].reaches === 'nothing');

/** Without a reference, a proxy that delivers a request twice creates two payments, which no client can prevent. */
export const FOR_COLLECTIONS = COMMON.filter((name) => name !== 'duplicate');

/** The faults of a check before payments. */
export const CHECK_FAULTS: SandboxFault[] = [
	{ kind: 'lost_reply' },
	{ kind: 'lost_request', refuseMs: REFUSE_MS },
	{ kind: 'http', status: 403 },
	FOREIGN.json503,
	FOREIGN.busy,
];

/** Deals faults so that each occurs equally often. */
export class Deck {
	private left: FaultName[] = [];

	private readonly random: Random;

	private readonly names: FaultName[];

	constructor(random: Random, names: FaultName[]) {
		this.random = random;
		this.names = names;
	}

	deal(): FaultName {
		if (this.left.length === 0) this.left = [...this.names];
		return this.left.splice(this.random.below(this.left.length), 1)[0];
	}
}
