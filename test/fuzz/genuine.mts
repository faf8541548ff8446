/** Genuine callbacks of every kind, as they may come from Cregis. */
import type { JsonObject } from '../../sandbox/json.mts';
import { ORDER_DATA, SAMPLES, type Sample } from '../unit/samples.mts';
import type { Random } from './random.mts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';

const ADDRESSES: Array<(random: Random) => string> = [
	(random) => `T${random.text(BASE58, 33)}`,
	(random) => `0x${random.text(HEX, 40)}`,
	(random) => `bc1q${random.text('023456789acdefghjklmnpqrstuvwxyz', 38)}`,
	(random) => `r${random.text(BASE58, 33)}`,
	(random) => random.text(BASE58, 44),
	(random) => `EQ${random.text(`${BASE58}-_`, 46)}`,
];

const HASHES: Array<(random: Random) => string> = [
	(random) => random.text(HEX, 64),
	(random) => `0x${random.text(HEX, 64)}`,
	(random) => random.text(BASE58, 88),
];

const COINS = [
	'TRX',
	'USDT',
	'USDC',
	'BTC',
	'XRP',
	'USDT-TRC20',
	'Arbitrum One',
	'opBNB',
	'195@195',
];

const EVENT_TYPES = ['paid', 'paid_partial', 'paid_over', 'paid_remain', 'expired', 'refunded'];

const REMARKS = ['rent', 'July payroll', 'invoice 1042 / 2', 'für Miete', '付款', 'a status of 6'];

const digits = (random: Random, length: number) => `1${random.text(DIGITS, length - 1)}`;

const VALUES: Record<string, (random: Random, old: unknown) => unknown> = {
	cid: (random) => Number(digits(random, 16)),
	nonce: (random) => random.text('abcdefghijklmnopqrstuvwxyz0123456789', 6),
	timestamp: (random) => Number(digits(random, 13)),
	amount: (random) => `${random.below(9999)}.${digits(random, 1 + random.below(8))}`,
	address: (random) => random.of(ADDRESSES)(random),
	from_address: (random) => random.of(ADDRESSES)(random),
	to_address: (random) => random.of(ADDRESSES)(random),
	txid: (random) => random.of(HASHES)(random),
	currency: (random) => random.of(COINS),
	third_party_id: (random) => `invoice-${digits(random, 4)}`,
	memo: (random) => digits(random, 1 + random.below(9)),
	remark: (random) => random.of(REMARKS),
	event_type: (random) => random.of(EVENT_TYPES),
	status: (random, old) =>
		typeof old === 'string' ? random.of(['1', '2']) : random.of([2, 4, 6, 7]),
	data: (random) => {
		const data = { ...ORDER_DATA, cregis_id: `po${digits(random, 15)}` };
		return random.chance(0.5) ? data : JSON.stringify(data);
	},
};

/** One genuine callback's fields, unsigned. */
export function genuineFields(random: Random): JsonObject {
	const { required, optional }: Sample = random.of(SAMPLES);
	const chosen = Object.entries(optional).filter(() => random.chance(0.5));
	const fields = Object.entries({ ...required, ...Object.fromEntries(chosen) });
	return Object.fromEntries(
		fields.map(([name, value]) => [name, VALUES[name]?.(random, value) ?? value]),
	);
}
