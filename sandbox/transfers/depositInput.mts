export type DepositInput = {
	/** An address of a project. */
	address: string;
	/** Decimal text. */
	amount: string;
	/** token_id, coin name or symbol on the address's chain; the native coin by default. */
	token?: string;
	/** "1" success (default), "2" failed. */
	status?: '1' | '2';
	memo?: string;
	/** The payer's address; a random one by default. */
	from?: string;
	/** Send the callback with the types of version 1: status and block_time as integers. */
	older?: boolean;
};
