/** Prepares the payments of a run, before the first one is sent. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { CregisRequest } from '../../transport/request';
import type { Item } from '../shared/item';
import type { PayingOperation } from '../shared/operation';
import type { PaymentChecks } from './checks';
import { attempt } from './failure';
import type { PaymentKey } from './memory';
import { inParallel } from './parallel';
import type { Issue, Prepared, ReadItems } from './reading';

export const PARALLEL_CHECKS = 10;

export interface PreparedPayment extends Prepared {
	key: PaymentKey;
}

export interface PaymentIssue extends Issue {
	/** Undefined if the request couldn't be built. */
	key?: PaymentKey;
}

interface Preparation {
	ready: PreparedPayment[];
	/** In item order. */
	issues: PaymentIssue[];
}

function keyOf({ reference }: PayingOperation, { fields }: CregisRequest): PaymentKey {
	return reference ? String(fields[reference]) : JSON.stringify(fields);
}

/** Finds items that use the same reference. Cregis would accept only one of them, at random. */
export function findSharedReferences(
	prepared: Array<Pick<PreparedPayment, 'item' | 'key'>>,
): PaymentIssue[] {
	const users = new Map<PaymentKey, Item[]>();
	for (const { item, key } of prepared) {
		const sharing = users.get(key);
		if (sharing) sharing.push(item);
		else users.set(key, [item]);
	}
	return [...users]
		.filter(([, sharing]) => sharing.length > 1)
		.flatMap(([key, sharing]) => {
			// Here, because loading Intl's data would slow down n8n's start.
			const places = new Intl.ListFormat('en').format(sharing.map(({ index }) => String(index)));
			return sharing.map((item) => ({
				index: item.index,
				key,
				error: item.invalid(
					`The reference must be unique: items ${places} use '${key}'`,
					'Give each item its own reference.',
				),
			}));
		});
}

/**
 * Checks the items as they were read.
 *
 * @param checks left out if the items aren't checked with Cregis
 */
export async function prepare(
	context: IExecuteFunctions,
	operation: PayingOperation,
	read: ReadItems,
	checks?: PaymentChecks,
): Promise<Preparation> {
	const issues: PaymentIssue[] = read.issues;
	let ready = read.ready.map((made) => ({ ...made, key: keyOf(operation, made.request) }));
	const setAside = (found: PaymentIssue[]) => {
		const indexes = new Set(found.map(({ index }) => index));
		issues.push(...found);
		ready = ready.filter(({ item }) => !indexes.has(item.index));
	};
	if (operation.reference) setAside(findSharedReferences(ready));
	if (checks) {
		const found: PaymentIssue[] = [];
		await inParallel(ready, PARALLEL_CHECKS, async ({ item, request, key }) => {
			const { value, error } = await attempt(context, item.index, () =>
				checks.issues(item, request.fields),
			);
			const [first] = error ? [error] : value;
			if (first) found.push({ index: item.index, key, error: first });
		});
		setAside(found);
	}
	return { ready, issues: issues.sort((a, b) => a.index - b.index) };
}
