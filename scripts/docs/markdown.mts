/** Markdown as prettier formats it. */

const escaped = (cell: string) => cell.replace(/[|<]/g, '\\$&').replaceAll('\n', ' ');

/** Returns a table with aligned columns. The first row is its head. */
export function markdownTable(rows: string[][]): string {
	const cells = rows.map((row) => row.map(escaped));
	const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
	const line = (row: string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const [head, ...body] = cells;
	return [head, widths.map((width) => '-'.repeat(width)), ...body].map(line).join('\n');
}
