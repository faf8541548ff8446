import { type Outcome, refuse } from '../contract/codes.mts';
import type { Fields } from '../contract/fields.mts';
import { integerDigits, type JsonObject } from '../contract/json.mts';
import type { Permission, Team, TeamWallet } from '../state/teamTypes.mts';

/** What a handler works with. The body's signature and fields were checked before. */
export type TeamContext = { team: Team; body: JsonObject };

export type TeamEndpoint = {
	/** A key without it is refused with E0004. */
	permission: Permission;
	/** A field outside of them is refused with A0001. */
	fields: Fields;
	handle: (context: TeamContext) => Outcome;
};

export const WALLET_FIELD: Fields = { wallet_id: { type: 'integer', required: true } };

export const COIN_FIELDS: Fields = { chain_id: { type: 'string' }, token_id: { type: 'string' } };

/** Hands the wallet that the body names to the handler; without one, the answer is E0010. */
export function withWallet(
	handle: (wallet: TeamWallet, context: TeamContext) => Outcome,
): TeamEndpoint['handle'] {
	return (context) => {
		const id = integerDigits(context.body.wallet_id);
		const wallet = context.team.wallets.find(({ wallet_id }) => wallet_id === id);
		return wallet === undefined ? refuse('E0010') : handle(wallet, context);
	};
}

/** Whether a row has the values that the body asks for in these fields. */
export function matches<T extends Record<string, unknown>>(
	row: T,
	body: JsonObject,
	...fields: Array<keyof T & string>
): boolean {
	return fields.every((field) => body[field] === undefined || body[field] === row[field]);
}
