import { html } from 'hono/html';

const SHOWN_ROWS = 50;

/** Markup, in which all that the template inserts is escaped unless it is markup itself. */
export type Html = ReturnType<typeof html>;

/** What a template may insert. Nothing is shown for null. */
export type Content = Html | string | number | null | Content[];

/** A button that posts the body to a control call. */
export function button(label: string, path: string, body: unknown, kind = ''): Html {
	return html`<button
		type="button"
		class="${kind}"
		data-post="${path}"
		data-body="${JSON.stringify(body)}"
	>
		${label}
	</button>`;
}

export function badge(word: string, tone: string): Html {
	return html`<span class="badge ${tone}">${word}</span>`;
}

export function code(value: Content): Html {
	return html`<code>${value}</code>`;
}

/** A section with one row for each of the newest things, the newest first. */
export function table<T>(
	title: string,
	heads: string[],
	things: T[],
	cells: (thing: T) => Content[],
	none = '',
): Html {
	const rows = things.slice(-SHOWN_ROWS).reverse().map(cells);
	const content =
		rows.length === 0
			? html`<p class="none">${none}</p>`
			: html`<div class="scroll">
					<table>
						<thead>
							<tr>
								${heads.map((head) => html`<th>${head}</th>`)}
							</tr>
						</thead>
						<tbody>
							${rows.map(
								(row) =>
									html`<tr>
										${row.map((cell) => html`<td>${cell}</td>`)}
									</tr>`,
							)}
						</tbody>
					</table>
				</div>`;
	return html`<section>
		<h2>${title} <small>${things.length}</small></h2>
		${content}
	</section>`;
}
