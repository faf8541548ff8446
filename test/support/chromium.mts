/** Debian's Chromium, or the one that CHROMIUM_PATH names. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** The first needs less than half of the processor time, because it has no windows of its own to draw. */
const CHROMIUM = process.env.CHROMIUM_PATH
	? [process.env.CHROMIUM_PATH]
	: ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Starts a browser with an empty profile. */
export async function launchChromium(): Promise<Browser> {
	const executablePath = CHROMIUM.find((path) => existsSync(path));
	if (!executablePath) {
		throw new Error(
			`There is no Chromium at ${CHROMIUM.join(' or ')}: install it ('apt-get install chromium-headless-shell'), or name another with CHROMIUM_PATH.`,
		);
	}
	return await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
