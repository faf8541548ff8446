import * as n8n from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** Exports of n8n-workflow that came with n8n 2.8 or later: one is enough, in case another is dropped. */
const RECENT_EXPORTS = ['validateNodeCredentials', 'webhookDescriptionFields'];

/**
 * For whoever uses an older version: it confirms a callback before it has stored the execution, so an event
 * could be lost. The package runs on none of them.
 */
export const UNSUPPORTED_N8N = 'The Cregis nodes need n8n 2.8 or newer: update this n8n';

export const isSupportedN8n = () => RECENT_EXPORTS.some((name) => name in n8n);

/**
 * @throws UserError if this n8n is older than 2.8
 */
export function assertSupportedN8n() {
	if (!isSupportedN8n()) throw new UserError(UNSUPPORTED_N8N);
}
