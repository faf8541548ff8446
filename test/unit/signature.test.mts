import { describe, expect, it } from '@jest/globals';
import { signParameters } from '../../nodes/Cregis/protocol/signature.ts';
describe('x', () => { it('y', () => { expect(signParameters({a: 1}, 'k')).toHaveLength(32); }); });
