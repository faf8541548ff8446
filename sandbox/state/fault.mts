import * as v from 'valibot';
import { BOOLEAN, members, TEXT, wholeNumber } from '../contract/controlSchema.mts';

const FAULT_KINDS = [
	'delay',
	'lost_request',
	'lost_reply',
	'duplicate',
	'http',
	'html_after_commit',
	'not_json',
	'envelope',
	'big_ids',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

const MAX_STATUS = 599;

export const FAULT_INPUT = members({
	/** API path, or * for any. */
	path: TEXT,
	kind: v.picklist(FAULT_KINDS, ({ input }) => `There is no fault kind ${String(input)}.`),
	/** How many requests it still applies to; 1 by default. */
	times: v.optional(wholeNumber(1)),
	/** For any kind: ms before the request is handled. */
	ms: v.optional(wholeNumber(0)),
	/** http, envelope: status code. */
	status: v.optional(
		v.pipe(wholeNumber(200), v.maxValue(MAX_STATUS, `must be at most ${MAX_STATUS}.`)),
	),
	/** http, not_json, envelope: the body. */
	body: v.optional(TEXT),
	/** http: the Retry-After header. */
	retryAfter: v.optional(v.union([TEXT, wholeNumber(0)], 'must be text or a whole number from 0.')),
	/** http, not_json, envelope: handle the request before its answer is replaced (default: nothing is done). */
	commit: v.optional(BOOLEAN),
	/** For how many ms connections are refused from this request's answer on; for any kind. */
	refuseMs: v.optional(wholeNumber(0)),
});

export type FaultInput = v.InferInput<typeof FAULT_INPUT>;

export type Fault = FaultInput & { times: number };
