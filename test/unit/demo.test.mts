import { expect, it, jest } from '@jest/globals';

async function newPassword(): Promise<string> {
	jest.resetModules();
	const { OWNER } = await import('../../harness/editor.mts');
	return OWNER.password;
}

// n8n listens on loopback, where any web page that is open can reach it.
it('the owner of the demo has a password that nobody knows before', async () => {
	const passwords = [await newPassword(), await newPassword()];
	expect(passwords[0]).not.toBe(passwords[1]);
	for (const password of passwords) {
		// What n8n asks of a password, and enough to be guessed by nobody.
		expect(password).toMatch(/^(?=.*\d)(?=.*[A-Z]).{24,64}$/);
	}
});
