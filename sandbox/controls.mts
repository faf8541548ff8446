import {
	depositPayload,
	payoutPayload,
	pushCallback,
	sendCallback,
	signedBody,
	withSystemFields,
} from './callbacks.mts';
import type { Clock } from './clock.mts';
import type { Controls } from './control-types.mts';
import { createDeposit, isDust } from './deposits.mts';
import { isFaultKind } from './faults.mts';
import { type JsonObject, toJson } from './json.mts';
import { isPayoutStatus, moveTo, nextStatus, raisesCallback } from './payout-life.mts';
import {
	type Deposit,
	emptyState,
	type Fault,
	ledgerOf,
	nextId,
	type Payout,
	type PayoutStatus,
	type ProjectSettings,
	type ProjectType,
	type State,
} from './state.mts';

function required<T>(value: T | undefined, what: string): T {
	if (value === undefined) throw new Error(`There is no ${what}.`);
	return value;
}

/**
 * What a person or a test may do to the sandbox. All functions throw (or reject with) an Error
 * with one sentence when what they are given makes no sense.
 */
export function createControls(
	state: State,
	clock: Clock,
	initialSettings: (type: ProjectType) => ProjectSettings,
): Controls & { onPayout: (payout: Payout) => void; close: () => void } {
	let closing = new AbortController();

	const projectOf = (pid: string) =>
		required(
			state.projects.find((project) => project.pid === pid),
			`project ${pid}`,
		);

	const breakOff = () => {
		clock.clear();
		closing.abort();
	};

	async function notify(
		kind: string,
		url: string | null,
		from: Payout | Deposit,
		payload: JsonObject,
	) {
		if (url === null) return null;
		const { pid, cid } = from;
		const body = signedBody(payload, projectOf(pid));
		return await sendCallback(state, { kind, pid, cid, url, body }, closing.signal);
	}

	async function move(payout: Payout, status: PayoutStatus) {
		if (payout.status === status) return null;
		moveTo(payout, status, Date.now());
		const url = raisesCallback(status) ? payout.callback_url : null;
		return await notify('payout', url, payout, payoutPayload(payout));
	}

	// A payout that somebody moved elsewhere in the meantime is left alone.
	function scheduleStep(payout: Payout, delayMs: number) {
		const from = payout.status;
		const next = nextStatus(from);
		if (next === undefined) return;
		clock.later(delayMs, () => {
			if (payout.status !== from) return;
			void move(payout, next);
			scheduleStep(payout, delayMs);
		});
	}

	return {
		getState: () => ({
			projects: state.projects,
			addresses: state.addresses,
			deposits: state.deposits,
			payouts: state.payouts,
			callbacks: state.callbacks,
			requests: state.requests,
			faults: state.faults,
			ledger: ledgerOf(state.payouts),
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

		setPayoutStatus: async (cid, status) => {
			const payout = required(
				state.payouts.find((each) => each.cid === cid),
				`payout ${cid}`,
			);
			if (!isPayoutStatus(status)) throw new Error('status must be a number from 0 to 7.');
			return { callback: await move(payout, status), payout };
		},

		pushCallback: async (id) => await pushCallback(state, id, closing.signal),

		sendCallback: async ({ project: type, url, payload, sign = false, contentType }) => {
			const project = required(
				state.projects.find((each) => each.type === type),
				`project of type ${type}`,
			);
			const bodyOf = (fields: JsonObject) => {
				if (sign === true) return signedBody(fields, project);
				if (sign === false) return toJson(fields);
				return toJson({ ...withSystemFields(fields, project.pid), sign });
			};
			const body = typeof payload === 'string' ? payload : bodyOf(payload);
			const callback = { kind: 'custom', pid: project.pid, cid: null, url, body };
			return await sendCallback(
				state,
				contentType === undefined ? callback : { ...callback, contentType },
				closing.signal,
			);
		},

		addFault: (input) => {
			if (!isFaultKind(input.kind)) throw new Error(`There is no fault kind ${input.kind}.`);
			const fault: Fault = { ...input, times: input.times ?? 1 };
			state.faults.push(fault);
			return fault;
		},

		setSettings: (pid, settings) => {
			const project = projectOf(pid);
			const foreign = Object.keys(settings).find((name) => !Object.hasOwn(project.settings, name));
			if (foreign !== undefined) throw new Error(`There is no setting ${foreign}.`);
			Object.assign(project.settings, settings);
			return project;
		},

		reset: () => {
			breakOff();
			closing = new AbortController();
			for (const project of state.projects) {
				project.settings = initialSettings(project.type);
				project.payoutAddresses = {};
			}
			// The ids go on, so that no id of before the reset ever names something new.
			const { lastId } = state;
			Object.assign(state, emptyState(state.projects), { lastId });
		},

		onPayout: (payout) => {
			const auto = projectOf(payout.pid).settings.autoPayouts;
			if (auto !== null) scheduleStep(payout, auto.delayMs);
		},

		close: breakOff,
	};
}
