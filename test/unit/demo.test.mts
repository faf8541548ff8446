import { expect, it, jest } from '@jest/globals';

async function newPassword(): Promise<string> {
	jest.resetModules();
	const { OWNER } = await import('../../harness/editor.mts');
	return OWNER.password;
}

// n8n listens on loopback, which any open web page can reach.
it('the owner of the demo has a new random password', async () => {
	const passwords = [await newPassword(), await newPassword()];
	expect(passwords[0]).not.toBe(passwords[1]);
	for (const password of passwords) {
		// n8n's rules for a password, and enough randomness.
		expect(password).toMatch(/^(?=.*\d)(?=.*[A-Z]).{24,64}$/);
	}
});
