import { signedBody } from '../callbacks/callbackBody.mts';
import { type Delivery, sendCallback } from '../callbacks/callbacks.mts';
import type { Clock } from '../state/clock.mts';
import type { JsonObject } from '../contract/json.mts';
import type { Project } from '../state/project.mts';
import type { ProjectType } from '../state/settings.mts';
import type { CallbackRecord, State } from '../state/state.mts';

/** What all controls work with. */
export type ControlBase = {
	state: State;
	clock: Clock;
	/** Throws an Error if there is no such project. */
	projectOf: (pid: string) => Project;
	/** The first project of the type. Throws an Error if there is none. */
	projectOfType: (type: ProjectType) => Project;
	/** Ends once the sandbox is reset or closed. */
	delivery: () => Delivery;
	/** Signs and delivers a callback; resolves to its record, or to null if there is no URL. */
	notify: (
		kind: string,
		url: string | null,
		about: { pid: string; cid: string },
		payload: JsonObject,
	) => Promise<CallbackRecord | null>;
	/** Drops what is still to come and breaks off what is under way, for good. */
	breakOff: () => void;
	/** As `breakOff`, but callbacks may be sent again. */
	restart: () => void;
};

/** The value. Throws an Error that says there is no such thing if it is undefined. */
export function required<T>(value: T | undefined, what: string): T {
	if (value === undefined) throw new Error(`There is no ${what}.`);
	return value;
}

export function createControlBase(state: State, clock: Clock): ControlBase {
	let closing = new AbortController();
	const breakOff = () => {
		clock.clear();
		closing.abort();
	};
	const projectOf = (pid: string) =>
		required(
			state.projects.find((project) => project.pid === pid),
			`project ${pid}`,
		);
	const delivery = () => ({ state, clock, closing: closing.signal });
	return {
		state,
		clock,
		projectOf,
		projectOfType: (type) =>
			required(
				state.projects.find((project) => project.type === type),
				`project of type ${type}`,
			),
		delivery,
		notify: async (kind, url, { pid, cid }, payload) => {
			if (url === null) return null;
			const project = projectOf(pid);
			const { callbackForm } = project.settings;
			const body = signedBody(payload, project, callbackForm);
			const { contentType } = callbackForm;
			return await sendCallback(delivery(), { kind, pid, cid, url, body, contentType });
		},
		breakOff,
		restart: () => {
			breakOff();
			closing = new AbortController();
		},
	};
}
