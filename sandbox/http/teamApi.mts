import { type Outcome, refuse, refuseField } from '../contract/codes.mts';
import { isCanonical } from '../contract/canonical.mts';
import { misfit, unknownField } from '../contract/fields.mts';
import { isTeamSignature } from '../contract/teamSignature.mts';
import { TEAM_ENDPOINTS } from '../endpoints/teamIndex.mts';
import type { Team } from '../state/teamTypes.mts';
import { type ApiRequest, parseBody } from './api.mts';

/** What the headers of a request look like (signing.md §6). */
const HEADERS = {
	'Access-Key': /^\S+$/,
	'Access-Timestamp': /^\d{13}$/,
	'Access-Nonce': /^\S{16,64}$/,
	'Access-Signature': /^\S+$/,
};

/**
 * Answers one call of the Team API. Checked in this order: the headers (A0001), the key (O0015), the
 * caller's IP (E0001), the signature (B0001), the permission (E0004), then the body (A0001) and the
 * endpoint's rules. Of these codes, Cregis documents only O0015 for the Team API.
 */
export function answerTeam(team: Team, request: ApiRequest): Outcome {
	const { path, raw, header } = request;
	const endpoint = TEAM_ENDPOINTS[path];
	if (!/^application\/json\s*(;|$)/i.test(request.contentType)) return refuseField('Content-Type');
	const badHeader = Object.entries(HEADERS).find(([name, form]) => !form.test(header(name)));
	if (badHeader !== undefined) return refuseField(badHeader[0]);
	const { whitelist, enabled, permissions } = team.settings;
	if (!enabled || header('Access-Key') !== team.accessKey) return refuse('O0015');
	if (whitelist.enabled && !whitelist.ips.includes(request.ip)) {
		return refuse('E0001', ` ${request.ip}`);
	}
	const timestamp = header('Access-Timestamp');
	const signed = { path, timestamp, nonce: header('Access-Nonce'), raw };
	if (!isTeamSignature(header('Access-Signature'), signed, team.accessSecret)) {
		return refuse('B0001');
	}
	if (!permissions.includes(endpoint.permission)) return refuse('E0004');
	const body = parseBody(raw);
	if (body === null || !isCanonical(raw)) return refuseField('body');
	const badField = unknownField(body, endpoint.fields) ?? misfit(body, endpoint.fields);
	if (badField !== undefined) return refuseField(badField);
	return endpoint.handle({ team, body });
}
