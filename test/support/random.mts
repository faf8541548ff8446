/** Random numbers that a seed makes repeatable. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** A fraction from 0 to 1 (mulberry32). */
	private next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** An integer from 0 to below the limit. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	of<T>(choices: readonly T[]): T {
		return choices[this.below(choices.length)];
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** Text of these characters. */
	text(alphabet: string, length: number): string {
		return Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join('');
	}
}
