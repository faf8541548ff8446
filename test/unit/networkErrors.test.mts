/** What is known about a request without a response, by n8n's error. */
import { describe, expect, it } from '@jest/globals';
import { NodeApiError, UserError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { requestCregis } from '../../nodes/Cregis/transport/request.ts';

const node = { name: 'Cregis', type: 'cregis', parameters: {} } as unknown as INode;

interface SystemError {
	code: string;
	syscall: string;
}

/** The HTTP client's error for an error of the operating system. */
function clientError({ code, syscall }: SystemError) {
	const system = Object.assign(new Error(`${syscall} ${code} 10.0.0.1`), { code, syscall });
	return Object.assign(new Error(system.message, { cause: system }), { code });
}

const newer = (error: Error) => new NodeApiError(node, error as never);

/** n8n 2.8 keeps no cause. */
function older(error: Error & { code?: string }) {
	const messages = [error.message];
	return Object.assign(newer(error), { cause: undefined, httpCode: error.code ?? null, messages });
}

async function outcomeOf(error: Error): Promise<{ outcome: string; message: string }> {
	const context = {
		getNode: () => node,
		helpers: { httpRequestWithAuthentication: async () => await Promise.reject(error) },
	} as unknown as IExecuteFunctions;
	const request = requestCregis(context, { path: '/api/v2/payout', fields: {} });
	return await request.then(
		() => ({ outcome: 'done', message: '' }),
		(failure: { outcome: string; message: string }) => failure,
	);
}

describe.each([
	['n8n 2.41', newer],
	['n8n 2.8', older],
])('%s', (_, wrapped) => {
	it.each([
		['ECONNREFUSED', 'connect', 'not done'],
		['ENOTFOUND', 'getaddrinfo', 'not done'],
		['EAI_AGAIN', 'getaddrinfo', 'not done'],
		['EHOSTUNREACH', 'connect', 'not done'],
		['ENETUNREACH', 'connect', 'not done'],
		// During a request, the same codes don't tell what arrived.
		['ECONNREFUSED', 'read', 'unknown'],
		['EHOSTUNREACH', 'write', 'unknown'],
		['ENETUNREACH', 'read', 'unknown'],
		['ECONNRESET', 'read', 'unknown'],
		['ETIMEDOUT', 'connect', 'unknown'],
		['EPIPE', 'write', 'unknown'],
	])('%s of %s is %s', async (code, syscall, outcome) => {
		expect(await outcomeOf(wrapped(clientError({ code, syscall })))).toMatchObject({ outcome });
	});

	it("tells why the credential didn't sign", async () => {
		const { message } = await outcomeOf(wrapped(new UserError('Not for this address')));
		expect(message).toBe('Not for this address');
	});
});
