/** How long one poll may go on reading (docs/decisions/polling.md). */
import { afterEach, expect, it, jest } from '@jest/globals';
import type { IPollFunctions } from 'n8n-workflow';
import { openSource } from '../../nodes/Cregis/polling/source.ts';
import { clock } from '../../nodes/Cregis/transport/clock.ts';

afterEach(() => {
	jest.restoreAllMocks();
});

it.each<[string, object, number]>([
	['half of the time that n8n gives it', { getPollBudgetMs: () => 36_000 }, 18_000],
	['no more than two minutes', { getPollBudgetMs: () => 900_000 }, 120_000],
	['a minute if n8n sets no limit', { getPollBudgetMs: () => undefined }, 60_000],
	['a minute in an n8n that knows no limit', {}, 60_000],
])('a poll has %s', (_, context, budget) => {
	let now = 1_000;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	const source = openSource(context as IPollFunctions, '');
	now += budget - 1;
	expect(source.hasTime()).toBe(true);
	now++;
	expect(source.hasTime()).toBe(false);
});
