import { CHECKOUT_SCRIPT } from './checkoutScript.mts';
import { PAGE_SCRIPT } from './pageScript.mts';
import { STYLE } from './pageStyle.mts';

/** Path -> what the pages load from it. */
export const PAGE_ASSETS: Record<string, { type: string; text: string }> = {
	'/page.css': { type: 'text/css', text: STYLE },
	'/page.js': { type: 'text/javascript; charset=utf-8', text: PAGE_SCRIPT },
	'/checkout.js': { type: 'text/javascript; charset=utf-8', text: CHECKOUT_SCRIPT },
};
