import { type Outcome, refuse, refuseField } from '../contract/codes.mts';
import { ENDPOINTS } from '../endpoints/index.mts';
import { misfit, SYSTEM_FIELDS, unknownField, withoutEmpty } from '../contract/fields.mts';
import { integerDigits, isJsonObject, type JsonObject, parseJson } from '../contract/json.mts';
import { isSigned } from '../contract/signature.mts';
import { bigId, nextId, type State } from '../state/state.mts';
import type { Effects } from '../state/context.mts';

export type ApiRequest = {
	path: string;
	ip: string;
	/** Content-Type header. */
	contentType: string;
	/** A header's value, '' if it is missing. */
	header: (name: string) => string;
	raw: string;
};

/** The body as a JSON object, its numbers lossless; null for anything else. */
export function parseBody(raw: string): JsonObject | null {
	try {
		const body = parseJson(raw);
		return isJsonObject(body) ? body : null;
	} catch {
		return null;
	}
}

// A request's signature is lowercase; an uppercase one is refused (signing.md §5).
function hasValidSign(body: JsonObject, apiKey: string): boolean {
	return /^[0-9a-f]{32}$/.test(String(body.sign)) && isSigned(body, apiKey);
}

/**
 * Answers one API call and commits what it does. Checked in this order: the system fields (A0001),
 * the project (E0003), the caller's IP (E0001), the signature (B0001), the project's type (E0004),
 * the endpoint's own fields (A0001), then the endpoint's rules.
 */
export function answer(
	state: State,
	request: ApiRequest,
	{ bigIds, ...surroundings }: Effects & { baseUrl: string; bigIds: boolean },
): Outcome {
	const endpoint = ENDPOINTS[request.path];
	const body = parseBody(request.raw);
	if (!/^application\/json\s*(;|$)/i.test(request.contentType)) return refuseField('Content-Type');
	if (body === null) return refuseField('body');
	const systemMisfit = misfit(body, SYSTEM_FIELDS);
	if (systemMisfit !== undefined) return refuseField(systemMisfit);
	const project = state.projects.find(({ pid }) => pid === integerDigits(body.pid));
	if (!project?.settings.enabled) return refuse('E0003');
	const { whitelist } = project.settings;
	if (whitelist.enabled && !whitelist.ips.includes(request.ip)) {
		return refuse('E0001', ` ${request.ip}`);
	}
	if (!hasValidSign(body, project.apiKey)) return refuse('B0001');
	if (endpoint.projectType !== project.type) return refuse('E0004');
	const fields = withoutEmpty(body);
	const badField =
		unknownField(body, SYSTEM_FIELDS, endpoint.fields) ?? misfit(fields, endpoint.fields);
	if (badField !== undefined) return refuseField(badField);
	return endpoint.handle({
		state,
		project,
		body: fields,
		newId: bigIds ? bigId : () => nextId(state),
		...surroundings,
	});
}
