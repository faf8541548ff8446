/** Handles every item, with at most `limit` of them in progress at once. */
export async function inParallel<T>(
	items: Iterable<T>,
	limit: number,
	handle: (item: T) => Promise<unknown>,
): Promise<void> {
	const iterator = items[Symbol.iterator]();
	const work = async () => {
		for (let next = iterator.next(); !next.done; next = iterator.next()) await handle(next.value);
	};
	await Promise.all(Array.from({ length: limit }, work));
}
