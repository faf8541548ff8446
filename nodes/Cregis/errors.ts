import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { REFERENCE_USED, explainReturnCode } from './protocol/returnCodes';

/** Where an error happened: in which node, at which item. */
export interface Place {
	node: INode;
	itemIndex?: number;
}

/** What is known of a request that did not succeed. */
export type Outcome =
	/** Cregis has done nothing: it declined, or the request did not reach it. */
	| 'not done'
	/** Cregis declined, as there is an earlier payment with this reference. */
	| 'already sent'
	/** The request left, and nothing tells whether Cregis carried it out. */
	| 'unknown';

export class CregisError extends NodeApiError {
	constructor(
		place: Place,
		readonly outcome: Outcome,
		{ message, description, code }: { message: string; description: string; code?: string },
	) {
		// Only what the merchant and Cregis's support may see: no request, no signature.
		super(place.node, code ? { code } : {}, {
			message,
			description,
			httpCode: code,
			itemIndex: place.itemIndex,
		});
		if (code) this.description = `${description} (Cregis code ${code})`;
	}
}

/** Cregis declined: its return code, explained. */
export function declined(place: Place, code: string, said: string): CregisError {
	const { message, advice } = explainReturnCode(code, said);
	const outcome = REFERENCE_USED.includes(code) ? 'already sent' : 'not done';
	return new CregisError(place, outcome, { message, description: advice, code });
}

/** A check before payments that could not be made: whatever became of it, nothing was paid. */
export function uncheckable(place: Place, { message, description, outcome }: CregisError) {
	// What became of the check itself says nothing of a payment.
	const advice = outcome === 'unknown' ? '' : `${description ?? ''} `;
	return new CregisError(place, 'not done', {
		message,
		description: `${advice}The items could not be checked with Cregis, so none was sent.`,
	});
}

/** A field that can't be sent as it is. */
export function invalidField(place: Place, message: string, description: string) {
	return new NodeOperationError(place.node, message, {
		description,
		itemIndex: place.itemIndex,
	});
}
