/** The pages show what others typed as text, never as markup. */
import { describe, expect, it } from '@jest/globals';
import { call, orderFields, payoutV2Fields, XRP_RECIPIENT } from '../support/client.mts';
import { receiver, sandbox, useReceiver, useSandbox } from '../support/sandbox.mts';

const HOSTILE = `"'><script>alert("x")</script>&amp;`;
const ESCAPED = '&quot;&#39;&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;amp;';

useSandbox();
useReceiver(HOSTILE);

const load = async (path: string) => await (await fetch(sandbox.baseUrl + path)).text();

/** Expects no markup but the page's own, and the escaped text this many times. */
function expectShown(page: string, times: number) {
	expect(page).not.toContain('<script>');
	expect(page).not.toContain('"\'>');
	expect(page.split(ESCAPED)).toHaveLength(times + 1);
}

const order = (fields: object) =>
	call(sandbox, '/api/v2/checkout', orderFields({ ...fields }), sandbox.payment);

describe('hostile text', () => {
	it('is escaped in addresses, payouts and deposits', async () => {
		const created = await call(sandbox, '/api/v1/address/create', {
			chain_id: '195',
			alias: HOSTILE,
			callback_url: receiver.url,
		});
		await call(
			sandbox,
			'/api/v2/payout',
			payoutV2Fields({ third_party_id: HOSTILE, remark: HOSTILE, callback_url: receiver.url }),
		);
		await call(
			sandbox,
			'/api/v2/payout',
			payoutV2Fields({ currency: 'XRP-Ripple', to_address: XRP_RECIPIENT, memo: '1' }),
		);
		const address = String(created.data.address);
		await sandbox.deposit({ address, amount: '1', memo: HOSTILE });
		// The reference in its row and on three buttons, the alias in its row and in the list of addresses, and
		// the receiver's response.
		for (const path of ['/', '/live']) expectShown(await load(path), 7);
	});

	it('is escaped in orders and in the name of the merchant', async () => {
		sandbox.setSettings(sandbox.payment.pid, { merchantName: HOSTILE, qrcodeWallets: [HOSTILE] });
		const texts = { order_id: HOSTILE, payer_id: HOSTILE, payer_name: HOSTILE.slice(0, 32) };
		const url = `https://merchant.example/${HOSTILE}`;
		const { data } = await order({ ...texts, remark: HOSTILE, success_url: url, cancel_url: url });
		const checkout = `/checkout/${String(data.cregis_id)}`;
		// The reference in its row, on two buttons and on two links.
		expectShown(await load('/'), 5);
		// The reference, and the address to return to without paying.
		expectShown(await load(checkout), 2);
		await sandbox.payOrder(String(data.cregis_id));
		// The order's reference, and the address to return to as a link and as a redirect.
		expectShown(await load(checkout), 3);
	});

	it('is escaped in the path of a logo', async () => {
		const picture = await load(`/logo/${encodeURIComponent('<b>"&')}`);
		expect(picture).toContain('>&lt;b&gt;&quot;&amp;</text>');
	});
});

describe('what the pages load', () => {
	it('comes from the sandbox', async () => {
		const { data } = await order({});
		const pages = [await load('/'), await load(`/checkout/${String(data.cregis_id)}`)];
		const sources = pages.flatMap((page) => [...page.matchAll(/<script[^>]*>|<link[^>]*>/g)]);
		const addresses = sources.map(([tag]) => /(?:src|href)="([^"]*)"/.exec(tag)?.[1]);
		expect(addresses).toEqual(['/page.css', '/page.js', '/page.css', '/checkout.js']);
	});

	it.each([
		['/page.css', 'text/css', '@media|:root'],
		['/page.js', 'text/javascript', "getElementById\\('live'\\)"],
		['/checkout.js', 'text/javascript', "getElementById\\('pay'\\)"],
	])('%s is %s', async (path, type, content) => {
		const response = await fetch(sandbox.baseUrl + path);
		expect(response.headers.get('content-type')).toMatch(type);
		expect(await response.text()).toMatch(new RegExp(content));
	});
});
