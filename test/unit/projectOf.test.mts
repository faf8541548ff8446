import { describe, expect, it } from '@jest/globals';
import { projectOf } from '../../nodes/Cregis/transport/signedRequest.ts';
import { KEY, PID } from '../support/samples.mts';
import { CREDENTIAL, HOST } from './signing.mts';

describe('the project of a credential', () => {
	it.each([
		[HOST, HOST],
		[` ${HOST}/ `, HOST],
		[`${HOST}/api/v1`, HOST],
		['https://T-ABC.cregis.io:443', 'https://t-abc.cregis.io'],
		['http://localhost:4010', 'http://localhost:4010'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://127.10.200.254:4010', 'http://127.10.200.254:4010'],
		['http://[::1]:4010', 'http://[::1]:4010'],
	])('has the origin of %j', (baseUrl, origin) => {
		expect(projectOf({ ...CREDENTIAL, baseUrl }).origin).toBe(origin);
	});

	it.each([
		'http://t-abcdefgh.cregis.io',
		'http://localhost.evil.com',
		'http://evil.com.localhost',
		'http://notlocalhost',
		'http://127.0.0.1.evil.com',
		'http://localhost@evil.com',
		'http://10.0.0.1',
		'ftp://t-abcdefgh.cregis.io',
		'file:///etc/passwd',
	])('requires https: %s', (baseUrl) => {
		expect(() => projectOf({ ...CREDENTIAL, baseUrl })).toThrow("'Base URL'");
		expect(() => projectOf({ ...CREDENTIAL, baseUrl })).toThrow('must start with https://');
	});

	it.each(['', 't-abcdefgh.cregis.io', 'https://'])('requires a valid URL: %j', (baseUrl) => {
		expect(() => projectOf({ ...CREDENTIAL, baseUrl })).toThrow(
			"The 'Base URL' of the Cregis credential isn't a valid URL",
		);
	});

	it.each(['', 'abc', '12a', '-1', '1.5', '1e3'])('requires a pid of digits: %j', (pid) => {
		expect(() => projectOf({ ...CREDENTIAL, pid })).toThrow(
			"The 'Project ID' of the Cregis credential can contain only digits. Copy it from Cregis, under Settings > Developer.",
		);
	});

	it.each(['', ' \n'])('requires a key: %j', (apiKey) => {
		expect(() => projectOf({ ...CREDENTIAL, apiKey })).toThrow(
			"The Cregis credential has no 'API Key'",
		);
	});

	it.each([
		['baseUrl', "The 'Base URL' of the Cregis credential isn't a valid URL"],
		['pid', "The 'Project ID' of the Cregis credential can contain only digits"],
		['apiKey', "The Cregis credential has no 'API Key'"],
	])('requires its %s', (name, sentence) => {
		const others = Object.entries(CREDENTIAL).filter(([other]) => other !== name);
		expect(() => projectOf(Object.fromEntries(others))).toThrow(sentence);
	});

	it('ignores white space from copying', () => {
		const copied = {
			...CREDENTIAL,
			pid: ` ${PID}\n`,
			apiKey: `\t${KEY} `,
			callbackUrl: ' https://x ',
		};
		expect(projectOf(copied)).toEqual({
			origin: HOST,
			pid: PID,
			apiKey: KEY,
			callbackUrl: 'https://x',
		});
	});
});
