/** How the coins of a project are read from Cregis's lists (api.md §2.1). */
import { describe, expect, it } from '@jest/globals';
import { canonicalCoin, readCoins } from '../../nodes/Cregis/transport/coins.ts';

const TRX = { coin_name: 'TRX', chain_id: '195', token_id: '195', decimals: '6' };
const USDT = { coin_name: 'USDT-TRC20', chain_id: '195', token_id: 'TR7NHqj', decimals: '6' };

describe('the coins of a project', () => {
	it('have the name that payouts use, and come in the order of Cregis, each of them once', () => {
		const lists = { address_coins: [USDT], order_coins: [TRX, USDT], payout_coins: [TRX, TRX] };
		expect(readCoins(lists)).toEqual([
			{ ...USDT, currency: '195@TR7NHqj', uses: ['address', 'order'] },
			{ ...TRX, currency: '195@195', uses: ['order', 'payout'] },
		]);
	});

	it('have IDs of text, even if Cregis sends numbers', () => {
		const [coin] = readCoins({ payout_coins: [{ ...TRX, chain_id: 195, token_id: 195 }] });
		expect(coin).toMatchObject({ chain_id: '195', token_id: '195', currency: '195@195' });
	});

	it.each([
		['no name', { ...TRX, coin_name: '' }],
		['no chain', { ...TRX, chain_id: null }],
		['no token', { ...TRX, token_id: undefined }],
		['an object as its chain', { ...TRX, chain_id: {} }],
		['true as its token', { ...TRX, token_id: true }],
		['no fields', null],
	])('leave out a row with %s', (_, row) => {
		expect(readCoins({ payout_coins: [row, USDT] })).toMatchObject([USDT]);
	});

	it.each([
		[null],
		['text'],
		[[TRX]],
		[{}],
		[{ payout_coins: null }],
		[{ payout_coins: TRX }],
		[{ payout_coins: 'TRX' }],
		[{ other_coins: [TRX] }],
	])('are none in %j', (data) => {
		expect(readCoins(data)).toEqual([]);
	});
});

describe('a coin as Cregis writes it', () => {
	it.each([
		['60@0xA0b86991C6218b36', '60@0xa0b86991c6218b36'],
		['60@0XA0B', '60@0xa0b'],
		['195@TR7NHqjeKQxGTCi8', '195@TR7NHqjeKQxGTCi8'],
		// Not an ID of an EVM chain.
		['SUI@0x5D4b302506645::coin::COIN', 'SUI@0x5D4b302506645::coin::COIN'],
		['USDT-ERC20', 'USDT-ERC20'],
	])('%s is %s', (coin, canonical) => {
		expect(canonicalCoin(coin)).toBe(canonical);
	});
});
