import { html } from 'hono/html';
import { isJsonObject, parseJson } from '../contract/json.mts';
import { MESSAGES } from '../contract/codes.mts';
import type { Attempt, CallbackRecord, RequestRecord, StateView } from '../state/state.mts';
import { button } from './formHtml.mts';
import { badge, code, type Content, type Html, newest, step, table, timeOf } from './pageHtml.mts';

/** What an order's callback is about, such as paid_over; empty for any other. */
function eventType({ kind, body }: CallbackRecord): string {
	if (kind !== 'order') return '';
	const parsed = parseJson(body);
	return isJsonObject(parsed) ? String(parsed.event_type) : '';
}

function resultBadge({ success, attempts }: CallbackRecord): Html {
	if (success) return badge('confirmed', 'good');
	const last = attempts.at(-1);
	if (last === undefined) return badge('waiting', 'open');
	return last.answer === null ? badge('sending', 'open') : badge('failed', 'bad');
}

function attemptItem({ sentAt, httpStatus, answer }: Attempt): Html {
	return html`<li>
		${timeOf(sentAt)} UTC${httpStatus === null ? null : `, HTTP ${httpStatus}`}:
		${answer === null ? 'no response yet' : code(answer || '(empty)')}
	</li>`;
}

function callbackItem(record: CallbackRecord): Html {
	const { id, kind, cid, url, body, sentAt, attempts } = record;
	const about = `the ${kind} callback of ${timeOf(sentAt)}`;
	return html`<li id="callback-${id}">
		<div class="line">
			<span>${timeOf(sentAt)}</span>
			<strong>${kind}</strong> ${eventType(record)} ${cid === null ? null : code(cid)}
			${resultBadge(record)}
			${button('Resend', about, {
				path: `callbacks/${id}/push`,
				body: {},
				done: 'Callback resent.',
			})}
		</div>
		<p class="url">${url}</p>
		<details>
			<summary>
				Body and ${attempts.length === 1 ? 'response' : `${attempts.length} responses`}
			</summary>
			<h4>Body, as sent</h4>
			<pre>${body}</pre>
			<h4>Responses</h4>
			<ol class="attempts">
				${attempts.map(attemptItem)}
			</ol>
		</details>
	</li>`;
}

function callbackList(callbacks: CallbackRecord[]): Content {
	if (callbacks.length === 0) {
		return html`<p class="none">
			No callback yet. One is sent for each order, deposit or payout that has a callback URL.
		</p>`;
	}
	return html`<div class="scroll tall" role="region" aria-labelledby="callbacks" tabindex="0">
		<ol class="callbacks">
			${newest(callbacks).map(callbackItem)}
		</ol>
	</div>`;
}

function requestCells({ at, path, code: returned, fault }: RequestRecord): Content[] {
	const message = MESSAGES[returned as keyof typeof MESSAGES] ?? '';
	return [
		timeOf(at),
		code(path),
		returned === null ? null : badge(returned, returned === '00000' ? 'good' : 'bad'),
		message,
		fault,
	];
}

/** Step 3: what the sandbox sent to workflows and received from them. */
export function watchStep({ callbacks, requests }: StateView): Html {
	return step(
		'watch',
		3,
		'Watch your workflow respond',
		html`<p>
				A callback is confirmed once your workflow responds with <code>success</code>. Any other can
				be resent, as with “Feed” in Cregis.
			</p>
			<section class="records">
				<h3 id="callbacks" tabindex="-1">Callback records <small>${callbacks.length}</small></h3>
				${callbackList(callbacks)}
			</section>
			${table({
				id: 'requests',
				title: 'Requests from n8n',
				heads: ['Time (UTC)', 'Path', 'Code', 'Message', 'Fault'],
				things: requests,
				keyOf: (_request, index) => String(index),
				cells: requestCells,
				none: 'No request yet.',
			})}`,
	);
}
