/** Posts a control call; for both pages. Throws an Error with one sentence if it can't be done. */
export const POST_SCRIPT = `
const message = document.getElementById('message');

async function post(path, body) {
	const response = await fetch(path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	const result = await response.json();
	if (!response.ok) throw new Error(result.error);
	return result;
}
`;
