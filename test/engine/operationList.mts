/** The operations of the node, each as `<resource>: <operation>`. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';

export const OPERATIONS = new Cregis().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) => {
		const [resource] = displayOptions!.show!.resource as string[];
		return (options as INodePropertyOptions[]).map(({ value }) => `${resource}: ${String(value)}`);
	});
