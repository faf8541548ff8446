/** Checks payments with Cregis before the first one is sent. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { findCoin, readCoins, type Coin, type Use } from '../../transport/coins';
import { uncheckable } from '../../transport/errors';
import { decimalsIssue } from '../../protocol/amount';
import { isJsonObject, type JsonObject } from '../../protocol/losslessJson';
import { MAX_RATE_LIMIT_WAIT_MS, requestCregis, type CregisRequest } from '../../transport/request';
import type { Item } from '../shared/item';
import { attempt, type Failure } from './failure';
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
	 * Checks the coin, amount, memo and recipient of a payment, as far as its fields could be read.
	 *
	 * @throws CregisError if Cregis can't be asked
	 */
	async issues(item: Item, fields: JsonObject): Promise<Failure[]> {
		const currency = String(fields.currency ?? '');
		if (currency === '') return [];
		const coin = await this.coin(currency, item.index);
		if (!coin) {
			const advice = 'Choose a coin from the list, or enable it for the project in Cregis.';
			return [item.invalid(`This project can't pay out '${currency}'`, advice)];
		}
		const { coin_name: name, chain_id: chainId, decimals = Infinity } = coin;
		const decimalsFault = decimalsIssue(String(fields.amount ?? ''), Number(decimals));
		const address = String(fields.to_address ?? fields.address ?? '');
		const isValid = address === '' || (await this.isValid(address, chainId, item.index));
		return [
			decimalsFault && `'Amount' ${decimalsFault}`,
			fields.memo &&
				!MEMO_CHAINS.includes(chainId) &&
				`${name} doesn't use a 'Memo': only XRP and TON do`,
			!isValid && `'To Address' isn't a valid ${name} address: '${address}'`,
		]
			.filter((message): message is string => !!message)
			.map((message) => item.invalid(message, CORRECT));
	}

	/** Returns the project's coin with these IDs or this name. Undefined if the project can't pay it out. */
	async coin(currency: string, itemIndex?: number): Promise<Coin | undefined> {
		const coins = await this.coinLists.get('', async () =>
			readCoins(await this.ask({ path: ENDPOINTS.coins, fields: {} }, itemIndex)),
		);
		return findCoin(coins, currency, this.use);
	}

	private async isValid(address: string, chainId: string, itemIndex: number): Promise<boolean> {
		const fields = { address, chain_id: chainId };
		return await this.validAddresses.get(JSON.stringify(fields), async () => {
			const data = await this.ask({ path: ENDPOINTS.validateAddress, fields }, itemIndex);
			// Only an explicit `false` means that the address is invalid.
			return !isJsonObject(data) || String(data.result) !== 'false';
		});
	}

	private async ask(request: CregisRequest, itemIndex?: number): Promise<unknown> {
		const { context } = this;
		const { value, error } = await attempt(context, itemIndex, async () => {
			return await requestCregis(context, request, itemIndex, MAX_RATE_LIMIT_WAIT_MS);
		});
		if (error) throw uncheckable({ node: context.getNode(), itemIndex }, error);
		return value;
	}
}
