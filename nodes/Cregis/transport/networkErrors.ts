/** Errors of requests that got no response, and what they prove. */
import { UserError } from 'n8n-workflow';
import { CregisError, type ErrorContext } from './errors';

/** Network errors that, during connecting, prove that nothing was sent. */
const NOT_SENT_CODES = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const CONNECTING_SYSCALLS = ['connect', 'getaddrinfo'];

const TIMEOUT_CODES = ['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED'];

/** An n8n error that wraps an error of its HTTP client. */
export interface RequestError {
	message: string;
	/** Older versions of n8n, such as 2.8, don't keep the cause. They have these two fields instead. */
	httpCode?: string | null;
	messages?: string[];
	cause?: Error & { code?: string; cause?: { syscall?: string } };
}

/** Returns the system call that failed, such as `connect`. */
function syscallOf({ cause, messages = [] }: RequestError): string | undefined {
	return cause?.cause?.syscall ?? /^(\w+) E[A-Z_]+/.exec(messages[0] ?? '')?.[1];
}

/** Explains why a request got no response. */
export function networkError(
	error: RequestError,
	errorContext: ErrorContext,
	timeoutMs: number,
): CregisError {
	const { cause, message } = error;
	if (cause instanceof UserError) {
		return new CregisError(errorContext, 'not done', {
			message,
			description: "The credential didn't sign this request.",
		});
	}
	const code = cause?.code ?? error.httpCode ?? '';
	const isConnecting = CONNECTING_SYSCALLS.includes(syscallOf(error) ?? '');
	if (NOT_SENT_CODES.includes(code) && isConnecting) {
		return new CregisError(errorContext, 'not done', {
			message: "n8n couldn't reach Cregis",
			description: `Check 'Base URL' in the credential and the network of this n8n (${code}).`,
		});
	}
	if (!code) return new CregisError(errorContext, 'unknown', { message, description: '' });
	return new CregisError(errorContext, 'unknown', {
		message: TIMEOUT_CODES.includes(code)
			? `Cregis didn't respond within ${timeoutMs / 1000} seconds`
			: 'The connection to Cregis was lost before it responded',
		description: '',
	});
}
