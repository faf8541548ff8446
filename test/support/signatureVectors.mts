/** The published signatures that are valid (signing.md §3). The product and the sandbox must both reproduce them. */
import { KEY, PID } from './samples.mts';

const pid = Number(PID);
const address = 'TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS';

/** The parameters of V1. */
export const V1 = {
	pid,
	currency: '195@195',
	address,
	amount: '1.1',
	remark: 'payout',
	third_party_id: 'c9231e604da54469a735af3f449c880f',
	callback_url: 'http://192.168.2.29:9099/callback',
	nonce: 'hwlkk6',
	timestamp: 1688004243314,
};
const V2 = {
	...V1,
	nonce: 'mb8udu',
	third_party_id: '19faf9d3c8f34caf926f332f3021e887',
	timestamp: 1688003966801,
};
const V3 = { ...V1, callback_url: 'https://your-domain.com/callback' };
const V4 = {
	event_name: 'order',
	event_type: 'refunded',
	pid: 123456789,
	nonce: 'abc123',
	timestamp: 1719994383015,
	data: {
		refund_status: 1,
		refund_id: 'rf-test',
		order_id: 'merchant-test',
		cregis_id: 'po-test',
	},
};
const LEGAL = { pid, address, chain_id: '195', nonce: 'm8jisx', timestamp: 1687848653294 };
const INNER = { pid, address, chain_id: '195', nonce: 'tvccuh', timestamp: 1687849472174 };
const QUERY = { pid, cid: 1382626461605888, nonce: 'sw7kv5', timestamp: 1687853722065 };

type Vector = [name: string, key: string, parameters: Record<string, unknown>, signature: string];

export const VECTORS: Vector[] = [
	['V1', KEY, V1, 'd6eef2de79e39f434a38efb910213ba6'],
	['V2', KEY, V2, 'c9bae061ae3f5f8d3bfde817f6966c36'],
	['V3', KEY, V3, 'f76fb193e9d34d2e59fef64e3418f79b'],
	['V4', 'fixture-api-key', V4, '9e2b39ae45341e1d912dda3e31a3dddf'],
	['D3', KEY, LEGAL, 'cebd2bfd56766f1143dc40d078b64dac'],
	['D4', KEY, INNER, '48036043999446485fe0d20a838a00dc'],
	['D5', KEY, QUERY, 'af825ddb839e6796d62977caf18d3394'],
];
