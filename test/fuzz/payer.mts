/** Texts that a payer could write: ordinary ones, and ones made from the fields of callbacks. */
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { allFields, SAMPLES } from '../support/samples.mts';
import type { Random } from '../support/random.mts';

const ORDINARY = [
	'104533',
	'rent',
	'July payroll',
	'invoice 1042 / 2',
	'für Miete',
	'付款',
	'a status of 6',
	'thanks for the coffee',
	'order-5512',
	'Payment for services, May',
	'alice@example.com',
	'c9231e604da54469a735af3f449c880f',
];

const HASH = 'ab'.repeat(32);

/** Names and values of fields that Cregis could add some day. */
export const NEW_FIELDS: Array<[name: string, value: unknown]> = [
	['amount_usd', '12.30'],
	['block_hash', `0x${HASH}`],
	['business_type', '3'],
	['coin', 'wstETH'],
	['comment', 'paid by bob'],
	['confirmations', 12],
	['details', { a: 1 }],
	['extra_field', 'x'],
	['is_internal', true],
	['memo_type', 'text'],
	['merchant_id', 77],
	['message', 'hello world'],
	['name', 'bob'],
	['network', 'TRON'],
	['network', 'tron'],
	['note', 'for bob'],
	['order_id', 'o-1'],
	['remark_type', 'user'],
	['risk', 'low'],
	['risk_score', 0.5],
	['source', 'api'],
	['status_text', 'done'],
	['sub_status', 5],
	['time', 1687850657],
	['title', 'rent'],
	['token_name', 'Tether USD'],
	['trade_type', '1'],
	['type', 'native'],
	['update_time', 1687850657960],
	['wallet_id', 1143419804540108],
	['wallet_note', 'main'],
	['x', '5'],
	['zzz', 'a'],
];

const KNOWN_NAMES = [...new Set(SAMPLES.flatMap((sample) => Object.keys(allFields(sample))))];

const VALUES = [
	'1',
	'6',
	'2',
	'',
	'abcdef',
	'1700000000000',
	'195',
	'1382528827416576',
	HASH,
	'x-',
];

/** The text of a value as it is signed. */
export const valueText = (value: unknown): string =>
	typeof value === 'string' ? value : JSON.stringify(value);

/** The signed text of fields: names and values concatenated. */
export function runTogether(fields: JsonObject): string {
	const names = Object.keys(fields).sort();
	return names.map((name) => name + valueText(fields[name])).join('');
}

const between = (fields: JsonObject, from: string, to: string) =>
	Object.fromEntries(Object.entries(fields).filter(([name]) => name >= from && name < to));

/** The fields of some callback, with a few values that the payer chooses. */
function chosenFields(random: Random): JsonObject {
	const { required, optional } = random.of(SAMPLES);
	return {
		...required,
		...Object.fromEntries(Object.entries(optional).filter(() => random.chance(0.4))),
		...(random.chance(0.2) ? Object.fromEntries([random.of(NEW_FIELDS)]) : {}),
		nonce: 'abcdef',
		status: random.of(['1', '2', '6', '7']),
		txid: HASH,
	};
}

/** The end of a callback of some kind, or a part of it. */
function tail(random: Random): string {
	const fields = chosenFields(random);
	if (random.chance(0.3)) delete fields[random.of(Object.keys(fields))];
	const from = random.of(['', 'memo', 'n', 'pid', 'remark', 'status', 'third', 'timestamp']);
	const to = random.of(['~', '~', 'pid', 'remarl', 'status', 'third', 'timestamp']);
	return runTogether(between(fields, from, to));
}

/**
 * The fields of another body, up to one with free text. That one swallows what Cregis adds after the text, so
 * the rest of both bodies is the same.
 */
function swallowing(random: Random, name: string): string {
	const last = random.of(['remark', 'third_party_id', 'zzz']);
	const fields = runTogether(between(chosenFields(random), `${name}!`, last));
	return random.of(['', 'a', 'invoice-77']) + fields + last + random.of(['', 'b', 'INV-']);
}

function piece(random: Random): string {
	const way = random.below(6);
	if (way === 0) return random.of(ORDINARY);
	if (way === 1) return random.of(KNOWN_NAMES) + random.of(VALUES);
	if (way === 2) return runTogether(Object.fromEntries([random.of(NEW_FIELDS)]));
	if (way === 3) return random.of(KNOWN_NAMES).slice(0, 1 + random.below(8));
	if (way === 4) return random.of(VALUES);
	return tail(random);
}

export const ordinaryText = (random: Random): string => random.of(ORDINARY);

/** A text for a field of this name that is made to be misread. */
export function hostileText(random: Random, name: string): string {
	if (random.chance(0.4)) return swallowing(random, name);
	const pieces = Array.from({ length: 1 + random.below(4) }, () => piece(random));
	return pieces.join(random.of(['', '', '-', ' '])) || 'x';
}
