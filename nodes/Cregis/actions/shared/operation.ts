import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CallbackKind } from '../../protocol/callbackKinds';
import type { JsonObject } from '../../protocol/losslessJson';
import type { Use } from '../../transport/coins';
import type { CregisRequest } from '../../transport/request';
import type { Item } from './item';
import type { Readers } from './readers';

/** Describes the result that a workflow can wait for after an operation. */
export interface Result {
	/** The kinds of callback that report the result. */
	kinds: Array<CallbackKind['name']>;
	/** Whether a callback is about the request. Compares all fields that the callback repeats. */
	matches(said: JsonObject, sent: JsonObject): boolean;
	/** Whether an event reports the final status. */
	isFinal(event: string, said: JsonObject, sent: JsonObject): boolean;
	/** Returns the node's output for a callback. */
	present(said: JsonObject): IDataObject;
}

interface BaseOperation {
	/** The entry in the 'Operation' list. Its value is the verb in the file name. */
	option: INodePropertyOptions;
	/** What an AI model is told about it. */
	toolDescription: string;
	/** The fields that are shown only for this operation. */
	fields: INodeProperties[];
	/** The result, if a workflow can wait for it. */
	result?: Result;
}

interface RequestOperation extends BaseOperation {
	/** Reads and checks the fields of one item. Sends nothing. */
	request(item: Item): CregisRequest;
}

/** An operation that sends a request to Cregis but doesn't move money. */
export interface PlainOperation extends RequestOperation {
	/**
	 * - `reads`: changes nothing, so several requests can run in parallel
	 * - `changes`: creates or changes something, so items are sent one after the other
	 */
	effect: 'reads' | 'changes';
	/** The fields that identify a row, if the response is a list in pages. */
	rowKey?: string[];
	/** Returns the output for an item: one output item, or several. For a list, `data` contains its rows. */
	output(data: unknown, request: CregisRequest, item: Item): IDataObject | IDataObject[];
}

/** An operation that moves or requests money. */
export interface PayingOperation extends RequestOperation {
	effect: 'pays';
	/** The name of the ID in the response. */
	id: string;
	/** The request field that prevents a second payment, if there is one. */
	reference?: string;
	/** The use that the project must allow for the coin, if the operation pays a coin to an address. */
	coins?: Use;
	/** Whether a batch can be checked and approved before it's paid. */
	isApprovable?: boolean;
	output(data: unknown, request: CregisRequest, item: Item): IDataObject;
}

/** An operation that checks what a payment would send. It sends no payment. */
export interface CheckOperation extends BaseOperation {
	effect: 'checks';
	/** The same as those of the operation that would send the payment. */
	coins: Use;
	reference: string;
	readers: Readers;
}

/** An operation that responds to the callback that started the workflow. */
export interface AnswerOperation extends BaseOperation {
	effect: 'answers';
	/** Returns the response to Cregis, based on the fields of an item. */
	answer(item: Item): { statusCode: number; body: string };
}

/** The exports of a `<verb>.operation.ts` file: one operation of one resource. */
export type Operation = PlainOperation | PayingOperation | CheckOperation | AnswerOperation;
