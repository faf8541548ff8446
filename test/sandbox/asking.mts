/** A merchant's verification endpoint, and the transfers that Cregis asks it about. */
import { createServer, type ServerResponse } from 'node:http';
import type { JsonObject } from '../../sandbox/contract/json.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';
import {
	call,
	newAddress,
	payoutFields,
	payoutV2Fields,
	withdrawalFields,
} from '../support/client.mts';
import { close, listen } from '../support/server.mts';
import { pass } from './time.mts';

export const CUT = Symbol('a cut connection');
export const SILENCE = Symbol('no response');

/** A response, a cut connection, or no response at all. */
export type Reaction = string | typeof CUT | typeof SILENCE;

export type Merchant = {
	url: string;
	/** How the endpoint responds from now on. */
	reaction: Reaction;
	/** The requests that have no response yet. */
	unanswered: ServerResponse[];
	close: () => void;
};

export async function startMerchant(): Promise<Merchant> {
	const server = createServer((request, response) => {
		request.resume();
		const { reaction, unanswered } = merchant;
		if (reaction === SILENCE) unanswered.push(response);
		else if (reaction === CUT) response.destroy();
		else response.end(reaction);
	});
	const merchant: Merchant = {
		url: `${await listen(server)}/verification`,
		reaction: SILENCE,
		unanswered: [],
		close: () => close(server),
	};
	return merchant;
}

/** Creates each kind of transfer with the reference `mine`; Cregis asks about it at once. Resolves to its cid. */
export const CREATE: Record<string, (sandbox: Sandbox, fields?: JsonObject) => Promise<string>> = {
	'payout of version 1': async (sandbox, fields) =>
		await create(sandbox, '/api/v1/payout', payoutFields('mine', fields)),
	'payout of version 2': async (sandbox, fields) => {
		const own = payoutV2Fields({ third_party_id: 'mine', ...fields });
		return await create(sandbox, '/api/v2/payout', own);
	},
	withdrawal: async (sandbox, fields) => {
		const from = await newAddress(sandbox);
		const own = withdrawalFields(from, { third_party_id: 'mine', ...fields });
		return await create(sandbox, '/api/v1/sub_address_withdrawal', own);
	},
};

async function create(sandbox: Sandbox, path: string, fields: JsonObject): Promise<string> {
	const { data } = await call(sandbox, path, fields);
	pass(0);
	return String(data.cid);
}
