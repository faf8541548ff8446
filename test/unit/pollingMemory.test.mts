/** What the polling trigger keeps in n8n's static data, and where a poll starts (docs/decisions/polling.md). */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IPollFunctions } from 'n8n-workflow';
import {
	currentProcess,
	recall,
	remember,
	rememberStarted,
} from '../../nodes/Cregis/polling/memory.ts';
import { positionAt } from '../../nodes/Cregis/polling/position.ts';
import { clock } from '../../nodes/Cregis/transport/clock.ts';
import { NOW, PID } from './pollingStage.mts';

const [BEFORE, AFTER] = [positionAt(NOW), positionAt(NOW + 60)];

const { id } = currentProcess;

let data: object;
let now: number;

const context = { getWorkflowStaticData: () => data } as unknown as IPollFunctions;

beforeEach(() => {
	data = {};
	now = NOW * 1000;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
});
afterEach(() => {
	jest.restoreAllMocks();
	currentProcess.id = id;
});

const start = (startedBy: string[] = []) =>
	rememberStarted(context, PID, { position: BEFORE, startedBy }, AFTER);

it('a process has an ID of its own', () => {
	expect(id).toMatch(/^[\da-f-]{36}$/);
});

describe('a poll starts', () => {
	it('anew, if there was none, or for another project', () => {
		expect(recall(context, PID)).toBe('new');
		remember(context, '77', BEFORE);
		expect(recall(context, PID)).toBe('new');
	});

	it('where the last one ended, if that started nothing', () => {
		remember(context, PID, BEFORE);
		expect(recall(context, PID)).toEqual({ position: BEFORE, startedBy: [] });
	});

	it.each<[string, number, unknown]>([
		['too early, if n8n may still be storing the last execution', 4_999, 'too early'],
		['after it, once n8n had time to store it', 5_000, { position: AFTER, startedBy: [] }],
		['too early, if the clock was just set back', -4_999, 'too early'],
		['after it, if the clock was set back by more', -5_000, { position: AFTER, startedBy: [] }],
	])('%s', (_, passed, expected) => {
		start();
		now += passed;
		expect(recall(context, PID)).toEqual(expected);
	});

	it('before an execution that another process may not have stored', () => {
		start(['other']);
		currentProcess.id = 'third';
		expect(recall(context, PID)).toEqual({ position: BEFORE, startedBy: ['other', id] });
	});
});

it('the last 20 processes are kept', () => {
	start(Array.from({ length: 20 }, (_, index) => `process ${index}`));
	expect(data).toEqual({
		memory: {
			pid: PID,
			position: BEFORE,
			next: {
				position: AFTER,
				startedBy: [...Array.from({ length: 19 }, (_, index) => `process ${index + 1}`), id],
				startedAt: now,
			},
		},
	});
});
