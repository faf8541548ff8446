import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { REFERENCE_USED, explainReturnCode, isDocumented } from '../protocol/returnCodes';

/** Where an error happened: in which node, at which item. */
export interface ErrorContext {
	node: INode;
	itemIndex?: number;
}

/** What is known of a request that failed. Each word has to be true. */
export type Outcome =
	/** The request never left, or Cregis itself declined it. */
	| 'not done'
	/** Cregis declined it, because there is an earlier payment with this reference. */
	| 'already sent'
	/** The request left, and nothing proves what became of it. */
	| 'unknown';

export class CregisError extends NodeApiError {
	constructor(
		errorContext: ErrorContext,
		public outcome: Outcome,
		{ message, description, code }: { message: string; description: string; code?: string },
	) {
		// Only what the merchant and Cregis's support may see: no request, no signature.
		super(errorContext.node, code ? { code } : {}, {
			message,
			description,
			httpCode: code,
			itemIndex: errorContext.itemIndex,
		});
		if (code) this.description = `${description} (Cregis code ${code})`;
	}
}

/** Cregis's return code, explained. Only a documented one is Cregis's own word: any proxy can put a `code` into JSON. */
export function declined(errorContext: ErrorContext, code: string, said: string): CregisError {
	const { message, advice } = explainReturnCode(code, said);
	const answered = REFERENCE_USED.includes(code) ? 'already sent' : 'not done';
	return new CregisError(errorContext, isDocumented(code) ? answered : 'unknown', {
		message,
		description: advice,
		code,
	});
}

/** A check before payments that could not be made: whatever became of it, nothing was paid. */
export function uncheckable(
	errorContext: ErrorContext,
	{ message, description }: Pick<CregisError, 'message' | 'description'>,
) {
	return new CregisError(errorContext, 'not done', {
		message,
		description: `${description ?? ''} The items could not be checked with Cregis.`.trim(),
	});
}

/** A field that can't be sent as it is. */
export function invalidField(errorContext: ErrorContext, message: string, description: string) {
	return new NodeOperationError(errorContext.node, message, {
		description,
		itemIndex: errorContext.itemIndex,
	});
}
