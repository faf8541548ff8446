/** Checks payments against the limits of the node. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { isSameAddress } from '../../protocol/address';
import { isAtLeast } from '../../protocol/amount';
import type { JsonObject } from '../../protocol/losslessJson';
import { operationError } from '../../transport/errors';
import type { Item } from '../shared/item';
import type { CoinLimit, Limits } from '../shared/limits';
import type { PaymentChecks } from './checks';
import type { PaymentKey } from './memory';
import type { Issue } from './reading';
import type { Spending, SpendingTotals } from './spending';

interface Payment {
	item: Item;
	key: PaymentKey;
	fields: JsonObject;
}

interface NamedLimit extends CoinLimit {
	/** The name of the coin in Cregis. */
	name: string;
}

interface LimitedPayment extends Spending {
	item: Item;
	recipient: string;
}

/**
 * Finds the coins of the limits, because a coin has IDs and a name, and either can be entered.
 *
 * @returns the limits, by the IDs of their coin
 * @throws NodeOperationError if a limit is for a coin that can't be paid, or two are for the same one
 */
async function resolveLimits(
	context: IExecuteFunctions,
	limits: CoinLimit[],
	checks: PaymentChecks,
): Promise<Map<string, NamedLimit>> {
	const invalid = (message: string, advice: string) =>
		operationError({ node: context.getNode() }, message, advice);
	const resolved = new Map<string, NamedLimit>();
	for (const [index, limit] of limits.entries()) {
		const coin = await checks.coin(limit.currency);
		if (!coin) {
			throw invalid(
				`This project can't pay out '${limit.currency}', the coin of limit ${index + 1}`,
				'Choose a coin from the list, or remove the limit.',
			);
		}
		const { coin_name: name, currency } = coin;
		if (resolved.has(currency)) {
			throw invalid(`'Limits' has more than one limit for ${name}`, 'Remove all but one.');
		}
		resolved.set(currency, { ...limit, name });
	}
	return resolved;
}

/** Returns why a payment exceeds the limit of its coin. It counts toward the total in any case. */
function* excesses(
	limit: NamedLimit | undefined,
	payment: LimitedPayment,
	totals: SpendingTotals,
): Generator<string> {
	const { coin, amount } = payment;
	if (!limit) {
		yield `'Limits' doesn't include the coin '${coin}', so it can't be paid`;
		return;
	}
	const { name, maximumPayment, maximumTotal } = limit;
	if (maximumPayment && !isAtLeast(maximumPayment, amount)) {
		yield `'Amount' is over the 'Maximum per Payment' of ${name}, ${maximumPayment}: '${amount}'`;
	}
	const total = totals.add(payment);
	if (maximumTotal && !isAtLeast(maximumTotal, total)) {
		yield `This payment brings the total of ${name} to ${total}, over its 'Maximum Total', ${maximumTotal}`;
	}
}

/**
 * Prepares a check of payments against the limits.
 *
 * @returns the check. It waits for nothing, so that the payments can be reserved before another call of an AI
 * agent spends what is left. Its parameter is what the execution has spent so far
 */
export async function prepareLimitCheck(
	context: IExecuteFunctions,
	{ coins, recipients }: Limits,
	checks: PaymentChecks,
	payments: Payment[],
): Promise<(totals: SpendingTotals) => { issues: Issue[]; spendings: Spending[] }> {
	const limits = coins && (await resolveLimits(context, coins, checks));
	const limited: LimitedPayment[] = [];
	for (const { item, key, fields } of payments) {
		const currency = String(fields.currency);
		const coin = limits && (await checks.coin(currency, item.index));
		limited.push({
			item,
			key,
			coin: coin?.currency ?? currency,
			amount: String(fields.amount),
			recipient: String(fields.to_address ?? fields.address),
		});
	}
	const isAllowed = (recipient: string) =>
		!recipients || recipients.some((allowed) => isSameAddress(allowed, recipient));
	const messages = (payment: LimitedPayment, totals: SpendingTotals) => [
		...(isAllowed(payment.recipient)
			? []
			: [`'To Address' isn't one of 'Allowed Recipients': '${payment.recipient}'`]),
		...(limits ? excesses(limits.get(payment.coin), payment, totals) : []),
	];
	return (totals) => ({
		issues: limited.flatMap((payment) =>
			messages(payment, totals).map((message) => ({
				index: payment.item.index,
				error: payment.item.invalid(message, 'Correct it, or change the limits in the node.'),
			})),
		),
		spendings: limited.map(({ key, coin, amount }) => ({ key, coin, amount })),
	});
}
