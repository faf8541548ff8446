/** The editor says so if Cregis can't call the trigger. */
import { describe, expect, it } from '@jest/globals';
import { useStage } from './stage.mts';
import { triggering } from './triggering.mts';

const stage = useStage();
const { publishingFails } = triggering(stage);

/** A project of a Cregis that isn't on this machine, while this n8n is only reachable from it. */
const production = () => ({ ...stage.project, baseUrl: 'https://t-abcdefgh.cregis.io' });

const REASON = /Cregis can't call this trigger: http:\/\/.* isn't a public address/;

describe("a trigger that Cregis can't call", () => {
	it("isn't published, and says why", async () => {
		const workflow = await stage.triggerWorkflow({ events: ['*'] }, production());
		expect(await publishingFails(workflow)).toMatch(REASON);
	});

	it("doesn't listen in the editor, and says why", async () => {
		const workflow = await stage.triggerWorkflow({ events: ['*'] }, production());
		await expect(stage.editor.start(workflow, 'Cregis Trigger')).rejects.toThrow(REASON);
	});

	it('is published if the credential has a public URL', async () => {
		const callbackUrl = 'https://n8n.example.com/webhook/1/webhook';
		const project = { ...production(), callbackUrl };
		const workflow = await stage.triggerWorkflow({ events: ['*'] }, project);
		await stage.editor.publish(workflow);
		await stage.editor.unpublish(workflow);
	});
});
