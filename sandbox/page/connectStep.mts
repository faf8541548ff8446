import { html } from 'hono/html';
import { MESSAGES } from '../contract/codes.mts';
import type { Project } from '../state/project.mts';
import type { RequestRecord, StateView } from '../state/state.mts';
import type { Team } from '../state/teamTypes.mts';
import { button, copyable } from './formHtml.mts';
import { code, type Html, step, timeOf } from './pageHtml.mts';

const PROJECT_TYPE_NAMES = { waas: 'WaaS', payment: 'Payment Engine' };

/** Its type; from the second project of that type on, with a number. */
export function projectName(project: Project, projects: Project[]): string {
	const number = projects.filter(({ type }) => type === project.type).indexOf(project) + 1;
	return PROJECT_TYPE_NAMES[project.type] + (number > 1 ? ` ${number}` : '');
}

const USES = {
	waas: 'Deposit addresses, payouts, withdrawals and collections.',
	payment: 'Orders that a payer pays on a checkout page.',
};

function projectCard(project: Project, projects: Project[], baseUrl: string): Html {
	const name = projectName(project, projects);
	return html`<article class="card" id="project-${project.pid}">
		<h3>${name}</h3>
		<p class="hint">${USES[project.type]}</p>
		<dl>
			<div class="copyable">
				<dt>Project Type</dt>
				<dd>${PROJECT_TYPE_NAMES[project.type]}</dd>
			</div>
			${copyable('Base URL', name, baseUrl)}${copyable('Project ID', name, project.pid)}${copyable(
				'API Key',
				name,
				project.apiKey,
			)}
		</dl>
	</article>`;
}

function teamCard({ accessKey, accessSecret }: Team, baseUrl: string): Html {
	return html`<article class="card" id="team">
		<h3>Team</h3>
		<p class="hint">
			Reads team wallets. Its credential in n8n is <strong>Cregis Team API</strong>.
		</p>
		<dl>
			${copyable('Base URL', 'Team', baseUrl)}${copyable(
				'Access Key',
				'Team',
				accessKey,
			)}${copyable('Access Secret', 'Team', accessSecret)}
		</dl>
	</article>`;
}

function connection(last: RequestRecord | undefined): Html {
	if (last === undefined) {
		return html`<p class="note">
			<strong>Not connected yet.</strong> n8n tests a credential when you save it, and the request
			appears here.
		</p>`;
	}
	const isGood = last.code === '00000';
	const message = MESSAGES[last.code as keyof typeof MESSAGES] ?? 'no response from Cregis';
	return html`<p class="note ${isGood ? 'good' : 'bad'}">
		<strong>${isGood ? 'Connected.' : 'The last request failed.'}</strong> ${timeOf(last.at)} UTC:
		${code(last.path)} ${isGood ? null : `${last.code ?? ''} ${message}`}
	</p>`;
}

/** Step 1: the values that n8n needs. */
export function connectStep({ projects, team, requests }: StateView, baseUrl: string): Html {
	const cards = projects.map((project) => projectCard(project, projects, baseUrl));
	const additions = (['waas', 'payment'] as const).map((type) =>
		button(`Create ${PROJECT_TYPE_NAMES[type]} project`, '', {
			path: 'projects',
			body: { type },
			done: `${PROJECT_TYPE_NAMES[type]} project created.`,
		}),
	);
	return step(
		'connect',
		1,
		'Connect n8n',
		html`<p>
				In n8n, create a <strong>Cregis API</strong> credential for the project that you want to
				use, and paste these values. n8n must run on this machine.
			</p>
			${connection(requests.at(-1))}
			<div class="cards">${cards}${teamCard(team, baseUrl)}</div>
			<p class="actions">${additions}</p>`,
	);
}
