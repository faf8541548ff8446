const SHOWN_ROWS = 50;

export function escapeHtml(value: unknown): string {
	return String(value ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A button that posts the body to a control call. */
export function button(label: string, path: string, body: unknown, kind = ''): string {
	return `<button type="button" class="${kind}" data-post="${escapeHtml(path)}" data-body="${escapeHtml(JSON.stringify(body))}">${label}</button>`;
}

export function badge(word: string, tone: string): string {
	return `<span class="badge ${tone}">${escapeHtml(word)}</span>`;
}

export function code(value: unknown): string {
	return `<code>${escapeHtml(value)}</code>`;
}

/** A section with one row for each of the newest things, the newest first; `cells` gives HTML. */
export function table<T>(
	title: string,
	heads: string[],
	things: T[],
	cells: (thing: T) => string[],
	none = '',
): string {
	const head = heads.map((text) => `<th>${text}</th>`).join('');
	const body = things
		.slice(-SHOWN_ROWS)
		.reverse()
		.map(
			(thing) =>
				`<tr>${cells(thing)
					.map((cell) => `<td>${cell}</td>`)
					.join('')}</tr>`,
		)
		.join('');
	const content =
		things.length === 0
			? `<p class="none">${none}</p>`
			: `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
	return `<section><h2>${title} <small>${things.length}</small></h2>${content}</section>`;
}
