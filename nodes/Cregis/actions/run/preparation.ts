/** Makes the payments of a run ready, before the first is sent. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport';
import type { Item } from '../item';
import type { PayingOperation } from '../operation';
import { PaymentChecks } from './checks';
import { attempt, type Failure } from './failure';
import type { PaymentKey } from './memory';
import { inParallel } from './parallel';

const PARALLEL_CHECKS = 10;

const LIST = new Intl.ListFormat('en');

export interface Prepared {
	item: Item;
	request: CregisRequest;
	key: PaymentKey;
}

/** What keeps an item from being sent. */
export interface Issue {
	index: number;
	/** Missing where not even the request could be made. */
	key?: PaymentKey;
	error: Failure;
}

interface Preparation {
	ready: Prepared[];
	/** In the order of the items. */
	issues: Issue[];
}

function keyOf({ reference }: PayingOperation, { fields }: CregisRequest): PaymentKey {
	return reference ? String(fields[reference]) : JSON.stringify(fields);
}

/** Cregis would accept one of two items with the same reference, and chance would decide which. */
function findSharedReferences(prepared: Prepared[]): Issue[] {
	const users = new Map<PaymentKey, Item[]>();
	for (const { item, key } of prepared) {
		const sharing = users.get(key);
		if (sharing) sharing.push(item);
		else users.set(key, [item]);
	}
	return [...users]
		.filter(([, sharing]) => sharing.length > 1)
		.flatMap(([key, sharing]) => {
			const places = LIST.format(sharing.map(({ index }) => String(index)));
			return sharing.map((item) => ({
				index: item.index,
				key,
				error: item.invalid(
					`The reference must be unique: items ${places} use '${key}'`,
					'Give each item a reference of its own.',
				),
			}));
		});
}

/**
 * Reads and checks the fields of the items.
 *
 * @param checksFirst whether Cregis is asked about them, too
 */
export async function prepare(
	context: IExecuteFunctions,
	operation: PayingOperation,
	items: Item[],
	checksFirst: boolean,
): Promise<Preparation> {
	const issues: Issue[] = [];
	let ready: Prepared[] = [];
	const setAside = (found: Issue[]) => {
		const indexes = new Set(found.map(({ index }) => index));
		issues.push(...found);
		ready = ready.filter(({ item }) => !indexes.has(item.index));
	};
	for (const item of items) {
		const { value: request, error } = await attempt(context, item.index, () =>
			operation.request(item),
		);
		if (error) issues.push({ index: item.index, error });
		else ready.push({ item, request, key: keyOf(operation, request) });
	}
	if (operation.reference) setAside(findSharedReferences(ready));
	if (checksFirst && operation.coins) {
		const checks = new PaymentChecks(context, operation.coins);
		const found: Issue[] = [];
		await inParallel(ready, PARALLEL_CHECKS, async ({ item, request, key }) => {
			const { error } = await attempt(context, item.index, () => checks.check(item, request));
			if (error) found.push({ index: item.index, key, error });
		});
		setAside(found);
	}
	return { ready, issues: issues.sort((a, b) => a.index - b.index) };
}
