import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import type { Api } from '../protocol/endpoints';
import type { Envelope } from '../protocol/envelope';
import { REFERENCE_USED, explainReturnCode, isDocumented } from '../protocol/returnCodes';

/*
 * n8n replaces the message of a new error if the name of a system error occurs anywhere in it, in upper or lower
 * case. For example, the reference 'preexisting-7' contains EEXIST. So each message is set again afterwards.
 */

/** The node and item of an error. */
export interface ErrorContext {
	node: INode;
	itemIndex?: number;
}

/** What is known for certain about a failed request. */
export type Outcome =
	/** The request wasn't sent, or Cregis declined it. */
	| 'not done'
	/** Cregis declined the request, because an earlier payment has the same reference. */
	| 'already sent'
	/** The request was sent, and nothing proves whether Cregis processed it. */
	| 'unknown';

export class CregisError extends NodeApiError {
	/** Whether Cregis asks to wait before the next request. */
	isRateLimited = false;

	constructor(
		errorContext: ErrorContext,
		public outcome: Outcome,
		{ message, description, code }: { message: string; description: string; code?: string },
	) {
		// Only what the merchant and Cregis support may see: no request and no signature.
		super(errorContext.node, code ? { code } : {}, {
			message,
			description,
			httpCode: code,
			itemIndex: errorContext.itemIndex,
		});
		this.message = message;
		if (code) this.description = `${description} (Cregis code ${code})`;
	}
}

/**
 * Explains a return code. Only a documented code proves that Cregis declined the request, because a proxy can
 * put any `code` into JSON.
 */
export function declined(
	errorContext: ErrorContext,
	api: Api,
	{ code, said }: Pick<Envelope, 'code' | 'said'>,
): CregisError {
	const { message, advice } = explainReturnCode(code, said, api);
	const answered = REFERENCE_USED.includes(code) ? 'already sent' : 'not done';
	return new CregisError(errorContext, isDocumented(code) ? answered : 'unknown', {
		message,
		description: advice,
		code,
	});
}

/** An error for a check that failed before payments. Nothing was paid, whatever the result of the check. */
export function uncheckable(
	errorContext: ErrorContext,
	{ message, description }: Pick<CregisError, 'message' | 'description'>,
) {
	return new CregisError(errorContext, 'not done', {
		message,
		description: [description, "The items couldn't be checked with Cregis."]
			.filter(Boolean)
			.join(' '),
	});
}

/** Returns an error that isn't about a response from Cregis, but for example about an invalid field. */
export function operationError(
	{ node, itemIndex }: ErrorContext,
	message: string,
	description?: string,
): NodeOperationError {
	const error = new NodeOperationError(node, message, { description, itemIndex });
	error.message = message;
	return error;
}
