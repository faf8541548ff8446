/** The currencies for pricing and paying an order (currencies.md §3 and §4). A project may have fewer. */
import type { INodePropertyOptions } from 'n8n-workflow';

export const ORDER_CURRENCIES: INodePropertyOptions[] = [
	{ name: 'AED', value: 'AED', description: 'UAE Dirham' },
	{ name: 'AUD', value: 'AUD', description: 'Australian Dollar' },
	{ name: 'BGN', value: 'BGN', description: 'Bulgarian Lev' },
	{ name: 'BNB', value: 'BNB' },
	{ name: 'BRL', value: 'BRL', description: 'Brazilian Real' },
	{ name: 'BTC', value: 'BTC', description: 'Bitcoin' },
	{ name: 'CAD', value: 'CAD', description: 'Canadian Dollar' },
	{ name: 'CHF', value: 'CHF', description: 'Swiss Franc' },
	{ name: 'CNY', value: 'CNY', description: 'Chinese Yuan' },
	{ name: 'DKK', value: 'DKK', description: 'Danish Krone' },
	{ name: 'ETH', value: 'ETH', description: 'Ethereum' },
	{ name: 'EUR', value: 'EUR', description: 'Euro' },
	{ name: 'GBP', value: 'GBP', description: 'British Pound' },
	{ name: 'HKD', value: 'HKD', description: 'Hong Kong Dollar' },
	{ name: 'INR', value: 'INR', description: 'Indian Rupee' },
	{ name: 'MYR', value: 'MYR', description: 'Malaysian Ringgit' },
	{ name: 'PHP', value: 'PHP', description: 'Philippine Peso' },
	{ name: 'SEK', value: 'SEK', description: 'Swedish Krona' },
	{ name: 'SGD', value: 'SGD', description: 'Singapore Dollar' },
	{ name: 'SOL', value: 'SOL', description: 'Solana' },
	{ name: 'TRX', value: 'TRX', description: 'TRON' },
	{ name: 'TWD', value: 'TWD', description: 'New Taiwan Dollar' },
	{ name: 'USD', value: 'USD', description: 'US Dollar' },
	{ name: 'USDC', value: 'USDC', description: 'USD Coin' },
	{ name: 'USDT', value: 'USDT', description: 'Tether' },
];

/** Returns the maximum number of decimal places of an order amount. */
export const orderDecimals = (currency: string) => (currency === 'BTC' ? 8 : 2);

export const PAY_TOKENS: INodePropertyOptions[] = [
	{ name: 'Arbitrum One', value: 'Arbitrum One' },
	{ name: 'Base', value: 'Base' },
	{ name: 'Bitcoin', value: 'Bitcoin' },
	{ name: 'BNB-BSC', value: 'BNB-BSC' },
	{ name: 'Ethereum', value: 'Ethereum' },
	{ name: 'Optimism', value: 'Optimism' },
	{ name: 'Solana', value: 'Solana' },
	{ name: 'TRON', value: 'TRON' },
	{ name: 'USDC-Arbitrum One', value: 'USDC-Arbitrum One' },
	{ name: 'USDC-Avalanche-C', value: 'USDC-Avalanche-C' },
	{ name: 'USDC-Base', value: 'USDC-Base' },
	{ name: 'USDC-BEP20', value: 'USDC-BEP20' },
	{ name: 'USDC-ERC20', value: 'USDC-ERC20' },
	{ name: 'USDC-Optimism', value: 'USDC-Optimism' },
	{ name: 'USDC-Polygon', value: 'USDC-Polygon' },
	{ name: 'USDC-Solana', value: 'USDC-Solana' },
	{ name: 'USDT-Arbitrum One', value: 'USDT-Arbitrum One' },
	{ name: 'USDT-Avalanche-C', value: 'USDT-Avalanche-C' },
	{ name: 'USDT-BEP20', value: 'USDT-BEP20' },
	{ name: 'USDT-ERC20', value: 'USDT-ERC20' },
	{ name: 'USDT-Polygon', value: 'USDT-Polygon' },
	{ name: 'USDT-Solana', value: 'USDT-Solana' },
	{ name: 'USDT-TRC20', value: 'USDT-TRC20' },
];
