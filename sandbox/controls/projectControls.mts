import type { Outcome } from '../contract/codes.mts';
import { type Fields, misfit, withoutEmpty } from '../contract/fields.mts';
import { type JsonObject, jsonNumber } from '../contract/json.mts';
import { acceptOrder, ORDER_FIELDS } from '../orders/orderRequest.mts';
import type { ProjectRequest } from '../state/context.mts';
import { createProject, type Project } from '../state/project.mts';
import type { ProjectSettings, ProjectType } from '../state/settings.mts';
import { nextId } from '../state/state.mts';
import { createAddresses, NEW_ADDRESS_FIELDS } from '../transfers/addressRequest.mts';
import type { ControlBase } from './controlBase.mts';
import type { Controls } from './controlTypes.mts';

type ProjectControls = Pick<Controls, 'addProject' | 'createAddress' | 'createOrder'>;

function refused({ code, msg }: Outcome): Error {
	return new Error(`Cregis refuses this: ${code}, ${msg}.`);
}

/** New projects, and what a merchant could create in them over the API. */
export function createProjectControls(
	{ state, projectOf, projectOfType }: ControlBase,
	initialSettings: (type: ProjectType) => ProjectSettings,
	baseUrl: () => string,
): ProjectControls {
	/** A request as if it had come over the API. Throws an Error that names a field that doesn't fit. */
	function requestTo(project: Project, fields: Fields, input: JsonObject): ProjectRequest {
		const body = withoutEmpty(input);
		const field = misfit(body, fields);
		if (field !== undefined) throw new Error(`${field} isn't valid.`);
		return { state, project, body, baseUrl: baseUrl(), newId: () => nextId(state) };
	}

	function chosenProject(type: ProjectType, pid?: string): Project {
		const project = pid ? projectOf(pid) : projectOfType(type);
		if (project.type !== type) throw new Error(`Project ${project.pid} is of another type.`);
		return project;
	}

	return {
		addProject: (type) => {
			const project = createProject(type, initialSettings(type));
			state.projects.push(project);
			return project;
		},

		createAddress: ({ pid, chainId, callbackUrl = '' }) => {
			const body = { chain_id: chainId, callback_url: callbackUrl };
			const request = requestTo(chosenProject('waas', pid), NEW_ADDRESS_FIELDS, body);
			const created = createAddresses(request, 1);
			if ('refusal' in created) throw refused(created.refusal);
			return created.addresses[0];
		},

		createOrder: ({ pid, orderId, amount, currency, validTime, callbackUrl = '' }) => {
			const request = requestTo(chosenProject('payment', pid), ORDER_FIELDS, {
				order_id: orderId || `order-${state.orders.length + 1}-${nextId(state)}`,
				order_amount: amount,
				order_currency: currency,
				payer_id: 'sandbox',
				valid_time: jsonNumber(validTime),
				callback_url: callbackUrl,
				success_url: `${baseUrl()}/`,
				cancel_url: `${baseUrl()}/`,
			});
			const accepted = acceptOrder(request);
			if ('refusal' in accepted) throw refused(accepted.refusal);
			return accepted.order;
		},
	};
}
