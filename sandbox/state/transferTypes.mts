// Fields of Cregis' own objects keep the API's names; ids (pid, cid, wallet_id) are digit strings.

/** Where and when something reached the chain; null before. */
export type Block = {
	txid: string | null;
	block_height: string | null;
	/** Unix time in ms. */
	block_time: number | null;
};

export type Deposit = {
	pid: string;
	cid: string;
	chain_id: string;
	token_id: string;
	currency: string;
	/** The payer. */
	from_address: string;
	address: string;
	amount: string;
	/** What the payer paid to the network. */
	fee: string;
	status: '1' | '2';
	txid: string;
	block_height: string;
	/** Unix time in ms. */
	block_time: number;
	memo: string | null;
};

export type PayoutStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What a payout and a withdrawal have in common. */
export type Transfer = Block & {
	pid: string;
	cid: string;
	chain_id: string;
	token_id: string;
	/** The coin's symbol, as in replies and callbacks. */
	currency: string;
	from_address: string;
	amount: string;
	third_party_id: string;
	callback_url: string | null;
	remark: string;
	memo: string | null;
	status: PayoutStatus;
	/** Every status it had, with the time in ms. */
	history: Array<{ status: PayoutStatus; at: number }>;
};

export type Payout = Transfer & {
	version: 1 | 2;
	wallet_id: string;
	/** The recipient, for both versions. */
	address: string;
};

/** From a sub-address; the recipient is `to_address` (api.md §2.11). */
export type Withdrawal = Transfer & { to_address: string };

/** As a trade's status (api.md §2.15): 0 pending, 1 success, 2 failed. */
export type CollectionStatus = 0 | 1 | 2;

export type Collection = Block & {
	pid: string;
	cid: string;
	chain_id: string;
	token_id: string;
	currency: string;
	from_address: string;
	to_address: string;
	amount: string;
	status: CollectionStatus;
	/** The transaction that sent the address its network fee; null if it needed none. */
	feeTopUp: (Block & { cid: string }) | null;
	/** Unix time in ms. */
	createdAt: number;
};
