import { html } from 'hono/html';
import type { StateView } from '../state/state.mts';
import { connectStep } from './connectStep.mts';
import { createStep } from './createStep.mts';
import { faultBanner, faultStep } from './faultStep.mts';
import type { Html } from './pageHtml.mts';
import { recordTables } from './recordTables.mts';
import { watchStep } from './watchStep.mts';

const PLACES = [
	['connect', '1. Connect'],
	['create', '2. Make'],
	['watch', '3. Watch'],
	['faults', '4. Faults'],
	['records', 'Records'],
];

/** The part of the page that refreshes itself. */
export function renderLive(state: StateView, baseUrl: string): Html {
	return html`${faultBanner(state)}${connectStep(state, baseUrl)}${createStep(state)}${watchStep(
		state,
	)}${faultStep(state)}${recordTables(state)}`;
}

/** The whole page. */
export function renderPage(state: StateView, baseUrl: string): Html {
	const links = PLACES.map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`);
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<title>Cregis sandbox</title>
				<link rel="stylesheet" href="/page.css" />
			</head>
			<body>
				<header>
					<h1>Cregis sandbox</h1>
					<p>
						A Cregis on your own machine, to try workflows without real money. Everything is kept in
						memory until the sandbox ends.
					</p>
					<nav aria-label="On this page">
						<ul>
							${links}
						</ul>
					</nav>
				</header>
				<main id="main" tabindex="-1">
					<div id="live">${renderLive(state, baseUrl)}</div>
				</main>
				<p id="message" role="status"></p>
				<script src="/page.js"></script>
			</body>
		</html>`;
}
