/** Signs requests with the credential of one project. */
import type { IHttpRequestOptions } from 'n8n-workflow';
import { projectOf, signedRequest } from '../../nodes/Cregis/transport/signedRequest.ts';
import { KEY, PID } from '../support/samples.mts';

export const HOST = 'https://t-abcdefgh.cregis.io';
export const CREDENTIAL = { baseUrl: HOST, pid: PID, apiKey: KEY };
export const PROJECT = projectOf(CREDENTIAL);
export const COINS = `${HOST}/api/v1/coins`;

export type Options = Partial<IHttpRequestOptions> & Record<string, unknown>;

export function signed(options: Options, project = PROJECT): IHttpRequestOptions {
	return signedRequest({ url: '/api/v1/coins', ...options } as IHttpRequestOptions, project);
}
