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

interface Told {
	outcome: string;
	message: string;
	description?: string | null;
}

async function outcomeOf(error: Error): Promise<Told> {
	const context = {
		getNode: () => node,
		helpers: { httpRequestWithAuthentication: async () => await Promise.reject(error) },
	} as unknown as IExecuteFunctions;
	const request = requestCregis(context, { path: '/api/v2/payout', fields: {} });
	return await request.then(
		() => ({ outcome: 'done', message: '' }),
		(failure: Told) => failure,
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

	const UNREACHED = "n8n couldn't reach Cregis";
	const LATE = "Cregis didn't respond within 30 seconds";
	const LOST = 'The connection to Cregis was lost before it responded';

	it.each([
		['ECONNREFUSED', 'connect', UNREACHED, '(ECONNREFUSED)'],
		['ENOTFOUND', 'getaddrinfo', UNREACHED, '(ENOTFOUND)'],
		['ETIMEDOUT', 'connect', LATE, ''],
		['ECONNABORTED', 'read', LATE, ''],
		['ERR_CANCELED', 'read', LATE, ''],
		['ECONNRESET', 'read', LOST, ''],
		['ECONNREFUSED', 'read', LOST, ''],
	])('%s of %s says "%s"', async (code, syscall, message, inDescription) => {
		const told = await outcomeOf(wrapped(clientError({ code, syscall })));
		expect(told.message).toBe(message);
		expect(told.description ?? '').toContain(inDescription);
	});

	it("tells why the credential didn't sign", async () => {
		const { message } = await outcomeOf(wrapped(new UserError('Not for this address')));
		expect(message).toBe('Not for this address');
	});

	it('leaves the outcome unknown if nothing else is known', async () => {
		const { outcome, message } = await outcomeOf(wrapped(new Error('socket closed')));
		expect({ outcome, message }).toEqual({ outcome: 'unknown', message: 'socket closed' });
	});
});

it("a request that the credential didn't sign was not done", async () => {
	expect(await outcomeOf(newer(new UserError('Not for this address')))).toMatchObject({
		outcome: 'not done',
		description: expect.stringContaining("credential didn't sign"),
	});
});

it('a message that only mentions a failed connection proves nothing', async () => {
	const error = clientError({ code: 'ECONNREFUSED', syscall: 'connect' });
	error.message = `The proxy said: ${error.message}`;
	expect(await outcomeOf(older(error))).toMatchObject({ outcome: 'unknown' });
});
