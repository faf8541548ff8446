import { blake2b } from '@noble/hashes/blake2.js';
import { base32nopad } from '@scure/base';
import { randomBytes } from 'node:crypto';

const CHECKSUM_BYTES = 4;
const SECP256K1 = 1;

// Protocol -> the bytes of its payload: 1 secp256k1, 2 actor, 3 BLS.
const PAYLOAD_BYTES: Record<string, number> = { '1': 20, '2': 20, '3': 48 };

// An address of the EVM: protocol 4, the actor 10 that manages it, and its 20 bytes.
const DELEGATED_PROTOCOL = 4;
const EVM_ACTOR = 10;
const EVM_FORM = /^f410f([a-z2-7]{39})$/;
const EVM_BYTES = 20;

function decodeBase32(text: string): Uint8Array {
	try {
		return base32nopad.decode(text.toUpperCase());
	} catch {
		return new Uint8Array();
	}
}

/** The checksum is not of the text, but of the protocol as a byte and the payload. */
function checksum(protocol: number[], payload: Uint8Array): Uint8Array {
	return blake2b(Uint8Array.of(...protocol, ...payload), { dkLen: CHECKSUM_BYTES });
}

function hasChecksum(protocol: number[], text: string, payloadBytes: number): boolean {
	const bytes = decodeBase32(text);
	if (bytes.length !== payloadBytes + CHECKSUM_BYTES) return false;
	const expected = checksum(protocol, bytes.subarray(0, payloadBytes));
	return Buffer.compare(expected, bytes.subarray(payloadBytes)) === 0;
}

/** Whether the text is a mainnet address: an actor's ID, which has no checksum, or one whose checksum fits. */
export function isFilecoinAddress(address: string): boolean {
	if (/^f0\d{1,19}$/.test(address)) return true;
	const evm = EVM_FORM.exec(address)?.[1];
	if (evm !== undefined) return hasChecksum([DELEGATED_PROTOCOL, EVM_ACTOR], evm, EVM_BYTES);
	const [, protocol, text] = /^f([123])([a-z2-7]{39,84})$/.exec(address) ?? [];
	return protocol !== undefined && hasChecksum([Number(protocol)], text, PAYLOAD_BYTES[protocol]);
}

export function randomFilecoinAddress(): string {
	const payload = randomBytes(PAYLOAD_BYTES[SECP256K1]);
	const bytes = Uint8Array.of(...payload, ...checksum([SECP256K1], payload));
	return `f${SECP256K1}${base32nopad.encode(bytes).toLowerCase()}`;
}
