import * as n8n from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

const PARAMETER = 'respond';

/** n8n's own names for when a webhook is answered, which the field stores. */
export const IMMEDIATELY = 'onReceived';
export const BY_OPERATION = 'responseNode';

/**
 * The part of the webhook's description that the 'Respond' field decides. Where this n8n can read a field
 * without its expression engine, it does: the engine would cost every delivery several times the rest.
 */
export function responseModeFromField(): Pick<IWebhookDescription, 'responseMode'> {
	// Older versions of n8n lack both.
	const { fromParameter, webhookDescriptionFields } = n8n as Partial<typeof n8n>;
	if (!fromParameter || !webhookDescriptionFields) {
		return { responseMode: `={{$parameter["${PARAMETER}"] || "${IMMEDIATELY}"}}` };
	}
	return webhookDescriptionFields({ responseMode: fromParameter(PARAMETER, IMMEDIATELY) });
}
