/** Calls a published workflow and finds its execution, whatever happens to n8n in the meantime. */
import axios from 'axios';
import {
	until,
	type Editor,
	type ExecutionDetails,
	type SavedWorkflow,
	type Workflow,
} from '../../harness/editor.mts';
import type { Stage } from './stage.mts';

const RUN_LIMIT_MS = 300_000;
const START_LIMIT_MS = 60_000;
const STORED_LIMIT_MS = 5_000;
/** n8n 2.8 leaves some executions in which it was killed as running forever. */
const KILLED_LIMIT_MS = 60_000;

export class CalledWorkflow {
	private readonly seen = new Set<string>();

	private readonly stage: Stage;

	private readonly workflow: SavedWorkflow;

	private constructor(stage: Stage, workflow: SavedWorkflow) {
		this.stage = stage;
		this.workflow = workflow;
	}

	static async publish(stage: Stage, workflow: Workflow): Promise<CalledWorkflow> {
		const editor = await stage.editor();
		const saved = await editor.createWorkflow(workflow);
		await editor.publish(saved);
		return new CalledWorkflow(stage, saved);
	}

	/** The finished execution; undefined if n8n was killed and stored none, or not its end. */
	async execute(body: object): Promise<ExecutionDetails | undefined> {
		const { url } = await this.stage.editor();
		const { kills } = this.stage;
		const unlessKilled = (error: Error) => {
			if (this.stage.kills === kills) throw error;
			return undefined;
		};
		await until('the webhook', async () => await this.call(url, body), START_LIMIT_MS).catch(
			unlessKilled,
		);
		const id = await this.stage
			.ask(async (editor) => await this.newExecution(editor))
			.catch(unlessKilled);
		if (id === undefined) return undefined;
		const wasKilled = () => this.stage.kills > kills;
		return await this.stage
			.ask(
				async (editor) => await editor.finished(id, wasKilled() ? KILLED_LIMIT_MS : RUN_LIMIT_MS),
			)
			.catch(unlessKilled);
	}

	async unpublish(): Promise<void> {
		await this.stage.ask(async (editor) => await editor.unpublish(this.workflow));
	}

	/** Whether the call was accepted. n8n responds with 404 until the webhook is live, and with 500 if the workflow failed. */
	private async call(url: string, body: object): Promise<boolean> {
		const { path } = this.workflow.nodes[0].parameters;
		const { status } = await axios.post(`${url}/webhook/${String(path)}`, body, {
			validateStatus: () => true,
		});
		if (![200, 404, 500].includes(status)) throw new Error(`n8n responded with ${status}`);
		return status !== 404;
	}

	private async newExecution(editor: Editor): Promise<string> {
		const id = await until(
			`an execution of ${this.workflow.name}`,
			async () => {
				const executions = await editor.executions(this.workflow.id);
				return executions.find((each) => !this.seen.has(each.id))?.id;
			},
			STORED_LIMIT_MS,
		);
		this.seen.add(id);
		return id;
	}
}
