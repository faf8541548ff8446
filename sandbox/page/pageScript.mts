import { POST_SCRIPT } from './postScript.mts';
import { REFRESH_SCRIPT } from './refreshScript.mts';

/** The script of the sandbox's page. */
export const PAGE_SCRIPT = `${POST_SCRIPT}${REFRESH_SCRIPT}
const MESSAGE_MS = 8000;
let timer;

function say(text, passes = true) {
	clearTimeout(timer);
	message.textContent = text;
	if (passes) timer = setTimeout(() => (message.textContent = ''), MESSAGE_MS);
}

function outcomeOf(result) {
	const record = 'attempts' in result ? result : result.callback;
	if (record) return record.success ? ' Your workflow confirmed it.' : ' The callback failed.';
	return record === null ? ' No callback was due.' : '';
}

async function act(path, body, done) {
	try {
		say('');
		// What it does may be seen before its callback has arrived.
		setTimeout(refresh, 150);
		const result = await post(path, body);
		say(done + outcomeOf(result));
	} catch (error) {
		say(error.message, false);
	}
	await refresh();
}

// Where the clipboard isn't available.
function copyBySelection(text) {
	const focused = document.activeElement;
	const field = document.body.appendChild(document.createElement('textarea'));
	field.value = text;
	field.select();
	const isCopied = document.execCommand('copy');
	field.remove();
	focused.focus({ preventScroll: true });
	if (!isCopied) throw new Error('not copied');
}

async function copy(button) {
	const text = button.dataset.copy;
	const what = button.getAttribute('aria-label').replace('Copy ', '').split(',')[0];
	try {
		await navigator.clipboard.writeText(text).catch(() => copyBySelection(text));
		say(what + ' copied.');
	} catch {
		getSelection().selectAllChildren(button.previousElementSibling);
		say(what + ' is selected: press Ctrl+C, or ⌘C, to copy it.', false);
	}
}

live.addEventListener('click', ({ target }) => {
	const button = target.closest('button');
	if (!button) return;
	const { post: path, body, done, copy: text, fill } = button.dataset;
	if (path) act(path, JSON.parse(body), done);
	if (text) copy(button);
	if (fill) {
		const address = document.getElementById('deposit-address');
		address.value = fill;
		address.form.elements.amount.focus();
	}
});

live.addEventListener('submit', (event) => {
	event.preventDefault();
	const { post: path, done } = event.target.dataset;
	act(path, Object.fromEntries(new FormData(event.target)), done);
});

setInterval(refresh, 2000);
`;
