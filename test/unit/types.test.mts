/** The package's type declarations are written by hand. `npm run types` compares them with the code. */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import * as code from '../../index.ts';
import type * as declared from '../../types/index.d.ts';

type Declared = Omit<typeof declared, 'default'>;

/** Fails to compile unless the declarations and the functions accept and return the same. */
const shipped: Declared = code;
const same: Pick<typeof code, keyof Declared> = shipped;

it('declares functions that the package exports', () => {
	const text = readFileSync('types/index.d.ts', 'utf8');
	const names = [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
	expect(names.sort()).toEqual(['signParameters', 'verifyCallback']);
	for (const name of names) expect(same).toHaveProperty(name, expect.any(Function));
});
