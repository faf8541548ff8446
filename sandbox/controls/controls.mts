import { signedBody, withSystemFields } from '../callbacks/callbackBody.mts';
import { depositPayload, pushCallback, sendCallback } from '../callbacks/callbacks.mts';
import type { Clock } from '../state/clock.mts';
import { createControlBase, required } from './controlBase.mts';
import type { Controls } from './controlTypes.mts';
import { addDeposits, createDeposit, isDust } from '../transfers/deposits.mts';
import { type JsonObject, toJson } from '../contract/json.mts';
import { createOrderControls } from './orderControls.mts';
import { createProjectControls } from './projectControls.mts';
import type { ProjectSettings, ProjectType } from '../state/settings.mts';
import { emptyState, ledgerOf, nextId, type State } from '../state/state.mts';
import { createTeamControls } from './teamControls.mts';
import { createTransferControls } from './transferControls.mts';
import type { Effects } from '../state/context.mts';
import type { Fault } from '../state/fault.mts';

export type ControlParts = {
	state: State;
	clock: Clock;
	/** The settings of a new project, and of each after a reset. */
	initialSettings: (type: ProjectType) => ProjectSettings;
	/** The sandbox's own address. */
	baseUrl: () => string;
};

/**
 * What a person or a test may do to the sandbox. All functions throw (or reject with) an Error
 * with one sentence when it can't be done. What comes over HTTP is checked by its schema first.
 */
export function createControls({
	state,
	clock,
	initialSettings,
	baseUrl,
}: ControlParts): Controls & { effects: Effects; close: () => void } {
	const base = createControlBase(state, clock);
	const { projectOf, projectOfType, notify, delivery, breakOff, restart } = base;
	const { hearAnswer, ...transferControls } = createTransferControls(base);
	const { resetTeam, ...teamControls } = createTeamControls(state);

	return {
		...transferControls,
		...teamControls,
		...createOrderControls(base),
		...createProjectControls(base, initialSettings, baseUrl),

		getState: () => ({
			projects: state.projects,
			team: state.team,
			addresses: state.addresses,
			deposits: state.deposits,
			payouts: state.payouts,
			withdrawals: state.withdrawals,
			collections: state.collections,
			orders: state.orders,
			callbacks: state.callbacks,
			requests: state.requests,
			faults: state.faults,
			conditions: state.conditions,
			ledger: ledgerOf([...state.payouts, ...state.withdrawals]),
		}),

		getRequests: () => state.requests,

		deposit: async (input) => {
			const address = required(
				state.addresses.find((each) => each.address === input.address),
				`address ${input.address}`,
			);
			const deposit = createDeposit(address, input, nextId(state));
			state.deposits.push(deposit);
			const { settings } = projectOf(deposit.pid);
			const url = isDust(deposit, settings) ? null : address.callback_url;
			const payload = depositPayload(deposit, input.older ?? false);
			return { deposit, callback: await notify('deposit', url, deposit, payload) };
		},

		addTrades: (count) => {
			addDeposits(state, projectOfType('waas'), count);
			return { count };
		},

		pushCallback: async (id) => {
			const record = await pushCallback(delivery(), id);
			await hearAnswer(record);
			return record;
		},

		sendCallback: async ({ project: type, url, payload, sign = false, contentType }) => {
			const project = projectOfType(type);
			const { callbackForm } = project.settings;
			const bodyOf = (fields: JsonObject) => {
				if (sign === true) return signedBody(fields, project, callbackForm);
				if (sign === false) return toJson(fields);
				return toJson({ ...withSystemFields(fields, project.pid), sign });
			};
			const body = typeof payload === 'string' ? payload : bodyOf(payload);
			const callback = {
				kind: 'custom',
				pid: project.pid,
				cid: null,
				url,
				body,
				contentType: contentType ?? callbackForm.contentType,
			};
			return await sendCallback(delivery(), callback);
		},

		addFault: (input) => {
			const fault: Fault = { ...input, times: input.times ?? 1 };
			state.faults.push(fault);
			return fault;
		},

		setConditions: (conditions) => Object.assign(state.conditions, conditions),

		setSettings: (pid, settings) => {
			const project = projectOf(pid);
			Object.assign(project.settings, settings);
			return project;
		},

		reset: () => {
			restart();
			for (const project of state.projects) project.settings = initialSettings(project.type);
			resetTeam();
			// The ids go on, so that no id of before the reset ever names something new.
			const { lastId } = state;
			Object.assign(state, emptyState(state.projects, state.team), { lastId });
		},

		close: breakOff,
	};
}
