const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #1a7f4b; --bad: #c0392b; --open: #9a6700; --accent: #3457d5; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 1280px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 24px; }
h1 { font-size: 22px; margin: 0; }
header p, .none { opacity: .65; margin: 4px 0 0; }
section { margin: 20px 0; padding: 16px 20px; border: 1px solid var(--line); border-radius: 12px; }
h2 { font-size: 16px; margin: 0 0 8px; }
h2 small { font-weight: normal; opacity: .6; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th { text-align: left; font-weight: 600; opacity: .65; }
th, td { padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
code { font: 12px ui-monospace, monospace; background: var(--soft); padding: 2px 5px; border-radius: 5px; }
code:empty { display: none; }
form { display: flex; flex-wrap: wrap; gap: 14px; align-items: end; }
label { display: flex; flex-direction: column; font-size: 12px; gap: 4px; }
input, select, button { font: inherit; font-size: 13px; padding: 6px 10px; border: 1px solid var(--line); border-radius: 8px; }
button { cursor: pointer; background: var(--soft); }
form button { background: var(--accent); border-color: transparent; color: #fff; }
button.good { color: var(--good); } button.bad { color: var(--bad); }
td button { padding: 2px 9px; } td button + button { margin-left: 4px; }
.badge { padding: 1px 9px; border-radius: 99px; border: 1px solid currentColor; font-size: 12px; }
.badge.good { color: var(--good); } .badge.bad { color: var(--bad); } .badge.open { color: var(--open); }
#message:empty { display: none; }
`;

// Only #live is replaced on a refresh, so what is typed into the form stays. A selection stays too:
// while text is selected there, the refresh waits.
const SCRIPT = `
const live = document.getElementById('live');
const form = document.getElementById('deposit');
const message = document.getElementById('message');
let last = '';

async function refresh() {
	try {
		const text = await (await fetch('/live')).text();
		const selected = getSelection();
		if (text === last || (!selected.isCollapsed && live.contains(selected.anchorNode))) return;
		last = text;
		live.innerHTML = text;
	} catch {
		message.textContent = 'The sandbox does not answer.';
	}
}

async function post(path, body) {
	message.textContent = '';
	const response = await fetch(path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) message.textContent = (await response.json()).error;
	await refresh();
}

document.addEventListener('click', ({ target }) => {
	if (target.dataset.post) post(target.dataset.post, JSON.parse(target.dataset.body));
	if (target.dataset.fill) {
		form.elements.address.value = target.dataset.fill;
		form.elements.amount.focus();
	}
});

form.addEventListener('submit', (event) => {
	event.preventDefault();
	post('/sandbox/deposits', Object.fromEntries(new FormData(form)));
});

setInterval(refresh, 2000);
`;

const CHECKOUT_SCRIPT = `
const form = document.getElementById('pay');
const message = document.getElementById('message');
form?.addEventListener('submit', async (event) => {
	event.preventDefault();
	const { token, amount } = Object.fromEntries(new FormData(form));
	const response = await fetch(form.dataset.post, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(amount === '' ? { token } : { token, amount }),
	});
	if (response.ok) location.reload();
	else message.textContent = (await response.json()).error;
});
`;

/** Path -> what the pages load from it. */
export const PAGE_ASSETS: Record<string, { type: string; text: string }> = {
	'/page.css': { type: 'text/css', text: STYLE },
	'/page.js': { type: 'text/javascript', text: SCRIPT },
	'/checkout.js': { type: 'text/javascript', text: CHECKOUT_SCRIPT },
};
