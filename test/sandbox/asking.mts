/** What tests of the verification work with: a merchant who is asked, and what he is asked about. */
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

export const CUT = Symbol('the connection is cut');
export const SILENCE = Symbol('no answer ever comes');

/** Answers that, cuts the connection, or never answers. */
export type Reaction = string | typeof CUT | typeof SILENCE;

export type Merchant = {
	url: string;
	/** How he reacts from now on. */
	reaction: Reaction;
	/** Who has asked and hears nothing yet. */
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

/** What Cregis asks about, which it does at once; each is made with the reference `mine`, and gives its cid. */
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
