import * as n8n from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

const PARAMETER = 'respond';

/** n8n's names for when a webhook responds. The field stores them. */
export const IMMEDIATELY = 'onReceived';
export const BY_OPERATION = 'responseNode';

/**
 * Returns the part of the webhook's description that depends on the 'Respond' field. Avoids n8n's expression
 * engine if this n8n can: the engine would make each delivery several times as expensive.
 */
export function responseModeFromField(): Pick<IWebhookDescription, 'responseMode'> {
	// Older versions of n8n don't have these.
	const { fromParameter, webhookDescriptionFields } = n8n as Partial<typeof n8n>;
	if (!fromParameter || !webhookDescriptionFields) {
		return { responseMode: `={{$parameter["${PARAMETER}"] || "${IMMEDIATELY}"}}` };
	}
	return webhookDescriptionFields({ responseMode: fromParameter(PARAMETER, IMMEDIATELY) });
}
