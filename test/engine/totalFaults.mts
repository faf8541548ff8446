/** What can happen to a payout, for the tests about its totals. */
import type { FaultInput } from '../../sandbox/sandbox.mts';

export const PATH = '/api/v2/payout';

export const FAULTS: Array<Omit<FaultInput, 'path'>> = [
	{ kind: 'delay', ms: 0 },
	{ kind: 'delay', ms: 0 },
	{ kind: 'lost_request' },
	{ kind: 'lost_reply' },
	{ kind: 'html_after_commit' },
	{ kind: 'not_json', commit: true },
	{ kind: 'not_json' },
	{ kind: 'http', status: 429, retryAfter: 0 },
	{ kind: 'http', status: 403 },
	{ kind: 'http', status: 500 },
	{ kind: 'envelope', commit: true, body: '{"code":"00000","msg":"ok"}' },
	{ kind: 'envelope', body: '{"code":"E0013","msg":"later"}' },
];
