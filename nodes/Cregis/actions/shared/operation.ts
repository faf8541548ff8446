import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CallbackKind } from '../../protocol/callbackKinds';
import type { JsonObject } from '../../protocol/losslessJson';
import type { Use } from '../../transport/coins';
import type { CregisRequest } from '../../transport/request';
import type { Item } from './item';

/** How a workflow can wait for the result of what an operation has sent. */
export interface Result {
	/** The kinds of callback that report it. */
	kinds: Array<CallbackKind['name']>;
	/** Whether a callback's fields are about what was sent, by all that the callback repeats of it. */
	matches(said: JsonObject, sent: JsonObject): boolean;
	/** Whether an event is the result, rather than a status that another one follows. */
	isFinal(event: string, said: JsonObject, sent: JsonObject): boolean;
	/** A callback's fields as they come out of the node. */
	present(said: JsonObject): IDataObject;
}

interface BaseOperation {
	/** Its entry in the 'Operation' list. The value is the file's verb. */
	option: INodePropertyOptions;
	/** What an AI model is told about it. */
	toolDescription: string;
	/** Its fields, shown for this operation only. */
	fields: INodeProperties[];
	/** Its result, where a workflow can wait for it. */
	result?: Result;
}

interface RequestOperation extends BaseOperation {
	/** Reads and checks the fields of one item. Sends nothing. */
	request(item: Item): CregisRequest;
}

/** An operation that asks Cregis for something, and moves no money. */
export interface PlainOperation extends RequestOperation {
	/**
	 * - `reads`: changes nothing; several requests may be under way at once
	 * - `changes`: makes or changes something; one after the other
	 */
	effect: 'reads' | 'changes';
	/** Where the answer is a list in pages: the fields that tell one row from another. */
	rowKey?: string[];
	/** What comes out for the item: one output item, or several. The data of a list is its rows. */
	output(data: unknown, request: CregisRequest, item: Item): IDataObject | IDataObject[];
}

/** An operation that moves money, or asks for it: one item after the other. */
export interface PayingOperation extends RequestOperation {
	effect: 'pays';
	/** The ID that Cregis gives to what it has accepted, by its name in the answer. */
	id: string;
	/** The request's field that keeps it from being accepted twice, where it has one. */
	reference?: string;
	/** Which of the project's coins it can pay, where it pays one to an address. */
	coins?: Use;
	output(data: unknown, request: CregisRequest, item: Item): IDataObject;
}

/** An operation that answers the callback by which Cregis started the workflow. */
export interface AnswerOperation extends BaseOperation {
	effect: 'answers';
	/** The response to Cregis, read from the fields of an item. */
	answer(item: Item): { statusCode: number; body: string };
}

/** What an `<verb>.operation.ts` file exports: one operation of one resource. */
export type Operation = PlainOperation | PayingOperation | AnswerOperation;
