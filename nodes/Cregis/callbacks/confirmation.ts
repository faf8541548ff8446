/** The result of comparing a callback with Cregis's record of the same event. */
import type { JsonObject } from '../protocol/losslessJson';

/** Why an event isn't confirmed. */
export interface Unproven {
	result: /** Cregis's record contradicts the callback, or there is no record. */
	| 'contradicted'
		/** Cregis can't confirm it, or not yet. The callback may be genuine, and can be resent. */
		| 'unconfirmed';
	/** Shown in Cregis's callback records. Contains no value of the callback or the record. */
	reason: string;
}

/** Cregis's record of an event, under the callback's names, and why it doesn't prove the callback. */
export interface Evidence {
	record: JsonObject;
	unproven?: Unproven;
}

export const contradicted = (reason: string): Unproven => ({ result: 'contradicted', reason });

export const unconfirmed = (
	reason: string,
	advice = 'You can resend the callback later',
): Unproven => ({ result: 'unconfirmed', reason: `${reason}. ${advice}` });

export const differs = (name: string) => contradicted(`'${name}' doesn't match Cregis's record`);

export const isBehind = (name: string) =>
	unconfirmed(`Cregis's record doesn't show the '${name}' of this callback yet`);

export const isMissing = (name: string) =>
	unconfirmed(`Cregis's record has no '${name}' to compare with`);

export const isUnlisted = (what: string) => unconfirmed(`Cregis doesn't list this ${what} yet`);
