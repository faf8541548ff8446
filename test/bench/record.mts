/** The rows of the benchmark. */

export interface Row {
	/** The part of the page. */
	group: string;
	name: string;
	value: number;
	unit: string;
	/** Left out for a figure that others are compared with. */
	target?: string;
	holds: boolean;
}

const tell = (text: string) => console.log(`${process.uptime().toFixed(0).padStart(4)} s  ${text}`);

/** To three significant digits. */
const rounded = (value: number) => Number(value.toPrecision(3));

export class Recorder {
	readonly rows: Row[] = [];

	private group = '';

	begin(group: string) {
		this.group = group;
		tell(group);
	}

	private add(row: Omit<Row, 'group'>) {
		this.rows.push({ group: this.group, ...row });
		const verdict = row.target ? ` (${row.target}${row.holds ? '' : ': NOT MET'})` : '';
		tell(`  ${row.name}: ${row.value} ${row.unit}${verdict}`);
	}

	/** A figure that only others are compared with. */
	figure(name: string, value: number, unit: string) {
		this.add({ name, value: rounded(value), unit, holds: true });
	}

	atLeast(name: string, value: number, least: number, unit: string) {
		this.compare(name, value, unit, `at least ${least}`, value >= least);
	}

	atMost(name: string, value: number, most: number, unit: string) {
		this.compare(name, value, unit, `at most ${most}`, value <= most);
	}

	private compare(name: string, value: number, unit: string, target: string, holds: boolean) {
		this.add({ name, value: rounded(value), unit, target, holds });
	}
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

/** The value below which this share of the values is. */
export function percentile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
