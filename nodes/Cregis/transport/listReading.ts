/** Decides which pages of a list to read, and whether the list is complete. */
import { isJsonObject, type JsonObject } from '../protocol/losslessJson';

export const MAX_PAGES = 10_000;

/**
 * After this many pages in a row without a new row, assume that the server ignores the page number. A single
 * such page proves nothing, because rows that are added while reading move known rows to later pages.
 */
const MAX_STALE_PAGES = 10;

export interface Page {
	/** As received. An entry that isn't an object also takes up a place on the page. */
	rows: unknown[];
	/** The number of rows in the list, if Cregis sent it. */
	total?: number;
	/** The maximum number of rows on a page, if Cregis sent it. */
	size?: number;
}

function wholeNumber(value: unknown): number | undefined {
	return /^\d+$/.test(String(value ?? '')) ? Number(value) : undefined;
}

/** Reads the data of a response as a page. Returns undefined if it isn't one. */
export function readPage(data: unknown): Page | undefined {
	if (!isJsonObject(data)) return undefined;
	const total = wholeNumber(data.total);
	const rows = data.rows ?? (total === 0 ? [] : undefined);
	return Array.isArray(rows) ? { rows, total, size: wholeNumber(data.pageSize) } : undefined;
}

/**
 * A list that is read page by page.
 *
 * A server may omit the total or get it wrong, and may send smaller pages than requested. So the list ends
 * with an empty page, or with a page that isn't full if the total agrees.
 *
 * The list may change while it's read. An added row moves other rows to the next page, where they appear a
 * second time. They are recognized by their key and skipped. A removed row moves an unread row to a page that
 * was already read. So when the total falls, the pages before are read again.
 */
export class ListReading {
	/** The page to request. */
	number = 1;

	/** Why some rows may be missing. */
	doubt?: string;

	private readonly found = new Map<string, JsonObject>();

	/** Places on pages where the row isn't readable. */
	private readonly unreadable = new Set<string>();

	private pages = 0;

	private stalePages = 0;

	/** The latest total. Undefined once there are more rows than the total. */
	private total?: number;

	private isTotalWrong = false;

	private lowestTotal?: number;

	/** Whether a page had fewer rows than the first page, but didn't end the list. */
	private sawShortPage = false;

	/** Whether rows came after such a page. Then rows of that page may be missing. */
	private sawRowsAfterIt = false;

	/**
	 * @param rowKey the fields that identify a row
	 * @param size the number of rows to request per page. After the first page, the number of rows on that page
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
	 * Adds the requested page.
	 *
	 * @returns whether to request another page
	 */
	take({ rows, total, size }: Page): boolean {
		this.pages++;
		const fullSize = this.pages === 1 ? (size ?? 0) : this.size;
		// If a server limits the page size, page numbers are only reliable with a size within that limit.
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
			// Identical rows on the same page are different rows.
			const times = (timesOnPage.get(fields) ?? 0) + 1;
			timesOnPage.set(fields, times);
			this.found.set(`${fields} ${times}`, row);
		}
		return this.found.size > before;
	}

	/**
	 * @param end the minimum number of rows in the list
	 * @returns the number of rows that were removed since the previous page
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
		return end >= (this.total ?? Infinity);
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
			return 'The list may be incomplete: Cregis kept sending the same results';
		}
		if (this.pages < MAX_PAGES) return undefined;
		return `The list may be incomplete: it has more than ${MAX_PAGES} pages`;
	}
}
