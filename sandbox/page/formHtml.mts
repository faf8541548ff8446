import { html } from 'hono/html';
import type { Content, Html } from './pageHtml.mts';

/** What a button or a form posts to a control call. */
export type Call = {
	/** Below /sandbox. */
	path: string;
	body: unknown;
	/** What the page says once it's done. */
	done: string;
};

/** A button that makes a control call. `about` tells buttons of the same label apart. */
export function button(label: string, about: string, { path, body, done }: Call, tone = ''): Html {
	return html`<button
		type="button"
		class="${tone}"
		aria-label="${`${label} ${about}`.trim()}"
		data-post="/sandbox/${path}"
		data-body="${JSON.stringify(body)}"
		data-done="${done}"
	>
		${label}
	</button>`;
}

/** A switch that makes a control call. */
export function switchButton(
	id: string,
	{ label, hint, isOn }: { label: string; hint: string; isOn: boolean },
	{ path, body }: Omit<Call, 'done'>,
): Html {
	return html`<div class="switch">
		<button
			type="button"
			role="switch"
			id="${id}"
			aria-checked="${String(isOn)}"
			aria-describedby="${id}-hint"
			data-post="/sandbox/${path}"
			data-body="${JSON.stringify(body)}"
			data-done="${label}: ${isOn ? 'off' : 'on'}."
		>
			<span class="track" aria-hidden="true"></span>${label}
		</button>
		<p id="${id}-hint" class="hint">${hint}</p>
	</div>`;
}

/** A value with a button that copies it. */
export function copyable(label: string, about: string, value: string): Html {
	return html`<div class="copyable">
		<dt>${label}</dt>
		<dd>
			<code>${value}</code>
			<button type="button" aria-label="Copy ${label}, ${about}" data-copy="${value}">Copy</button>
		</dd>
	</div>`;
}

/** A form that makes a control call with its fields as text. */
export function form(path: string, done: string, submit: string, fields: Content): Html {
	return html`<form data-post="/sandbox/${path}" data-done="${done}">
		<div class="fields">${fields}</div>
		<button class="primary">${submit}</button>
	</form>`;
}

export function select(
	label: string,
	name: string,
	options: Array<[value: string, text: string]>,
): Html {
	const entries = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
	return html`<label
		>${label}<select name="${name}">
			${entries}
		</select></label
	>`;
}

export function amountInput(label: string, name: string, value: string): Html {
	return html`<label
		>${label}<input
			name="${name}"
			value="${value}"
			required
			inputmode="decimal"
			pattern="[0-9]+([.][0-9]+)?"
			title="Digits with a decimal point, such as 12.50"
			autocomplete="off"
	/></label>`;
}

export function callbackUrlInput(): Html {
	return html`<label class="wide"
		>Callback URL<input
			name="callbackUrl"
			type="url"
			placeholder="e.g. http://localhost:5678/webhook/…"
			autocomplete="off"
	/></label>`;
}
