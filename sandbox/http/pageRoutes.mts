import { Hono } from 'hono';
import type { Controls } from '../controls/controlTypes.mts';
import { renderCheckout, renderLogo } from '../page/checkoutPage.mts';
import { renderLive, renderPage } from '../page/page.mts';
import { PAGE_ASSETS } from '../page/pageAssets.mts';

/** The page on which a person sees and controls the sandbox, and the checkout of each order. */
export function pageRoutes(controls: Controls, baseUrl: () => string): Hono {
	const app = new Hono();
	app.get('/', (c) => c.html(renderPage(controls.getState(), baseUrl())));
	app.get('/live', (c) => c.html(renderLive(controls.getState(), baseUrl())));
	app.get('/checkout/:id', (c) => {
		const id = c.req.param('id');
		const order = controls.getState().orders.find(({ cregis_id }) => cregis_id === id);
		return order === undefined ? c.notFound() : c.html(renderCheckout(order));
	});
	app.get('/logo/:name', async (c) =>
		c.body(String(await renderLogo(c.req.param('name'))), 200, { 'Content-Type': 'image/svg+xml' }),
	);
	for (const [path, { type, text }] of Object.entries(PAGE_ASSETS)) {
		app.get(path, (c) => c.body(text, 200, { 'Content-Type': type }));
	}
	return app;
}
