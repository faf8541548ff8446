/** The format of Cregis's responses (api.md §0.4). */
import { describe, expect, it } from '@jest/globals';
import { parseEnvelope, rowsOf } from '../../nodes/Cregis/protocol/envelope.ts';

describe('a response in the format of Cregis', () => {
	it.each([
		['{"code":"00000","msg":"ok","data":{"a":1}}', { code: '00000', said: 'ok', data: { a: 1 } }],
		['{"code":"00000","msg":"ok"}', { code: '00000', said: 'ok', data: undefined }],
		['{"code":"E0014","msg":null,"data":null}', { code: 'E0014', said: '', data: null }],
		['{"code":"E0014"}', { code: 'E0014', said: '', data: undefined }],
		['{"code":"","msg":7}', { code: '', said: '7', data: undefined }],
	])('is read: %s', (text, envelope) => {
		expect(parseEnvelope(text)).toEqual(envelope);
	});

	it.each([
		'',
		'ok',
		'null',
		'"00000"',
		'[{"code":"00000"}]',
		'{}',
		'{"msg":"ok"}',
		'{"code":0}',
		'{"code":null}',
		'{"code":["00000"]}',
		'{"code":"00000"',
		'<html>00000</html>',
		undefined,
		null,
	])('is nothing else: %s', (text) => {
		expect(parseEnvelope(text)).toBeUndefined();
	});

	it('keeps only the beginning of a long code and message', () => {
		const long = (letter: string, length: number) => letter.repeat(length);
		expect(parseEnvelope(`{"code":"${long('c', 201)}","msg":"${long('m', 201)}"}`)).toEqual({
			code: long('c', 200),
			said: long('m', 200),
		});
		expect(parseEnvelope(`{"code":"${long('c', 200)}"}`)?.code).toBe(long('c', 200));
	});
});

describe('the rows of a list', () => {
	it.each<[data: object, rows: unknown[]]>([
		[{ rows: [{ cid: 1 }, { cid: 2 }] }, [{ cid: 1 }, { cid: 2 }]],
		[{ rows: [null, 'x', [], { cid: 1 }] }, [{ cid: 1 }]],
		[{ rows: [] }, []],
		[{ rows: null }, []],
		[{ rows: 'x' }, []],
		[{ rows: { cid: 1 } }, []],
		[{ others: [{ cid: 1 }] }, []],
		[{}, []],
	])('of %j are %j', (data, rows) => {
		expect(rowsOf(data as never, 'rows')).toEqual(rows);
	});
});
