/** Counts what a node spends of each coin in one execution, in n8n's data of the execution. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { isAtLeast, sumAmounts } from '../../protocol/amount';
import type { PaymentKey } from './memory';

/** An amount that was, or may still be, paid. */
export interface Spending {
	key: PaymentKey;
	/** The IDs of the coin, such as `195@195`. */
	coin: string;
	amount: string;
}

/**
 * Remembers what earlier tries, earlier passes of a loop and other calls of an AI agent have spent.
 *
 * Amounts are reserved before the first payment is sent, because calls of an AI agent can overlap. What
 * certainly wasn't paid is released afterwards.
 */
export class SpendingMemory {
	/** One list for all passes. It's only changed in place. */
	private readonly reserved: Spending[];

	constructor(context: IExecuteFunctions) {
		const memory = context.getContext('node') as { cregisSpending?: Spending[] };
		memory.cregisSpending ??= [];
		this.reserved = memory.cregisSpending;
	}

	/** Returns what is reserved so far. */
	totals(): SpendingTotals {
		const totals = new SpendingTotals();
		for (const spending of this.reserved) totals.add(spending);
		return totals;
	}

	reserve(spendings: Spending[]) {
		for (const spending of spendings) this.reserved.push(spending);
	}

	/** Removes these reservations, but not equal ones of another call. */
	release(spendings: Spending[]) {
		const released = new Set(spendings);
		const { reserved } = this;
		let kept = 0;
		for (const spending of reserved) if (!released.has(spending)) reserved[kept++] = spending;
		reserved.length = kept;
	}
}

/** The total of each coin. Cregis pays a reference only once, so only its largest amount counts. */
export class SpendingTotals {
	private readonly coins = new Map<string, { amounts: Map<PaymentKey, string>; total: string }>();

	/** Adds a payment, and returns the new total of its coin. */
	add({ key, coin, amount }: Spending): string {
		const spent = this.coins.get(coin) ?? { amounts: new Map<PaymentKey, string>(), total: '0' };
		this.coins.set(coin, spent);
		const earlier = spent.amounts.get(key);
		if (earlier !== undefined && isAtLeast(earlier, amount)) return spent.total;
		spent.amounts.set(key, amount);
		const parts = earlier === undefined ? [spent.total, amount] : [...spent.amounts.values()];
		spent.total = sumAmounts(parts);
		return spent.total;
	}
}
