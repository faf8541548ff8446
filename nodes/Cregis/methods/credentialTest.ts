import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { ENDPOINTS, type Api } from '../protocol/endpoints';
import { parseEnvelope } from '../protocol/envelope';
import { urlIssue } from '../protocol/publicUrl';
import { explainReturnCode, SUCCESS_CODE } from '../protocol/returnCodes';
import { isOnThisMachine } from '../transport/requestOptions';
import { projectOf, signedRequest } from '../transport/signedRequest';
import { signedTeamRequest, teamOf } from '../transport/signedTeamRequest';

const TIMEOUT_MS = 30_000;

/** The code for an unknown order. It proves that the key of a Payment Engine project is valid. */
const ORDER_UNKNOWN = 'E0024';

const OTHER_PROJECT_TYPE = 'E0004';

const OTHER_TYPE_ADVICE =
	"The key is valid, but the project has a different type. Choose the other 'Project Type' above, or copy the values of the other project.";

/** What the responses to the test of a credential say about it, and how the merchant corrects it. */
interface Explanation {
	api: Api;
	/** The codes that are about the credential itself (return-codes.md §2). */
	codes: RegExp;
	/** The advice for a code, if it isn't the usual one. */
	advice: Record<string, string>;
	/** The fields to check if a response says nothing about the credential. */
	fields: string;
	/** Where to find the base URL in Cregis. */
	source: string;
}

const PROJECT: Explanation = {
	api: 'project',
	codes: /^(?:B0001|E000[134])$/,
	advice: { [OTHER_PROJECT_TYPE]: OTHER_TYPE_ADVICE },
	fields: "'Project Type' and 'Base URL'",
	source: "Copy 'Base URL' from Cregis, under Settings > Developer.",
};

const TEAM: Explanation = {
	api: 'team',
	codes: /^(?:B0001|E000[134]|O\d{4})$/,
	advice: {},
	fields: "'Base URL'",
	source: "Copy 'Base URL' from Cregis, where you found the API key of your team.",
};

/** A request that changes nothing, and the codes that prove that the key is valid. */
interface Probe {
	path: string;
	body: IDataObject;
	accepted: string[];
}

const PROJECT_PROBES: Record<string, Probe> = {
	waas: { path: ENDPOINTS.coins, body: {}, accepted: [SUCCESS_CODE] },
	payment: {
		path: ENDPOINTS.order,
		body: { cregis_id: 'po0' },
		accepted: [SUCCESS_CODE, ORDER_UNKNOWN],
	},
};

const TEAM_PROBE: Probe = {
	path: ENDPOINTS.teamWallets,
	body: { page_num: 1, page_size: 1 },
	accepted: [SUCCESS_CODE],
};

/** The meaning of a response that isn't from Cregis (return-codes.md §3). */
const PAGES: Record<number, string> = {
	403: "Cregis's network refused the request (HTTP 403). Check 'Base URL', and that the IP address of this n8n is on the whitelist in Cregis.",
	429: 'Cregis received too many requests (HTTP 429). Wait a minute, then test again.',
};

interface Answer {
	statusCode: number;
	body?: unknown;
}

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

function explain(code: string, said: string, { api, codes, advice, fields }: Explanation): string {
	if (!codes.test(code)) {
		return `Cregis responded to the test with code ${code} (${said}). Check ${fields}.`;
	}
	const { message, advice: usual } = explainReturnCode(code, said, api);
	return `${message}. ${advice[code] ?? usual}`;
}

function verdictOn(
	{ statusCode, body }: Answer,
	accepted: string[],
	explanation: Explanation,
): INodeCredentialTestResult {
	const envelope = parseEnvelope(body);
	if (!envelope || statusCode !== 200) {
		return failed(
			PAGES[statusCode] ??
				`This URL responds, but it isn't a Cregis API (HTTP ${statusCode}). ${explanation.source}`,
		);
	}
	const { code, said } = envelope;
	if (!accepted.includes(code)) return failed(explain(code, said, explanation));
	return { status: 'OK', message: 'Connection successful!' };
}

/**
 * Sends a probe, and returns what the response says about the credential.
 *
 * @param sign signs the request, or throws an error for the merchant if the credential is invalid
 */
async function verdict(
	context: ICredentialTestFunctions,
	{ path, body, accepted }: Probe,
	explanation: Explanation,
	sign: (options: IHttpRequestOptions) => IHttpRequestOptions,
): Promise<INodeCredentialTestResult> {
	const options = {
		url: path,
		body,
		headers: { Accept: 'application/json' },
		json: false,
		resolveWithFullResponse: true,
		simple: false,
		timeout: TIMEOUT_MS,
	} as IHttpRequestOptions;
	try {
		// n8n provides no other helper in a credential test.
		const { request: send } = context.helpers;
		return verdictOn((await send(sign(options))) as Answer, accepted, explanation);
	} catch (error) {
		const { code, message } = error as { code?: string; message: string };
		return failed(
			code
				? `This n8n can't reach Cregis (${code}). Check 'Base URL' and the network of this n8n.`
				: message,
		);
	}
}

/** Checks the URL that Cregis is given. A Cregis on this machine, such as the sandbox, can reach any URL. */
function callbackVerdict(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	const { callbackUrl, origin } = projectOf(data);
	const issue = callbackUrl && !isOnThisMachine(origin) ? urlIssue(callbackUrl) : undefined;
	if (!issue) return { status: 'OK', message: 'Connection successful!' };
	return failed(
		`The key is valid, but Cregis can't call 'Default Callback URL': it ${issue}. Use the production URL of a Cregis Trigger on an n8n with a public https address.`,
	);
}

/**
 * Tests the credential of a project. The nodes provide the test, because a test in the credential itself can
 * only list the responses that mean failure. n8n counts all others as success.
 */
export async function cregisApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const probe = PROJECT_PROBES[String(data.projectType)] ?? PROJECT_PROBES.waas;
	const ofKey = await verdict(this, probe, PROJECT, (options) =>
		signedRequest(options, projectOf(data)),
	);
	return ofKey.status === 'OK' ? callbackVerdict(data) : ofKey;
}

/** Tests the credential of a team, in the same way. */
export async function cregisTeamApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return await verdict(this, TEAM_PROBE, TEAM, (options) =>
		signedTeamRequest(options, teamOf(data)),
	);
}
