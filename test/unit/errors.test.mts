import { describe, expect, it } from '@jest/globals';
import { NodeOperationError, type INode } from 'n8n-workflow';
import { CregisError, operationError, uncheckable } from '../../nodes/Cregis/transport/errors.ts';

const node = {
	name: 'Cregis',
	type: 'n8n-nodes-cregis.cregis',
	parameters: {},
} as unknown as INode;

/** n8n's errors replace such a message, because it contains the name of a system error. */
const MESSAGES = [
	"The reference must be unique: items 0 and 1 use 'preexisting-7'",
	"'reaccess-9' isn't a valid TRX address",
	'Cregis said: getaddrinfo',
	"n8n couldn't reach Cregis (ECONNREFUSED)",
];

describe('an error keeps its message', () => {
	it.each(MESSAGES)('%s', (message) => {
		expect(new NodeOperationError(node, message).message).not.toBe(message);
		expect(operationError({ node }, message).message).toBe(message);
		const text = { message, description: 'Correct it.', code: 'E0001' };
		expect(new CregisError({ node }, 'not done', text).message).toBe(message);
	});

	it('if n8n takes it for the error of a tool', () => {
		for (const message of MESSAGES) {
			const error = operationError({ node }, message);
			expect(new NodeOperationError(node, error).message).toBe(message);
		}
	});
});

it('an error has the item, the advice and the code of Cregis', () => {
	const place = { node, itemIndex: 3 };
	const text = { message: 'Declined', description: 'Correct it.', code: 'E0001' };
	const error = new CregisError(place, 'not done', text);
	expect(error).toMatchObject({
		description: 'Correct it. (Cregis code E0001)',
		httpCode: 'E0001',
		context: { itemIndex: 3 },
	});
	expect(operationError(place, 'Invalid', 'Correct it.')).toMatchObject({
		description: 'Correct it.',
		context: { itemIndex: 3 },
	});
});

it.each([
	['Wait a minute.', "Wait a minute. The items couldn't be checked with Cregis."],
	['', "The items couldn't be checked with Cregis."],
	[undefined, "The items couldn't be checked with Cregis."],
])('after a failed check, nothing was done, and the advice is kept: %j', (description, said) => {
	const error = uncheckable({ node, itemIndex: 2 }, { message: 'No response', description });
	expect(error).toMatchObject({
		message: 'No response',
		description: said,
		outcome: 'not done',
		node,
		context: { itemIndex: 2 },
	});
});
