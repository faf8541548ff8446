// A refresh changes only what differs, so that the focus, the text in a field, a selection and what is
// open stay as they are. Rows, options and buttons are known by what they are, not by their place: a
// button that is pressed twice must not become another one in between.
export const REFRESH_SCRIPT = `
function keyOf(node) {
	if (node.id) return node.id;
	if (node.nodeName === 'OPTION') return node.value;
	return node.dataset?.post ? node.dataset.post + node.dataset.body : '';
}

function update(node, next) {
	if (node.nodeType === Node.TEXT_NODE) {
		if (node.data !== next.data) node.data = next.data;
		return;
	}
	for (const { name } of [...node.attributes]) {
		if (name !== 'open' && !next.hasAttribute(name)) node.removeAttribute(name);
	}
	for (const { name, value } of next.attributes) {
		if (node.getAttribute(name) !== value) node.setAttribute(name, value);
	}
	updateChildren(node, next);
}

function updateChildren(parent, next) {
	const known = new Map([...parent.children].map((child) => [keyOf(child), child]));
	const wanted = new Set([...next.children].map(keyOf));
	let place = parent.firstChild;
	const drop = () => {
		const gone = place;
		place = place.nextSibling;
		gone.remove();
	};
	for (const child of [...next.childNodes]) {
		const key = keyOf(child);
		const isSame = place && !keyOf(place) && place.nodeName === child.nodeName;
		const own = key ? known.get(key) : isSame && place;
		if (!own) {
			parent.insertBefore(child, place);
			continue;
		}
		while (place && place !== own && !wanted.has(keyOf(place) || null)) drop();
		if (place === own) place = own.nextSibling;
		else parent.insertBefore(own, place);
		update(own, child);
	}
	while (place) drop();
}

const live = document.getElementById('live');
let last = '';
let begun = 0;
let shown = 0;

async function refresh() {
	const turn = ++begun;
	try {
		const text = await (await fetch('/live')).text();
		// A response that a later one has overtaken is out of date.
		if (turn < shown) return;
		shown = turn;
		if (text === last) return;
		last = text;
		const next = document.createElement('div');
		next.innerHTML = text;
		const places = [];
		for (let node = document.activeElement; node; node = node.parentElement) places.push(node);
		updateChildren(live, next);
		// A button that did its work may be gone. The keyboard then goes on from where it was.
		if (!places[0].isConnected) {
			const region = places.find((node) => node.isConnected);
			const start = region.closest('[tabindex]') ?? region.querySelector('[tabindex]');
			start?.focus({ preventScroll: true });
		}
	} catch {
		say("The sandbox doesn't respond.", false);
	}
}
`;
