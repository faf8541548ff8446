/** A chat model whose part this project plays: it calls the tool as often as it is told to. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { close, listen, readBody, urlOf } from '../support/server.mts';

interface Message {
	role: string;
	content: string | null;
}

interface ModelRequest {
	messages: Message[];
	tools: Array<{ function: { name: string; description: string; parameters: object } }>;
}

/** A call of a tool: of the only one, or of the one with this name. */
interface PlannedCall {
	tool?: string;
	arguments: object;
}

export interface ChatModel {
	/** The fields of n8n's OpenAI credential. */
	readonly credential: { apiKey: string; url: string };
	/** The calls that are left to make. Without any, the model is done. */
	plan: PlannedCall[];
	/** What the agent sent to the model. */
	readonly requests: ModelRequest[];
	/** What the tool returned, call by call. */
	results(): string[];
}

function completion({ tools }: ModelRequest, planned: PlannedCall | undefined, id: string) {
	const name = planned?.tool ?? tools[0]?.function.name;
	const call = { name, arguments: JSON.stringify(planned?.arguments) };
	const message = planned
		? { role: 'assistant', content: null, tool_calls: [{ id, type: 'function', function: call }] }
		: { role: 'assistant', content: 'Done' };
	return {
		id: 'chat',
		object: 'chat.completion',
		created: 1,
		model: 'test',
		choices: [{ index: 0, message, finish_reason: planned ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

export function useChatModel(): ChatModel {
	let server: Server;
	const model: ChatModel = {
		get credential() {
			return { apiKey: 'none', url: `${urlOf(server)}/v1` };
		},
		plan: [],
		requests: [],
		results: () =>
			(model.requests.at(-1)?.messages ?? [])
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => String(content)),
	};
	beforeAll(async () => {
		server = createServer(async (request, response) => {
			const body = JSON.parse((await readBody(request)).toString() || '{}') as ModelRequest;
			model.requests.push(body);
			const answer = completion(body, model.plan.shift(), `call_${model.requests.length}`);
			response.writeHead(200, { 'Content-Type': 'application/json' });
			response.end(JSON.stringify(answer));
		});
		await listen(server);
	});
	beforeEach(() => {
		model.requests.length = 0;
	});
	afterAll(() => close(server));
	return model;
}
