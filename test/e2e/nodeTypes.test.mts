/** What n8n makes of the nodes when it loads them. */
import { expect, it } from '@jest/globals';
import { useStage } from './stage.mts';

const stage = useStage();

const fieldsOf = async (name: string) =>
	(await stage.editor.nodeType(`n8n-nodes-cregis.${name}`))!.properties;

it('n8n offers Custom API Call next to the resources and operations', async () => {
	const fields = await fieldsOf('cregis');
	const [resource, ...operations] = fields.filter(({ name }) => {
		return ['resource', 'operation'].includes(name);
	});
	for (const { options = [] } of [resource, ...operations]) {
		expect(options.map(({ value }) => value)).toContain('__CUSTOM_API_CALL__');
	}
});

it('n8n offers the credential in the HTTP Request node', async () => {
	const types = await stage.editor.credentialTypes();
	// The editor lists the credentials that have this property.
	expect(types.find(({ name }) => name === 'cregisApi')).toHaveProperty('authenticate');
});

it("n8n doesn't add its own description to the tool", async () => {
	const names = (await fieldsOf('cregisTool')).map(({ name }) => name);
	expect(names).toContain('toolDescription');
	expect(names).not.toContain('descriptionType');
});

it.each(['cregis', 'cregisTool', 'cregisTrigger', 'cregisPollingTrigger'])(
	'n8n knows %s',
	async (name) => {
		expect((await fieldsOf(name)).length).toBeGreaterThan(0);
	},
);
