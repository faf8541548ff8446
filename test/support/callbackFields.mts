/** The fields of a callback of each kind, without those that every signed body has. */
export const DEPOSIT = {
	cid: 1391751691788288,
	chain_id: '195',
	token_id: '195',
	currency: 'TRX',
	address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
	amount: '1.20',
	status: '1',
	txid: '6dd05b0972075542219a3fcc116c58feaf9480f1f698cc46c4367ded83955cfd',
	block_height: '34527604',
	block_time: '1686814482000',
};

export const PAYOUT = {
	...DEPOSIT,
	third_party_id: 'invoice-1',
	status: 6,
	block_time: 1686814482000,
};

export const WITHDRAWAL = {
	...PAYOUT,
	address: undefined,
	from_address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
	to_address: DEPOSIT.address,
};

export const ORDER_DATA = {
	cregis_id: 'po20240703132452000',
	order_id: 'order-1',
	status: 'paid',
	order_amount: '100',
	order_currency: 'HKD',
	receive_amount: '12.86',
	receive_currency: 'USDT',
	pay_amount: '12.86',
	pay_currency: 'USDT',
	exchange_rate: '0.1286',
	payment_address: '0xd38c2cf366a731dcbe4a32c7ef24ff96d080ca7e',
	cancel_time: null,
	transact_time: 1719993183325,
	tx_id: '0x0502f2bfd96cd0f55edea3343513940f3af7fe594eae77f08d2f46ea24829b11',
	payer_name: '',
};

export const VERIFICATION = {
	cid: 1391751691788288,
	third_party_id: 'invoice-1',
	chain_id: '195',
	token_id: '195',
	from_address: 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS',
	to_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
	amount: '1.20',
};

/** A callback about an order, whose data is an object. */
export const order = (event_type: string, change: object = {}) => ({
	event_name: 'order',
	event_type,
	data: { ...ORDER_DATA, ...change },
});

/** The same with its data as JSON text, as Cregis often sends it. */
export const asText = ({ data, ...envelope }: ReturnType<typeof order>) => ({
	...envelope,
	data: JSON.stringify(data),
});
