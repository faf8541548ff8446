/** What may happen to a request for a payment, and what n8n can know after it. */
import type { FaultInput } from '../../sandbox/sandbox.mts';
import type { Random } from '../support/random.mts';

type SandboxFault = Omit<FaultInput, 'path'>;

export interface Fault {
	fault: SandboxFault;
	/** What reaches n8n: Cregis's own answer, that it declined, or nothing that proves anything. */
	hears: 'answer' | 'declined' | 'nothing';
}

/** Answers that aren't Cregis's own word. Each comes in place of a payment, and after one. */
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
		[name, { fault, hears: 'nothing' }],
		[`${name}, carried out`, { fault: { ...fault, commit: true }, hears: 'nothing' }],
	],
);

/** So long that what comes next is refused, too. */
const REFUSE_MS = 300;

const COMMON_FAULTS: Record<string, Fault> = {
	...Object.fromEntries(foreign),
	requestLost: { fault: { kind: 'lost_request' }, hears: 'nothing' },
	replyLost: { fault: { kind: 'lost_reply' }, hears: 'nothing' },
	'requestLost, then refused': {
		fault: { kind: 'lost_request', refuseMs: REFUSE_MS },
		hears: 'nothing',
	},
	'replyLost, then refused': {
		fault: { kind: 'lost_reply', refuseMs: REFUSE_MS },
		hears: 'nothing',
	},
	'answered, then refused': { fault: { kind: 'delay', refuseMs: REFUSE_MS }, hears: 'answer' },
	slow: { fault: { kind: 'delay', ms: 300 }, hears: 'answer' },
	bigId: { fault: { kind: 'big_ids' }, hears: 'answer' },
	declined: {
		fault: { kind: 'envelope', body: '{"code":"E0034","msg":"none left"}' },
		hears: 'declined',
	},
	duplicate: { fault: { kind: 'duplicate' }, hears: 'answer' },
};

/** The node gives up after 30 s; Cregis carries it out after that, perhaps after the next request. */
const TIMEOUT_FAULTS: Record<string, Fault> = {
	beyondTimeout: { fault: { kind: 'delay', ms: 31_000 }, hears: 'nothing' },
	farBeyondTimeout: { fault: { kind: 'delay', ms: 35_000 }, hears: 'nothing' },
};

export const FAULTS: Record<string, Fault> = { ...COMMON_FAULTS, ...TIMEOUT_FAULTS };

export type FaultName = string;

export const COMMON = Object.keys(COMMON_FAULTS);
export const TIMEOUTS = Object.keys(TIMEOUT_FAULTS);
export const COMMON_UNKNOWN = COMMON.filter((name) => FAULTS[name].hears === 'nothing');

/** Without a reference, a proxy that delivers a request twice makes two of it: no client can help that. */
export const FOR_COLLECTIONS = COMMON.filter((name) => name !== 'duplicate');

/** What may happen to a check before payments. */
export const CHECK_FAULTS: SandboxFault[] = [
	{ kind: 'lost_reply' },
	{ kind: 'lost_request', refuseMs: REFUSE_MS },
	{ kind: 'http', status: 403 },
	FOREIGN.json503,
	FOREIGN.busy,
];

/** Deals faults so that each comes as often as any other. */
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
