import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { parseEnvelope } from '../protocol/envelope';
import { explainReturnCode, SUCCESS_CODE } from '../protocol/returnCodes';
import { projectOf, signedRequest } from '../transport/signedRequest';
import { ENDPOINTS } from '../protocol/endpoints';

const TIMEOUT_MS = 30_000;

/** The code for an unknown order. It proves that the key of a Payment Engine project is valid. */
const ORDER_UNKNOWN = 'E0024';

const OTHER_PROJECT_TYPE = 'E0004';

const OTHER_TYPE_ADVICE =
	"The key is valid, but the project has a different type. Choose the other 'Project Type' above, or copy the values of the other project.";

/** Codes that are about the credential itself (return-codes.md §2). */
const CREDENTIAL_CODES = ['B0001', 'E0001', 'E0003', OTHER_PROJECT_TYPE];

/** For each project type, a request that changes nothing, and the codes that prove that the key is valid. */
const PROBES: Record<string, { path: string; body: Record<string, string>; accepted: string[] }> = {
	waas: { path: ENDPOINTS.coins, body: {}, accepted: [SUCCESS_CODE] },
	payment: {
		path: ENDPOINTS.order,
		body: { cregis_id: 'po0' },
		accepted: [SUCCESS_CODE, ORDER_UNKNOWN],
	},
};

/** The meaning of a response that isn't from Cregis (return-codes.md §3). */
const PAGES: Record<number, string> = {
	403: "Cregis's network refused the request (HTTP 403). Check 'Base URL', and that the IP address of this n8n is on the project's whitelist.",
	429: 'Cregis received too many requests (HTTP 429). Wait a minute, then test again.',
};

interface Answer {
	statusCode: number;
	body?: unknown;
}

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

function explain(code: string, said: string): string {
	if (!CREDENTIAL_CODES.includes(code)) {
		return `Cregis responded to the test with code ${code} (${said}). Check 'Project Type' and 'Base URL'.`;
	}
	const { message, advice } = explainReturnCode(code, said);
	return `${message}. ${code === OTHER_PROJECT_TYPE ? OTHER_TYPE_ADVICE : advice}`;
}

function verdictOn({ statusCode, body }: Answer, accepted: string[]): INodeCredentialTestResult {
	const envelope = parseEnvelope(body);
	if (!envelope || statusCode !== 200) {
		return failed(
			PAGES[statusCode] ??
				`This URL responds, but it isn't a Cregis API (HTTP ${statusCode}). Copy 'Base URL' from Cregis, under Settings > Developer.`,
		);
	}
	const { code, said } = envelope;
	if (!accepted.includes(code)) return failed(explain(code, said));
	return { status: 'OK', message: 'Connection successful!' };
}

function probeRequest(data: ICredentialDataDecryptedObject) {
	const { path, body, accepted } = PROBES[String(data.projectType)] ?? PROBES.waas;
	const options = {
		url: path,
		body,
		headers: { Accept: 'application/json' },
		json: false,
		resolveWithFullResponse: true,
		simple: false,
		timeout: TIMEOUT_MS,
	} as IHttpRequestOptions;
	return { request: signedRequest(options, projectOf(data)), accepted };
}

/**
 * Tests the credential. The nodes provide the test, because a test in the credential itself can only list the
 * responses that mean failure. n8n counts all others as success.
 */
export async function cregisApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		const { request, accepted } = probeRequest(credential.data ?? {});
		// n8n provides no other helper in a credential test.
		const { request: send } = this.helpers;
		return verdictOn((await send(request)) as Answer, accepted);
	} catch (error) {
		const { code, message } = error as { code?: string; message: string };
		return failed(
			code
				? `This n8n can't reach Cregis (${code}). Check 'Base URL' and the network of this n8n.`
				: message,
		);
	}
}
