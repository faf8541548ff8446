import { html } from 'hono/html';
import type { Conditions } from '../state/conditions.mts';
import { goodConditions } from '../state/conditions.mts';
import type { Fault } from '../state/fault.mts';
import type { StateView } from '../state/state.mts';
import { button, switchButton } from './formHtml.mts';
import { code, type Content, type Html, step } from './pageHtml.mts';

type Text = { label: string; hint: string };

const CALLBACK_CONDITIONS: Array<[keyof Conditions, Text]> = [
	['lateCallbacks', { label: 'Late callbacks', hint: 'Each callback is sent 10 seconds later.' }],
	[
		'lostCallbacks',
		{ label: 'Lost callbacks', hint: 'No callback arrives. Switch this off, then resend them.' },
	],
	[
		'doubledCallbacks',
		{
			label: 'Doubled callbacks',
			hint: 'Each callback is sent twice. Both items have the same eventId.',
		},
	],
];

const REQUEST_CONDITIONS: Array<[keyof Conditions, Text]> = [
	['rateLimit', { label: 'Rate limit', hint: 'Each request gets HTTP 429. Nothing is done.' }],
	['outage', { label: 'Outage', hint: 'Each request gets HTTP 503. Nothing is done.' }],
	[
		'lostReplies',
		{
			label: 'Lost replies',
			hint: 'Each request is processed, but its reply is lost. A payout may be paid without n8n knowing.',
		},
	],
];

const ALL = [...CALLBACK_CONDITIONS, ...REQUEST_CONDITIONS];

function switches(entries: typeof ALL, conditions: Conditions): Html[] {
	return entries.map(([name, text]) =>
		switchButton(
			`switch-${name}`,
			{ ...text, isOn: conditions[name] },
			{ path: 'conditions', body: { [name]: !conditions[name] } },
		),
	);
}

function queued(faults: Fault[]): Content {
	if (faults.length === 0) return null;
	const items = faults.map(
		({ times, kind, path }) => html`<li>${times} × ${kind} on ${code(path)}</li>`,
	);
	return html`<h3>Queued for the next requests</h3>
		<ul class="queued">
			${items}
		</ul>`;
}

/** Says which faults are on, wherever one is on the page. */
export function faultBanner({ conditions }: StateView): Content {
	const names = ALL.filter(([name]) => conditions[name]).map(([, { label }]) => label);
	if (names.length === 0) return null;
	return html`<div class="banner" id="banner">
		<p><strong>Faults are on:</strong> ${names.join(', ')}</p>
		${button('Switch all off', '', {
			path: 'conditions',
			body: goodConditions(),
			done: 'All faults are off.',
		})}
	</div>`;
}

/** Step 4: what can go wrong between Cregis and n8n. */
export function faultStep({ conditions, faults }: StateView): Html {
	return step(
		'faults',
		4,
		'See what happens when things go wrong',
		html`<p>Each fault stays on until you switch it off.</p>
			<div class="cards">
				<article class="card">
					<h3>Callbacks to n8n</h3>
					${switches(CALLBACK_CONDITIONS, conditions)}
				</article>
				<article class="card">
					<h3>Requests from n8n</h3>
					${switches(REQUEST_CONDITIONS, conditions)}
				</article>
			</div>
			${queued(faults)}`,
	);
}
