import * as v from 'valibot';
import { BOOLEAN, members } from '../contract/controlSchema.mts';

const CONDITIONS = members({
	/** Each callback is sent `LATE_MS` after its time. */
	lateCallbacks: BOOLEAN,
	/** No callback arrives. As with Cregis, each can be resent. */
	lostCallbacks: BOOLEAN,
	/** Each callback is sent twice, byte for byte. */
	doubledCallbacks: BOOLEAN,
	/** Each request is answered with HTTP 429, and nothing is done. */
	rateLimit: BOOLEAN,
	/** Each request is answered with HTTP 503, and nothing is done. */
	outage: BOOLEAN,
	/** Each request is done, but its connection is cut before the reply. */
	lostReplies: BOOLEAN,
});

/** What goes wrong until it is switched off. Faults, in contrast, apply to so many requests. */
export type Conditions = v.InferOutput<typeof CONDITIONS>;

/** Some of the conditions, to be changed. */
export const CHANGED_CONDITIONS = v.partial(CONDITIONS);

export const LATE_MS = 10_000;

/** Nothing goes wrong. */
export function goodConditions(): Conditions {
	return {
		lateCallbacks: false,
		lostCallbacks: false,
		doubledCallbacks: false,
		rateLimit: false,
		outage: false,
		lostReplies: false,
	};
}
