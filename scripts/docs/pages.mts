/** Puts tables into pages, between `<!-- name -->` and `<!-- end -->`. */

const SECTION = /^<!-- ([^\n]+) -->\n[^]*?^<!-- end -->$/gm;

/** Returns the names of the tables in a page. */
export const tableNames = (page: string): string[] =>
	[...page.matchAll(SECTION)].map(([, name]) => name);

/**
 * Returns a page with current tables.
 *
 * @throws Error if the page names a table that doesn't exist
 */
export function withTables(page: string, tables: Map<string, string>): string {
	return page.replace(SECTION, (_, name: string) => {
		const table = tables.get(name);
		if (table === undefined) throw new Error(`There is no table '${name}'`);
		return `<!-- ${name} -->\n\n${table}\n\n<!-- end -->`;
	});
}
