export type Coin = {
	name: string;
	symbol: string;
	chainId: string;
	tokenId: string;
	decimals: number;
};

// name, symbol, chain_id, token_id, decimals: currencies.md §2. A native coin's token_id is its chain_id.
const TABLE: Array<[string, string, string, string, number]> = [
	['Bitcoin', 'BTC', '0', '0', 8],
	['Ethereum', 'ETH', '60', '60', 18],
	['USDT-ERC20', 'USDT', '60', '0xdac17f958d2ee523a2206206994597c13d831ec7', 6],
	['USDC-ERC20', 'USDC', '60', '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48', 6],
	['POL-ERC20', 'POL', '60', '0x455e53cbb86018ac2b8092fdcd39d8444affc3f6', 18],
	['Uniswap-ERC20', 'UNI', '60', '0x1f9840a85d5af5bf1d1762f925bdaddc4201f984', 18],
	['ChainLink-ERC20', 'LINK', '60', '0x514910771af9ca656af840dff83e8264ecf986ca', 18],
	['SHIB-ERC20', 'SHIB', '60', '0x95ad61b0a150d79219dcf64e1e6cc01f0b64c4ce', 18],
	['TRON', 'TRX', '195', '195', 6],
	['USDT-TRC20', 'USDT', '195', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 6],
	['USDC-TRC20', 'USDC', '195', 'TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8', 6],
	['BNB-BSC', 'BNB', '2510', '2510', 18],
	['USDT-BEP20', 'USDT', '2510', '0x55d398326f99059ff775485246999027b3197955', 18],
	['USDC-BEP20', 'USDC', '2510', '0x8ac76a51cc950d9822d68b83fe1ad97b32cd580d', 18],
	['Dogecoin', 'DOGE', '3', '3', 8],
	['Litecoin', 'LTC', '2', '2', 8],
	['Bitcoin Cash', 'BCH', '5', '5', 8],
	['POL-Polygon', 'POL', '62', '62', 18],
	['USDT-Polygon', 'USDT', '62', '0xc2132d05d31c914a87c6611c10748aeb04b58e8f', 6],
	['USDC-Polygon', 'USDC', '62', '0x3c499c542cef5e3811e1192ce70d8cc03d5c3359', 6],
	['Arbitrum One', 'ETH', '63', '63', 18],
	['USDT-Arbitrum One', 'USDT', '63', '0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9', 6],
	['USDC-Arbitrum One', 'USDC', '63', '0xaf88d065e77c8cc2239327c5edb3a432268e5831', 6],
	['Optimism', 'ETH', '64', '64', 18],
	['USDT-Optimism', 'USDT', '64', '0x94b008aa00579c1307b0ef2c499ad98a8ce58e58', 6],
	['USDC-Optimism', 'USDC', '64', '0x0b2c639c533813f4aa9d7837caf62653d097ff85', 6],
	['Avalanche-C', 'AVAX', '65', '65', 18],
	['USDT-Avalanche-C', 'USDT', '65', '0x9702230a8ea53601f5cd2dc00fdbc13d4df4a8c7', 6],
	['USDC-Avalanche-C', 'USDC', '65', '0xb97ef9ef8734c71904d8002f8b6bc66dd9c48a6e', 6],
	['Base', 'ETH', '66', '66', 18],
	['USDT-Base', 'USDT', '66', '0xfde4c96c8593536e31f229ea8f37b2ada2699bb2', 6],
	['USDC-Base', 'USDC', '66', '0x833589fcd6edb6e08f4c7c32d4f71b54bda02913', 6],
	['opBNB', 'BNB', '67', '67', 18],
	['Solana', 'SOL', '1000', '1000', 9],
	['USDT-Solana', 'USDT', '1000', 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB', 6],
	['USDC-Solana', 'USDC', '1000', 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', 6],
	['TON', 'TON', '2000', '2000', 9],
	['USDT-Jetton', 'USDT', '2000', 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs', 6],
	['Ethereum Classic', 'ETC', '61', '61', 18],
	['Filecoin', 'FIL', '2307', '2307', 18],
	['XRP-Ripple', 'XRP', '144', '144', 6],
	['SUI', 'SUI', '3000', '3000', 9],
];

// Chains whose coins carry a memo are also those without sub-addresses over the API (api.md §2.1 and
// §2.7.1).
const MEMO_CHAINS = new Set(['144', '2000']);

export const COINS: Coin[] = TABLE.map(([name, symbol, chainId, tokenId, decimals]) => ({
	name,
	symbol,
	chainId,
	tokenId,
	decimals,
}));

export const ADDRESS_COINS: Coin[] = COINS.filter((coin) => !MEMO_CHAINS.has(coin.chainId));

export function chainHasMemo(chainId: string): boolean {
	return MEMO_CHAINS.has(chainId);
}

/** The coin that `currency` names: a coin name or `chain_id@token_id` (currencies.md §1.1), exact match. */
export function findCoin(currency: string): Coin | undefined {
	return COINS.find(
		(coin) => coin.name === currency || `${coin.chainId}@${coin.tokenId}` === currency,
	);
}

/** The coin that `chain_id@token_id` names; a coin name finds nothing. */
export function findCoinByIds(currency: string): Coin | undefined {
	return currency.includes('@') ? findCoin(currency) : undefined;
}

/** The coin of a chain by its token_id, name or symbol; the native coin when `token` is not given. */
export function findToken(chainId: string, token: string = chainId): Coin | undefined {
	return COINS.find(
		(coin) =>
			coin.chainId === chainId &&
			[coin.tokenId, coin.name, coin.symbol, `${chainId}@${coin.tokenId}`].includes(token),
	);
}
