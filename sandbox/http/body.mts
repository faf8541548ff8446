import type { HonoRequest } from 'hono';

/** The body as text, byte for byte: a byte order mark, which `text()` would drop, stays. */
export async function readText(request: HonoRequest): Promise<string> {
	return Buffer.from(await request.arrayBuffer()).toString('utf8');
}
