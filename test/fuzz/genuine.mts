/** Genuine callbacks of every kind, as Cregis could send them, with anything that payers write. */
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { ORDER_DATA, SAMPLES, type Sample } from '../support/samples.mts';
import { hostileText, NEW_FIELDS, ordinaryText } from './payer.mts';
import type { Random } from '../support/random.mts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = '023456789acdefghjklmnpqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';

type Text = (random: Random) => string;

const ADDRESSES: Text[] = [
	(random) => `T${random.text(BASE58, 33)}`,
	(random) => `0x${random.text(HEX, 40)}`,
	(random) => `0x${random.text(HEX, 64)}`,
	(random) => `bc1q${random.text(BECH32, 38)}`,
	(random) => `r${random.text(BASE58, 33)}`,
	(random) => `1${random.text(BASE58, 33)}`,
	(random) => `bc1p${random.text(BECH32, 58)}`,
	(random) => random.text(BASE58, 44),
	(random) => `EQ${random.text(`${BASE58}-_`, 46)}`,
];

/** Addresses of chains that the package doesn't know. */
const NEW_ADDRESSES: Text[] = [
	(random) => `cosmos1${random.text(BECH32, 38)}`,
	(random) => `${random.text(HEX, 64)}.near`,
	(random) => `addr_${random.text(BECH32, 50)}`,
];

const HASHES: Text[] = [
	(random) => random.text(HEX, 64),
	(random) => `0x${random.text(HEX, 64)}`,
	(random) => random.text(BASE58, 88),
];

const COINS = ['TRX', 'USDT', 'BTC', 'XRP', 'USDT-TRC20', 'Arbitrum One', 'opBNB', '195@195'];

const NEW_COINS = [
	'wstETH',
	'USD₮',
	'cbBTC',
	'BTC.b',
	'weETH',
	'sUSDe',
	'Monero',
	'feeCoin',
	'name5',
];

const EVENT_TYPES = ['paid', 'paid_partial', 'paid_over', 'paid_remain', 'expired', 'refunded'];

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
	remark: ordinaryText,
	event_type: (random) => random.of(EVENT_TYPES),
	status: (random, old) =>
		typeof old === 'string' ? random.of(['1', '2']) : random.of([2, 4, 6, 7]),
	data: (random) => {
		const payer = random.chance(0.5) ? 'Bob' : hostileText(random, '');
		const data = { ...ORDER_DATA, cregis_id: `po${digits(random, 15)}`, payer_name: payer };
		return random.chance(0.5) ? data : JSON.stringify(data);
	},
};

/** An unknown name with a value of any kind. */
function anyNewField(random: Random): [string, unknown] {
	const name = `${random.text(SMALL, 1 + random.below(7))}_${random.text(SMALL, 2 + random.below(6))}`;
	return [name, random.of([digits(random, 3), 'on', 'Off', true, ordinaryText(random)])];
}

export interface Genuine {
	/** The fields without a signature. */
	fields: JsonObject;
	/** Whether it has no unknown field and no hostile text. */
	isOrdinary: boolean;
}

export function genuineCallback(random: Random): Genuine {
	const { required, optional }: Sample = random.of(SAMPLES);
	const chosen = Object.entries(optional).filter(() => random.chance(0.5));
	const fields = Object.fromEntries(
		Object.entries({ ...required, ...Object.fromEntries(chosen) }).map(([name, value]) => {
			return [name, VALUES[name]?.(random, value) ?? value];
		}),
	);
	if (random.chance(0.3)) return { fields, isOrdinary: true };
	for (const name of ['memo', 'remark', 'third_party_id']) {
		if (name in fields && random.chance(0.7)) fields[name] = hostileText(random, name);
	}
	if (random.chance(0.2) && 'currency' in fields) fields.currency = random.of(NEW_COINS);
	if (random.chance(0.1) && 'address' in fields) fields.address = random.of(NEW_ADDRESSES)(random);
	while (random.chance(0.4)) {
		const [name, value] = random.chance(0.7) ? random.of(NEW_FIELDS) : anyNewField(random);
		if (name in fields || /^(?:cid|fee|memo|pid)(?!_)/.test(name)) continue;
		fields[name] = random.chance(0.1) ? hostileText(random, name) : value;
	}
	return { fields, isOrdinary: false };
}
