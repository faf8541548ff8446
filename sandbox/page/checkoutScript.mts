import { POST_SCRIPT } from './postScript.mts';

/** The script of the checkout page. */
export const CHECKOUT_SCRIPT = `${POST_SCRIPT}
const form = document.getElementById('pay');
const shares = document.querySelectorAll('[data-share]');
const back = document.getElementById('back');

async function act(path, body) {
	try {
		await post(path, body);
		location.reload();
	} catch (error) {
		message.textContent = error.message;
	}
}

function showAmounts() {
	const [token] = form.elements.token.selectedOptions;
	for (const button of shares) {
		button.dataset.amount = token.dataset[button.dataset.share];
		button.querySelector('strong').textContent = button.dataset.amount + ' ' + token.dataset.symbol;
	}
}

if (form) {
	showAmounts();
	form.elements.token.addEventListener('change', showAmounts);
	const pay = (amount) => act(form.dataset.post, { token: form.elements.token.value, amount });
	for (const button of shares) button.addEventListener('click', () => pay(button.dataset.amount));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		pay(form.elements.amount.value);
	});
	document.getElementById('expire')?.addEventListener('click', ({ currentTarget }) => {
		act(currentTarget.dataset.post, {});
	});
}

if (back) {
	const timer = setTimeout(() => location.assign(back.dataset.url), back.dataset.seconds * 1000);
	document.getElementById('stay').addEventListener('click', () => {
		clearTimeout(timer);
		message.textContent = 'You stay on this page.';
		back.remove();
	});
}
`;
