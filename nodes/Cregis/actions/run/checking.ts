/** One run of an operation that checks payments without sending them. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sumAmounts } from '../../protocol/amount';
import { JsonNumber, type JsonObject } from '../../protocol/losslessJson';
import type { Item } from '../shared/item';
import { readLimits } from '../shared/limits';
import type { CheckOperation } from '../shared/operation';
import { batchId, batchRow } from './batch';
import { PaymentChecks } from './checks';
import { attempt, failedItem, type Failure } from './failure';
import { prepareLimitCheck } from './limitChecks';
import { inParallel } from './parallel';
import { PARALLEL_CHECKS, findSharedReferences } from './preparation';
import { SpendingTotals } from './spending';

/** An item, and all that is wrong with it. */
interface CheckedItem {
	item: Item;
	/** The fields that Create would send, as far as they're valid. */
	fields: JsonObject;
	reasons: Set<string>;
}

/** Returns the sum of the valid payments of each coin, by the coin as it was entered. */
function totalsOf(checked: CheckedItem[]): Record<string, string> {
	const amounts = new Map<string, string[]>();
	for (const { fields, reasons } of checked) {
		if (reasons.size > 0) continue;
		const coin = String(fields.currency);
		const paid = amounts.get(coin);
		if (paid) paid.push(String(fields.amount));
		else amounts.set(coin, [String(fields.amount)]);
	}
	return Object.fromEntries([...amounts].map(([coin, paid]) => [coin, sumAmounts(paid)]));
}

/** Returns the fields that Create would send, with IDs as text. */
function sentFields(fields: JsonObject): IDataObject {
	const filled = Object.entries(fields).filter(([, value]) => (value ?? '') !== '');
	return Object.fromEntries(
		filled.map(([name, value]) => [name, value instanceof JsonNumber ? value.text : value]),
	) as IDataObject;
}

export class CheckRun {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: CheckOperation,
	) {}

	/** @throws the error because of which nothing could be checked, unless the node continues on fail */
	async execute(items: Item[]): Promise<INodeExecutionData[]> {
		const { value, error } = await attempt(this.context, undefined, () => this.checkAll(items));
		if (error) return this.failAll(error, items.length);
		const invalid = value.filter(({ reasons }) => reasons.size > 0).length;
		if (invalid > 0) {
			const message = `${invalid} of ${value.length} items are invalid. Their 'reasons' say why.`;
			this.context.addExecutionHints({ type: 'warning', message, location: 'outputPane' });
		}
		const id = batchId(
			value.map(({ fields }) => batchRow(fields)),
			invalid,
		);
		const batch = { id, count: value.length, invalid, totals: totalsOf(value) };
		return value.map(({ item, fields, reasons }) => ({
			json: {
				valid: reasons.size === 0,
				reasons: [...reasons],
				...sentFields(fields),
				batch,
			},
			pairedItem: { item: item.index },
		}));
	}

	/** @throws the error, unless the node continues on fail */
	failAll(error: Failure, items: number): INodeExecutionData[] {
		if (!this.context.continueOnFail()) throw error;
		return Array.from({ length: items }, (_, index) => failedItem(error, 'not done', index));
	}

	private async checkAll(items: Item[]): Promise<CheckedItem[]> {
		const { coins, reference } = this.operation;
		const limits = readLimits(this.context);
		const checked: CheckedItem[] = [];
		for (const item of items) checked.push(await this.read(item));

		const withKeys = checked
			.map(({ item, fields }) => ({ item, key: String(fields[reference] ?? '') }))
			.filter(({ key }) => key !== '');
		const checks = new PaymentChecks(this.context, coins);
		const found = findSharedReferences(withKeys);
		await inParallel(checked, PARALLEL_CHECKS, async ({ item, fields }) => {
			for (const error of await checks.issues(item, fields))
				found.push({ index: item.index, error });
		});
		for (const { index, error } of found) checked[index].reasons.add(error.message);

		// What can't be paid doesn't count toward the totals.
		const valid = checked.filter(({ reasons }) => reasons.size === 0);
		const payments = valid.map(({ item, fields }) => ({ item, key: String(item.index), fields }));
		const checkLimits = await prepareLimitCheck(this.context, limits, checks, payments);
		for (const { index, error } of checkLimits(new SpendingTotals()).issues) {
			checked[index].reasons.add(error.message);
		}
		return checked;
	}

	/** Reads each field on its own, so that one invalid field doesn't hide another. */
	private async read(item: Item): Promise<CheckedItem> {
		const more = item.group('additionalFields');
		const fields: JsonObject = {};
		const reasons = new Set<string>();
		for (const [name, read] of Object.entries(this.operation.readers)) {
			const { value, error } = await attempt(this.context, item.index, () => read(item, more));
			if (error) reasons.add(error.message);
			else fields[name] = value;
		}
		return { item, fields, reasons };
	}
}
