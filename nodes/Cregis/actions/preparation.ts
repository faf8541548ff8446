/** Makes the requests of all items ready, before the first is sent. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { CregisRequest } from '../transport';
import { PaymentChecks } from './checks';
import { attempt, type Failure } from './failure';
import type { Item } from './item';
import type { RequestOperation } from './operation';
import { inParallel } from './parallel';

const PARALLEL_CHECKS = 10;

export interface Prepared {
	item: Item;
	request: CregisRequest;
}

interface Preparation {
	ready: Prepared[];
	/** What keeps an item from being sent, by the item's index. */
	faults: Map<number, Failure>;
}

/** Two items with one reference would be one payment at the most: which one, chance would decide. */
function findSharedReferences(prepared: Prepared[], field: string): Map<number, Failure> {
	const users = new Map<string, Item[]>();
	for (const { item, request } of prepared) {
		const reference = String(request.fields[field]);
		const sharing = users.get(reference);
		if (sharing) sharing.push(item);
		else users.set(reference, [item]);
	}
	const faults = new Map<number, Failure>();
	for (const [reference, sharing] of users) {
		if (sharing.length === 1) continue;
		const places = sharing.map(({ index }) => index).join(', ');
		for (const item of sharing) {
			faults.set(
				item.index,
				item.invalid(
					`The reference '${reference}' stands in several items: ${places}`,
					'Give each item a reference of its own. Nothing was sent for this item.',
				),
			);
		}
	}
	return faults;
}

/**
 * Reads and checks the fields of all items.
 *
 * @param checksFirst whether Cregis is asked about them, too
 */
export async function prepare(
	context: IExecuteFunctions,
	{ fields, request, reference, coins }: RequestOperation,
	items: Item[],
	checksFirst: boolean,
): Promise<Preparation> {
	const faults = new Map<number, Failure>();
	let ready: Prepared[] = [];
	const hasLimit = fields.some(({ name }) => name === 'limit');
	for (const item of items) {
		const made = await attempt(context, item.index, () => {
			// Used only when the rows come, but a wrong one is to be found before anything is sent.
			if (hasLimit) item.limit();
			return request(item);
		});
		if (made.error) faults.set(item.index, made.error);
		else ready.push({ item, request: made.value });
	}
	const shared = reference ? findSharedReferences(ready, reference) : new Map<number, Failure>();
	for (const [index, fault] of shared) faults.set(index, fault);
	ready = ready.filter(({ item }) => !faults.has(item.index));
	if (checksFirst && coins) {
		const checks = new PaymentChecks(context, coins);
		await inParallel(ready, PARALLEL_CHECKS, async ({ item, request: made }) => {
			const { error } = await attempt(context, item.index, async () => {
				await checks.check(item, made);
			});
			if (error) faults.set(item.index, error);
		});
		ready = ready.filter(({ item }) => !faults.has(item.index));
	}
	return { ready, faults: new Map([...faults].sort(([a], [b]) => a - b)) };
}
