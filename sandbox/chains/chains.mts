import { base58, base58xrp } from '@scure/base';
import { randomBytes } from 'node:crypto';
import { decodeBase58, encodeBase58Check, isBase58Check } from './base58.mts';
import { isSegwitAddress } from './bech32.mts';
import { isFilecoinAddress, randomFilecoinAddress } from './filecoin.mts';

type AddressForm = { isValid: (address: string) => boolean; random: () => string };

function hash160Form(versions: number[], segwitPrefix?: string): AddressForm {
	return {
		isValid: (address) =>
			isBase58Check(address, versions) ||
			(segwitPrefix !== undefined && isSegwitAddress(address, segwitPrefix)),
		random: () => encodeBase58Check(versions[0], randomBytes(20)),
	};
}

function hexForm(byteLength: number): AddressForm {
	const form = new RegExp(`^0x[0-9a-fA-F]{${byteLength * 2}}$`);
	return {
		isValid: (address) => form.test(address),
		random: () => `0x${randomBytes(byteLength).toString('hex')}`,
	};
}

// CRC-16/XMODEM, the checksum of a user-friendly TON address.
function crc16(bytes: Buffer): number {
	return bytes.reduce((sum, byte) => {
		let crc = sum ^ (byte << 8);
		for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
		return crc & 0xffff;
	}, 0);
}

const TON: AddressForm = {
	isValid: (address) => {
		if (/^(0|-1):[0-9a-fA-F]{64}$/.test(address)) return true;
		if (!/^([\w-]{48}|[A-Za-z0-9+/]{48})$/.test(address)) return false;
		const bytes = Buffer.from(address, 'base64');
		return (
			[0x11, 0x51].includes(bytes[0]) && crc16(bytes.subarray(0, 34)) === bytes.readUInt16BE(34)
		);
	},
	random: () => {
		const body = Buffer.concat([Buffer.from([0x51, 0]), randomBytes(32)]);
		const crc = Buffer.alloc(2);
		crc.writeUInt16BE(crc16(body));
		return Buffer.concat([body, crc]).toString('base64url');
	},
};

const SOLANA: AddressForm = {
	isValid: (address) => address.length <= 44 && decodeBase58(address)?.length === 32,
	random: () => base58.encode(randomBytes(32)),
};

const XRP: AddressForm = {
	isValid: (address) => isBase58Check(address, [0], base58xrp),
	random: () => encodeBase58Check(0, randomBytes(20), base58xrp),
};

const CASH_ADDRESS = /^(bitcoincash:)?[qp][02-9ac-hj-np-z]{41}$/;
const BITCOIN_CASH: AddressForm = {
	isValid: (address) => isBase58Check(address, [0, 5]) || CASH_ADDRESS.test(address),
	random: () => encodeBase58Check(0, randomBytes(20)),
};

const FILECOIN: AddressForm = { isValid: isFilecoinAddress, random: randomFilecoinAddress };

const EVM = hexForm(20);

/** Address forms by Cregis' chain_id (currencies.md §1.2). */
const FORMS: Record<string, AddressForm> = {
	'0': hash160Form([0x00, 0x05], 'bc'),
	'2': hash160Form([0x30, 0x32, 0x05], 'ltc'),
	'3': hash160Form([0x1e, 0x16]),
	'5': BITCOIN_CASH,
	'60': EVM,
	'61': EVM,
	'62': EVM,
	'63': EVM,
	'64': EVM,
	'65': EVM,
	'66': EVM,
	'67': EVM,
	'144': XRP,
	'195': hash160Form([0x41]),
	'1000': SOLANA,
	'2000': TON,
	'2307': FILECOIN,
	'2510': EVM,
	'3000': hexForm(32),
};

export function isKnownChain(chainId: string): boolean {
	return Object.hasOwn(FORMS, chainId);
}

/** Whether the address has the chain's form, checksum included where the chain has one; false for an unknown chain. */
export function isAddress(chainId: string, address: string): boolean {
	return isKnownChain(chainId) && FORMS[chainId].isValid(address);
}

/** A new random address that is valid on the chain. Throws on an unknown chain. */
export function randomAddress(chainId: string): string {
	if (!isKnownChain(chainId)) throw new Error(`There is no chain ${chainId}.`);
	return FORMS[chainId].random();
}

/** A random transaction hash: 64 hex digits, with 0x on the EVM chains. */
export function randomTxid(chainId: string): string {
	const hash = randomBytes(32).toString('hex');
	return FORMS[chainId] === EVM ? `0x${hash}` : hash;
}
