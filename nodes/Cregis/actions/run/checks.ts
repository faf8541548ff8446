/** Checks payments with Cregis before the first one is sent. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { readCoins, type Coin, type Use } from '../../transport/coins';
import { uncheckable } from '../../transport/errors';
import { decimalsIssue } from '../../protocol/amount';
import { isJsonObject } from '../../protocol/losslessJson';
import { MAX_RATE_LIMIT_WAIT_MS, requestCregis, type CregisRequest } from '../../transport/request';
import type { Item } from '../shared/item';
import { attempt } from './failure';
import { ENDPOINTS } from '../../protocol/endpoints';

/** Chains that use memos (api.md §2.7.1): XRP and TON. */
const MEMO_CHAINS = ['144', '2000'];

const CORRECT = 'Correct it and run this again.';

/** Caches responses, so that each request is sent only once. */
class Asked<T> {
	private readonly answers = new Map<string, Promise<T>>();

	get(key: string, ask: () => Promise<T>): Promise<T> {
		const answer = this.answers.get(key) ?? ask();
		this.answers.set(key, answer);
		return answer;
	}
}

/** The checks of one run. Requests that several items need are sent once. */
export class PaymentChecks {
	private readonly coinLists = new Asked<Coin[]>();

	private readonly validAddresses = new Asked<boolean>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly use: Use,
	) {}

	/**
	 * Checks an item's coin, amount, memo and recipient.
	 *
	 * @throws NodeOperationError for the first invalid field, or CregisError if Cregis can't be asked
	 */
	async check(item: Item, { fields }: CregisRequest): Promise<void> {
		const coin = await this.coin(item, String(fields.currency));
		const fault = decimalsIssue(String(fields.amount ?? ''), Number(coin.decimals ?? Infinity));
		if (fault) throw item.invalid(`'Amount' ${fault}`, CORRECT);
		if (fields.memo && !MEMO_CHAINS.includes(coin.chain_id)) {
			throw item.invalid(`${coin.coin_name} doesn't use a 'Memo': only XRP and TON do`, CORRECT);
		}
		const address = String(fields.to_address ?? fields.address);
		if (await this.isValid(address, coin.chain_id, item.index)) return;
		throw item.invalid(
			`'To Address' isn't a valid ${coin.coin_name} address: '${address}'`,
			CORRECT,
		);
	}

	private async coin(item: Item, currency: string): Promise<Coin> {
		const coins = await this.coinLists.get('', async () =>
			readCoins(await this.ask({ path: ENDPOINTS.coins, fields: {} }, item.index)),
		);
		const found = coins.find((coin) => [coin.currency, coin.coin_name].includes(currency));
		if (found?.uses.includes(this.use)) return found;
		throw item.invalid(
			`This project can't pay out '${currency}'`,
			'Choose a coin from the list, or enable it for the project in Cregis.',
		);
	}

	private async isValid(address: string, chainId: string, itemIndex: number): Promise<boolean> {
		const fields = { address, chain_id: chainId };
		return await this.validAddresses.get(JSON.stringify(fields), async () => {
			const data = await this.ask({ path: ENDPOINTS.validateAddress, fields }, itemIndex);
			// Only an explicit `false` means that the address is invalid.
			return !isJsonObject(data) || String(data.result) !== 'false';
		});
	}

	private async ask(request: CregisRequest, itemIndex: number): Promise<unknown> {
		const { context } = this;
		const { value, error } = await attempt(context, itemIndex, async () => {
			return await requestCregis(context, request, itemIndex, MAX_RATE_LIMIT_WAIT_MS);
		});
		if (error) throw uncheckable({ node: context.getNode(), itemIndex }, error);
		return value;
	}
}
