import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { operationError } from '../transport/errors';
import { itemsOf } from './items';
import { secondsOf } from './position';
import type { Settings } from './settings';
import { rowsOf, type Source } from './source';

const DAY_S = 24 * 60 * 60;

/** The list has no documented order, so recent trades are asked for by their time: see api.md §2.15. */
const PERIODS_S = [DAY_S, 30 * DAY_S, undefined];

const SAMPLE_SIZE = 10;

/**
 * Returns the newest trades that the trigger would find, for building a workflow.
 *
 * @throws NodeOperationError if there are none
 */
export async function sampleItems(
	context: IPollFunctions,
	source: Source,
	settings: Settings,
	pid: string,
): Promise<IDataObject[]> {
	for (const seconds of PERIODS_S) {
		const from = seconds && source.now - seconds;
		const rows = rowsOf(await source.page({ from }, 1));
		const newest = rows.sort((a, b) => secondsOf(b) - secondsOf(a));
		const items = itemsOf(newest, settings, pid).slice(0, SAMPLE_SIZE);
		if (items.length > 0) return items;
	}
	throw operationError(
		{ node: context.getNode() },
		'The project has no trade that matches the settings',
		"Check 'Direction', 'Statuses' and 'Filters', or send a deposit to one of the project's addresses.",
	);
}
