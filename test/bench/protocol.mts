/** The signer and the verifier compared with the least that each must do, in turns. */
import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Callback from '../../nodes/Cregis/protocol/callback.ts';
import type * as Content from '../../nodes/Cregis/protocol/callbackContent.ts';
import type * as Shape from '../../nodes/Cregis/protocol/callbackShape.ts';
import type * as Signature from '../../nodes/Cregis/protocol/signature.ts';
import type * as Body from '../../nodes/Cregis/protocol/signedBody.ts';
import { allFields, DEPOSIT, KEY, signedText as signedBody } from '../support/samples.mts';
import { median, type Recorder } from './record.mts';

// The compiled code, as n8n runs it.
const require = createRequire(import.meta.url);
const load = <T,>(file: string) => require(`../../dist/nodes/Cregis/protocol/${file}.js`) as T;

const ROUNDS = 41;
const CALLS = 2_000;

/** Microseconds per call. */
function time(run: () => unknown, calls: number): number {
	const start = performance.now();
	for (let call = 0; call < calls; call++) run();
	return ((performance.now() - start) * 1000) / calls;
}

/** The median times of both, measured in turns after a warm-up. */
function inTurns(one: () => unknown, other: () => unknown, calls = CALLS): [number, number] {
	const times: Array<[number, number]> = [];
	for (let round = 0; round < ROUNDS; round++) times.push([time(one, calls), time(other, calls)]);
	const measured = times.slice(Math.floor(ROUNDS / 4));
	return [median(measured.map(([first]) => first)), median(measured.map(([, second]) => second))];
}

const PAYOUT = {
	pid: 1382528827416576,
	nonce: 'ubqso3',
	timestamp: 1687850657960,
	currency: '195@TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
	to_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
	amount: '1.5',
	third_party_id: 'invoice-1001',
	remark: 'November',
};

/** A deposit with a memo of this length. */
const withMemo = (length: number) =>
	signedBody({ ...DEPOSIT.required, memo: 'ab '.repeat(length / 3) });

/** Needs a built package. */
export function measureProtocol(record: Recorder) {
	const { verifyCallback } = load<typeof Callback>('callback');
	const { readSignedBody } = load<typeof Body>('signedBody');
	const { contentOf } = load<typeof Content>('callbackContent');
	const { shapeOf } = load<typeof Shape>('callbackShape');
	const { signParameters, signedText } = load<typeof Signature>('signature');
	record.begin('Signing and verifying');
	const text = KEY + signedText(PAYOUT);
	const [sign, md5] = inTurns(
		() => signParameters(PAYOUT, KEY),
		() => hash('md5', text),
	);
	record.figure('MD5 of the text of a payout', md5, 'µs');
	record.figure('Signature of a payout', sign, 'µs');
	record.atMost('Signature compared with MD5', sign / md5, 1.6, 'times as long');

	const body = signedBody(allFields(DEPOSIT));
	const [verify, parse] = inTurns(
		() => verifyCallback(body, KEY),
		() => [JSON.parse(body), hash('md5', body)],
	);
	record.figure('JSON.parse and MD5 of a deposit', parse, 'µs');
	const signed = readSignedBody(body) as Body.SignedBody;
	const content = contentOf(signed.payload)!;
	const [read, shape] = inTurns(
		() => readSignedBody(body),
		() => shapeOf(content),
	);
	record.figure('Verification of a deposit', verify, 'µs');
	record.figure('Of it, reading the text without rounding numbers', read, 'µs');
	record.figure('Of it, checking whether another body has the same signature', shape, 'µs');
	record.atMost('Verification compared with both', verify / parse, 2.5, 'times as long');

	const [short, long] = [withMemo(4_096), withMemo(32_768)];
	if (!verifyCallback(long, KEY).verified) throw new Error('The long memo is refused');
	const [large, small] = inTurns(
		() => verifyCallback(long, KEY),
		() => verifyCallback(short, KEY),
		20,
	);
	record.figure('Verification of a deposit with a memo of 4 kB', small, 'µs');
	record.figure('Verification of a deposit with a memo of 32 kB', large, 'µs');
	record.atMost('32 kB compared with 4 kB', large / small, 10, 'times as long');
}
