/** Processes a list with several workers. Each worker takes the next entry that isn't taken yet. */
export async function inParallel<T>(
	list: T[],
	workers: number,
	work: (entry: T) => Promise<void>,
): Promise<void> {
	const entries = list.values();
	const worker = async () => {
		for (const entry of entries) await work(entry);
	};
	await Promise.all(Array.from({ length: workers }, worker));
}
