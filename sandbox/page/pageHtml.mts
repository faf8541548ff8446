import { html } from 'hono/html';

const SHOWN_ROWS = 50;

/** Markup, in which all that the template inserts is escaped unless it is markup itself. */
export type Html = ReturnType<typeof html>;

/** What a template may insert. Nothing is shown for null. */
export type Content = Html | string | number | null | Content[];

export function badge(word: string, tone: string): Html {
	return html`<span class="badge ${tone}">${word}</span>`;
}

export function code(value: Content): Html {
	return html`<code>${value}</code>`;
}

/** The time of day in UTC, from Unix time in ms. */
export function timeOf(ms: number): string {
	return new Date(ms).toISOString().slice(11, 19);
}

/** Text for screen readers only. */
export function unseen(text: string): Html {
	return html`<span class="unseen">${text}</span>`;
}

/** One of the numbered parts of the page. */
export function step(id: string, number: number, title: string, content: Content): Html {
	return html`<section class="step" aria-labelledby="${id}">
		<h2 id="${id}" tabindex="-1">
			<span class="number" aria-hidden="true">${number}</span>${unseen(`Step ${number}: `)}${title}
		</h2>
		${content}
	</section>`;
}

export type Table<T> = {
	id: string;
	title: string;
	/** The names of the columns. */
	heads: string[];
	/** The oldest first. */
	things: T[];
	/** Names a thing among those of the table. */
	keyOf: (thing: T, index: number) => string;
	cells: (thing: T) => Content[];
	/** Shown if there is nothing. */
	none: string;
};

/** The newest things, the newest first. */
export function newest<T>(things: T[]): T[] {
	return things.slice(-SHOWN_ROWS).reverse();
}

/** A table with one row for each of the newest things, which scrolls in a box of its own. */
export function table<T>({ id, title, heads, things, keyOf, cells, none }: Table<T>): Html {
	const rows = newest(things).map(
		(thing, row) =>
			html`<tr id="${id}-${keyOf(thing, things.length - 1 - row)}">
				${cells(thing).map((cell) => html`<td>${cell}</td>`)}
			</tr>`,
	);
	const content =
		rows.length === 0
			? html`<p class="none">${none}</p>`
			: html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">
					<table>
						<thead>
							<tr>
								${heads.map((head) => html`<th scope="col">${head}</th>`)}
							</tr>
						</thead>
						<tbody>
							${rows}
						</tbody>
					</table>
				</div>`;
	return html`<section class="records" id="section-${id}">
		<h3 id="${id}" tabindex="-1">${title} <small>${things.length}</small></h3>
		${content}
	</section>`;
}
