import * as v from 'valibot';
import { BOOLEAN, members, oneOf, TEXTS } from '../contract/controlSchema.mts';

// Fields of Cregis' own objects keep the API's names (api.md §3); ids are digit strings.

/** What a key may read. Cregis documents no names for its permissions. */
const PERMISSION = oneOf('wallets', 'balances', 'transactions');

export type Permission = v.InferOutput<typeof PERMISSION>;

const TEAM_SETTINGS = members({
	/** A disabled key answers O0015. */
	enabled: BOOLEAN,
	whitelist: members({ enabled: BOOLEAN, ips: TEXTS }),
	permissions: v.array(PERMISSION, 'must be a list of permissions.'),
	/** The name of a past transaction's status: sources disagree (api.md §3.6). */
	statusField: oneOf('transaction_status', 'status'),
});

export type TeamSettings = v.InferOutput<typeof TEAM_SETTINGS>;

/** Some of the settings, to be changed. */
export const CHANGED_TEAM_SETTINGS = v.partial(TEAM_SETTINGS);

export type TeamCredentials = { accessKey: string; accessSecret: string };

export type TeamAddress = {
	address: string;
	chain_id: string;
	alias: string;
	address_status: 'enable' | 'disable';
	/** Unix time in ms. */
	createdAt: number;
};

export type WalletType = 'single_sign' | 'multi_sign';

export type TeamWallet = {
	wallet_id: string;
	walletType: WalletType;
	alias: string;
	wallet_status: 'normal';
	/** Names of coins. */
	coins: string[];
	addresses: TeamAddress[];
	/** Unix time in ms. */
	createdAt: number;
};

export type TeamTransaction = {
	wallet_id: string;
	/** The address of the wallet that receives or sends. */
	address: string;
	type: 'receive' | 'send';
	status: 'pending' | 'success' | 'failed';
	chain_id: string;
	token_id: string;
	amount: string;
	fee: string;
	from_address: string;
	to_address: string;
	txid: string;
	/** null while it is pending. */
	block_height: string | null;
	/** Unix time in ms. */
	block_time: number | null;
};

export type Team = TeamCredentials & {
	settings: TeamSettings;
	wallets: TeamWallet[];
	/** In the order they came about. */
	transactions: TeamTransaction[];
};

export function initialTeamSettings(): TeamSettings {
	return {
		enabled: true,
		whitelist: { enabled: false, ips: ['127.0.0.1', '::1'] },
		permissions: ['wallets', 'balances', 'transactions'],
		statusField: 'transaction_status',
	};
}
