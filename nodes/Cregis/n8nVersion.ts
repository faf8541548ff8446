import * as n8n from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** Exports of n8n-workflow since n8n 2.8 or later. One is enough, in case another is removed. */
const RECENT_EXPORTS = ['validateNodeCredentials', 'webhookDescriptionFields'];

/**
 * Shown on older versions, which the package doesn't support: they confirm a callback before they store the
 * execution, so an event could be lost.
 */
export const UNSUPPORTED_N8N = 'The Cregis nodes require n8n 2.8 or newer. Update n8n.';

export const isSupportedN8n = () => RECENT_EXPORTS.some((name) => name in n8n);

/** @throws UserError if this n8n is older than 2.8 */
export function assertSupportedN8n() {
	if (!isSupportedN8n()) throw new UserError(UNSUPPORTED_N8N);
}
