import * as n8n from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** Exports of n8n-workflow that came with n8n 2.8 or later: one is enough, in case another is dropped. */
const RECENT_EXPORTS = ['validateNodeCredentials', 'webhookDescriptionFields'];

/**
 * Older versions of n8n confirm a callback before they have stored its execution, so an event could be
 * lost: the package runs on none of them.
 *
 * @throws UserError if this n8n is older than 2.8
 */
export function assertSupportedN8n() {
	if (RECENT_EXPORTS.some((name) => name in n8n)) return;
	throw new UserError('The Cregis nodes need n8n 2.8 or newer: update this n8n');
}
