/** An AI agent whose payout a person reviews, as the editor shows it. test/e2e/agent.test.mts runs one. */
import { expect, it } from '@jest/globals';
import type { WorkflowNode } from '../../harness/editor.mts';
import { picture } from './browser.mts';
import { nodeOnCanvas, page, untilLabels, useCanvas } from './canvas.mts';
import { useStage } from './stage.mts';

const stage = useStage();
const { openNodes } = useCanvas(stage);

const REVIEW = 'Ask Finance';
const TOOL = 'Pay Invoice';

const toTool = (target: string) => ({ ai_tool: [[{ node: target, type: 'ai_tool', index: 0 }]] });

const CONNECTIONS = {
	Chat: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
	Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
	[TOOL]: toTool(REVIEW),
	[REVIEW]: toTool('Agent'),
};

/** Older versions of n8n don't save a credential without its required fields. */
const CREDENTIALS: Record<string, Record<string, string>> = {
	openAiApi: { apiKey: 'none', url: 'http://127.0.0.1' },
	telegramApi: { accessToken: 'none', baseUrl: 'http://127.0.0.1' },
};

async function agentNodes(): Promise<WorkflowNode[]> {
	const node = async (
		name: string,
		type: string,
		typeVersion: number,
		position: [number, number],
		parameters: WorkflowNode['parameters'],
		credentialType?: string,
	): Promise<WorkflowNode> => ({
		name,
		type,
		typeVersion,
		position,
		parameters,
		...(credentialType && {
			credentials: {
				[credentialType]: await stage.editor.createCredential(
					credentialType,
					name,
					CREDENTIALS[credentialType],
				),
			},
		}),
	});
	return [
		await node('Chat', '@n8n/n8n-nodes-langchain.chatTrigger', 1.1, [-240, 0], {}),
		await node('Agent', '@n8n/n8n-nodes-langchain.agent', 3, [0, 0], {}),
		await node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, [-80, 220], {}, 'openAiApi'),
		await node(
			REVIEW,
			'n8n-nodes-base.telegramHitlTool',
			1.2,
			[180, 220],
			{
				chatId: '1',
				message:
					'=Pay {{ $tool.parameters.amount }} to {{ $tool.parameters.address }} for {{ $tool.parameters.reference }}?',
				approvalOptions: {
					values: { approvalType: 'double', approveLabel: 'Approve', disapproveLabel: 'Decline' },
				},
			},
			'telegramApi',
		),
		await node(TOOL, 'n8n-nodes-cregis.cregisTool', 1, [180, 440], {
			resource: 'payout',
			operation: 'create',
			currency: { __rl: true, mode: 'list', value: '195@195', cachedResultName: 'TRON' },
			toAddress: "={{ $fromAI('address', 'The address to pay to', 'string') }}",
			amount: "={{ $fromAI('amount', 'The amount to pay', 'string') }}",
			thirdPartyId: "={{ $fromAI('reference', 'The number of the invoice', 'string') }}",
		}),
	];
}

it('the review stands between the agent and the payout', async () => {
	await openNodes(await agentNodes(), CONNECTIONS);
	await nodeOnCanvas(REVIEW).waitFor();
	await nodeOnCanvas(TOOL).waitFor();
	await picture(page, 'ai-agent');
});

it('the payout has a description for the model', async () => {
	await openNodes(await agentNodes(), CONNECTIONS, TOOL);
	await untilLabels(['Tool Description', 'Reference']);
	await picture(page, 'ai-agent-payout');
});

it('the review shows what the model wants to pay', async () => {
	await openNodes(await agentNodes(), CONNECTIONS, REVIEW);
	await untilLabels(['Message']);
	expect(await page.getByText('$tool.parameters.reference').count()).toBeGreaterThan(0);
	await picture(page, 'ai-agent-review');
});
