/** Which pages of a list to read, and whether all of it was read. */
import { isJsonObject, type JsonObject } from '../protocol/losslessJson';

export const MAX_PAGES = 10_000;

/**
 * After this many pages in a row without a new row, the server is taken to ignore the page number. One
 * such page proves nothing: rows that are added during the reading move known ones to later pages.
 */
const MAX_STALE_PAGES = 10;

interface Page {
	/** As received: what isn't an object takes a place on the page, too. */
	rows: unknown[];
	/** How many rows the list has, if Cregis said so. */
	total?: number;
	/** How many rows a page can have, if Cregis said so. */
	size?: number;
}

function wholeNumber(value: unknown): number | undefined {
	return /^\d+$/.test(String(value ?? '')) ? Number(value) : undefined;
}

/** Reads the data of an answer as a page; undefined if it isn't one. */
export function readPage(data: unknown): Page | undefined {
	if (!isJsonObject(data)) return undefined;
	const total = wholeNumber(data.total);
	const rows = data.rows ?? (total === 0 ? [] : undefined);
	return Array.isArray(rows) ? { rows, total, size: wholeNumber(data.pageSize) } : undefined;
}

/**
 * A list that is read page by page.
 *
 * A server may leave the total out or get it wrong, and may give smaller pages than it was asked for. So
 * the list ends with an empty page, or with one that isn't full where the total agrees.
 *
 * The list may change meanwhile. A row that is added moves others to the next page, where they come a
 * second time: they are known by their key, and left out. A row that is removed moves one that wasn't
 * read yet to a page that was: when the total falls, the pages before are read again.
 */
export class ListReading {
	/** The page to ask for. */
	number = 1;

	/** Why there may be rows that weren't read. */
	doubt?: string;

	private readonly found = new Map<string, JsonObject>();

	/** Places on pages where no row can be read. */
	private readonly unreadable = new Set<string>();

	private pages = 0;

	private stalePages = 0;

	/** The latest total, while no row has come beyond it. */
	private total?: number;

	private isTotalWrong = false;

	private lowestTotal?: number;

	/** Whether a page came that had fewer rows than the first, though it didn't end the list. */
	private sawShortPage = false;

	/** Whether rows came after such a page: what it lacked may be missing. */
	private sawRowsAfterIt = false;

	/**
	 * @param rowKey the fields that tell one row from another
	 * @param size how many rows to ask for at once: later, as many as the first page had
	 */
	constructor(
		private readonly rowKey: string[],
		public size: number,
	) {}

	get rows(): JsonObject[] {
		return [...this.found.values()];
	}

	get count(): number {
		return this.found.size;
	}

	/**
	 * Takes the page that was asked for.
	 *
	 * @returns whether to ask for another one
	 */
	take({ rows, total, size }: Page): boolean {
		this.pages++;
		const fullSize = this.pages === 1 ? (size ?? 0) : this.size;
		// Where a server caps its pages, only a size within the cap says where a page begins.
		if (this.pages === 1 && rows.length > 0) this.size = rows.length;

		const hasNewRows = this.add(rows);
		this.stalePages = hasNewRows ? 0 : this.stalePages + 1;
		const end = (this.number - 1) * this.size + rows.length;
		const removed = this.noteTotal(total, hasNewRows ? end : 0);
		const isFull = rows.length >= fullSize;
		if (removed > 0 && this.number > 1) {
			this.number = Math.max(1, this.number - Math.ceil(removed / this.size));
		} else if (rows.length === 0 || (this.isBeyondTotal(end) && !(isFull && hasNewRows))) {
			this.doubt = this.doubtAtEnd();
			return false;
		} else {
			this.sawRowsAfterIt ||= this.sawShortPage;
			this.sawShortPage ||= rows.length < this.size;
			this.number++;
		}
		this.doubt = this.doubtOnTheWay();
		return this.doubt === undefined;
	}

	/** @returns whether a row is new */
	private add(rows: unknown[]): boolean {
		const before = this.found.size;
		const timesOnPage = new Map<string, number>();
		for (const [index, row] of rows.entries()) {
			if (!isJsonObject(row)) {
				this.unreadable.add(`${this.number} ${index}`);
				continue;
			}
			const fields = JSON.stringify(this.rowKey.map((field) => row[field]));
			// Two rows of one page are two, however alike they look.
			const times = (timesOnPage.get(fields) ?? 0) + 1;
			timesOnPage.set(fields, times);
			const key = `${fields} ${times}`;
			if (!this.found.has(key)) this.found.set(key, row);
		}
		return this.found.size > before;
	}

	/**
	 * @param end how many rows there are at least
	 * @returns how many rows were removed since the page before
	 */
	private noteTotal(total: number | undefined, end: number): number {
		if (total === undefined || this.isTotalWrong) return 0;
		const removed = (this.total ?? total) - total;
		this.isTotalWrong = end > total;
		this.total = this.isTotalWrong ? undefined : total;
		this.lowestTotal = Math.min(this.lowestTotal ?? total, total);
		return removed;
	}

	private isBeyondTotal(end: number): boolean {
		return this.total !== undefined && end >= this.total;
	}

	private doubtAtEnd(): string | undefined {
		const read = this.found.size + this.unreadable.size;
		if (!this.isTotalWrong && this.lowestTotal !== undefined) {
			if (read >= this.lowestTotal) return undefined;
			return `The list is incomplete: Cregis counted ${this.lowestTotal} results but sent ${read}`;
		}
		if (!this.sawRowsAfterIt) return undefined;
		return 'The list may be incomplete: Cregis sent pages of different sizes and no total';
	}

	private doubtOnTheWay(): string | undefined {
		if (this.stalePages >= MAX_STALE_PAGES) {
			return 'The list may be incomplete: Cregis sent the same results again and again';
		}
		if (this.pages < MAX_PAGES) return undefined;
		return `The list may be incomplete: it has more than ${MAX_PAGES} pages`;
	}
}
