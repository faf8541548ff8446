/** A chat model that calls its one tool once for each row of the prompt, and again for each row that failed. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { close, listen, readBody } from '../support/server.mts';

interface ToolCall {
	id: string;
	function: { name: string; arguments: string };
}

interface Message {
	role: string;
	content: unknown;
	tool_calls?: ToolCall[];
	tool_call_id?: string;
}

interface ChatRequest {
	messages: Message[];
	tools?: Array<{ function: { name: string } }>;
}

const AT_ONCE = 3;
const MOST_CALLS = 3;

const textOf = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content);

const isPaid = (answer: string) => /cid\b|alreadySent/.test(answer);

/** The rows to call the tool for next, based on its results so far. */
function chooseRows({ messages }: ChatRequest): Array<Record<string, string>> {
	const prompt = messages.findLast(({ role }) => role === 'user')?.content;
	const [, json = '[]'] = /(\[\{.*\}\])/s.exec(textOf(prompt).replaceAll('\\"', '"')) ?? [];
	const rows = JSON.parse(json) as Array<Record<string, string>>;
	const answers = new Map(
		messages.map(({ tool_call_id: id, content }) => [id, textOf(content ?? '')]),
	);
	const calls = messages.flatMap(({ tool_calls: some = [] }) => some);
	const callsOf = ({ key }: Record<string, string>) =>
		calls.filter((call) => (JSON.parse(call.function.arguments) as { key: string }).key === key);
	const open = rows.filter((row) => {
		const made = callsOf(row);
		const isDone = made.some(({ id }) => isPaid(answers.get(id) ?? ''));
		return !isDone && made.length < MOST_CALLS;
	});
	// Each row once, before any is repeated.
	const least = Math.min(...open.map((row) => callsOf(row).length));
	return open.filter((row) => callsOf(row).length === least).slice(0, AT_ONCE);
}

function answerChat(request: ChatRequest) {
	const [tool] = request.tools ?? [];
	const rows = tool ? chooseRows(request) : [];
	const calls = rows.map((row) => ({
		id: `call_${randomUUID()}`,
		type: 'function',
		function: { name: tool!.function.name, arguments: JSON.stringify(row) },
	}));
	const message =
		calls.length > 0
			? { role: 'assistant', content: null, tool_calls: calls }
			: { role: 'assistant', content: 'Done' };
	return {
		id: randomUUID(),
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: 'stub',
		choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

export interface Model {
	/** The fields of n8n's OpenAI credential. */
	credential: { apiKey: string; url: string };
	close(): void;
}

export async function startModel(): Promise<Model> {
	const server = createServer(async (request, response) => {
		const asked = JSON.parse((await readBody(request)).toString()) as ChatRequest;
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(answerChat(asked)));
	});
	const url = await listen(server);
	return {
		credential: { apiKey: 'none', url: `${url}/v1` },
		close: () => close(server),
	};
}
