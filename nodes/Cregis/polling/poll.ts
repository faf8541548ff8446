import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { assertSupportedN8n } from '../n8nVersion';
import { CregisError } from '../transport/errors';
import { projectOf } from '../transport/signedRequest';
import { noteFailure, noteSuccess } from './failures';
import { itemsOf } from './items';
import { recall, remember, rememberStarted, type Start } from './memory';
import { positionAt, reduced } from './position';
import { currentPosition, findNew } from './reading';
import { sampleItems } from './sample';
import { readSettings, readStart, type Settings } from './settings';
import { openSource, type Source } from './source';

/** Contexts whose poll hasn't ended. n8n doesn't wait for a poll before it starts the next. */
const running = new WeakSet<IPollFunctions>();

/** Finds the new trades from a start. Keeps the position, and returns the items. */
async function pollFrom(
	context: IPollFunctions,
	source: Source,
	start: Start,
	settings: Settings,
	pid: string,
): Promise<IDataObject[]> {
	const { rows, next } = await findNew(source, start.position).catch((error: CregisError) => {
		// Cregis may not allow as many requests as a long list takes.
		const isTooMuch = error.isRateLimited && source.requests > 1;
		if (isTooMuch) remember(context, pid, reduced(start.position));
		throw error;
	});
	const items = itemsOf(rows, settings, pid);
	if (items.length > 0) rememberStarted(context, pid, start, next);
	else remember(context, pid, next);
	return items;
}

async function runPoll(context: IPollFunctions): Promise<IDataObject[]> {
	assertSupportedN8n();
	const settings = readSettings(context);
	const { pid } = projectOf(await context.getCredentials('cregisApi'));
	const source = openSource(context, settings.tradeType);
	if (context.getMode() === 'manual') return await sampleItems(context, source, settings, pid);
	const start = recall(context, pid);
	if (start === 'too early') return [];
	if (start !== 'new') return await pollFrom(context, source, start, settings, pid);
	const from = readStart(context);
	if (from === undefined) {
		remember(context, pid, await currentPosition(source));
		return [];
	}
	const first = { position: positionAt(from), startedBy: [] };
	return await pollFrom(context, source, first, settings, pid);
}

/**
 * Runs one poll.
 *
 * @returns the new trades, or null if there are none
 * @throws NodeApiError or NodeOperationError if the poll failed and the merchant is to be told
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (running.has(context)) return null;
	running.add(context);
	try {
		const items = await runPoll(context);
		noteSuccess(context);
		return items.length > 0 ? [items.map((json) => ({ json }))] : null;
	} catch (error) {
		const told = noteFailure(context, error as Error);
		if (told) throw told;
		return null;
	} finally {
		running.delete(context);
	}
}
