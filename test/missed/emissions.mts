/** Reads which deposits n8n has started executions with. */
import type { Editor, SavedWorkflow } from '../../harness/editor.mts';

const EVENT_ID = /deposit:\d+:(\d+):\d+/g;

export interface Emissions {
	/** The event IDs of each deposit. */
	idsOf: Map<string, Set<string>>;
	/** How many deposits all executions together started with. */
	emitted: number;
	executions: number;
	/** Executions that n8n stored for a failed poll. */
	failed: number;
}

export async function emissionsOf(editor: Editor, workflow: SavedWorkflow): Promise<Emissions> {
	const found: Emissions = { idsOf: new Map(), emitted: 0, executions: 0, failed: 0 };
	for (const { id } of await editor.executions(workflow.id)) {
		const { text } = await editor.execution(id);
		const ids = new Map([...text.matchAll(EVENT_ID)].map(([eventId, cid]) => [eventId, cid]));
		for (const [eventId, cid] of ids) {
			found.idsOf.set(cid, (found.idsOf.get(cid) ?? new Set()).add(eventId));
		}
		found.emitted += ids.size;
		found.executions++;
		if (ids.size === 0) found.failed++;
	}
	return found;
}
