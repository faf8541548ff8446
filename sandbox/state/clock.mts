export type Clock = {
	/** Runs a function after `ms`, unless the clock is cleared before. */
	later: (ms: number, run: () => void) => void;
	/** Resolves after `ms`; rejects with an Error when the clock is cleared before. */
	wait: (ms: number) => Promise<void>;
	/** Drops everything that is still to come. */
	clear: () => void;
};

export function createClock(): Clock {
	const pending = new Map<NodeJS.Timeout, () => void>();
	const schedule = (ms: number, run: () => void, dropped: () => void) => {
		const timer = setTimeout(() => {
			pending.delete(timer);
			run();
		}, ms);
		pending.set(timer, dropped);
	};
	return {
		later: (ms, run) => schedule(ms, run, () => {}),
		wait: (ms) =>
			new Promise((resolve, reject) => {
				schedule(ms, resolve, () => reject(new Error('The sandbox was reset or closed.')));
			}),
		clear: () => {
			const dropped = [...pending];
			pending.clear();
			for (const [timer, drop] of dropped) {
				clearTimeout(timer);
				drop();
			}
		},
	};
}
