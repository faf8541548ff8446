/** The declarations that the package ships are written by hand: `npm run types` compares them with the code. */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import * as code from '../../index.ts';
import type * as declared from '../../types/index.d.ts';

type Declared = Omit<typeof declared, 'default'>;

/** Fails to compile unless each function takes and returns what is declared, and the reverse. */
const shipped: Declared = code;
const same: Pick<typeof code, keyof Declared> = shipped;

it('declares functions that the package exports', () => {
	const text = readFileSync('types/index.d.ts', 'utf8');
	const names = [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
	expect(names.sort()).toEqual(['signParameters', 'verifyCallback']);
	for (const name of names) expect(same).toHaveProperty(name, expect.any(Function));
});
