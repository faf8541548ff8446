import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { CregisRequest } from '../transport';
import type { Item } from './item';

/** What an `<verb>.operation.ts` file exports: one operation of one resource. */
export interface Operation {
	/** How it stands in the 'Operation' list; its value is the file's verb. */
	option: INodePropertyOptions;
	/** Its fields, shown for this operation only. */
	fields: INodeProperties[];
	/**
	 * Set where a request moves money: the request's field that makes it unrepeatable. Such requests
	 * are all made ready before the first is sent, and go out one after the other.
	 */
	reference?: string;
	/** Reads and checks the fields of one item. Sends nothing. */
	request(item: Item): CregisRequest;
	/** What comes out for the item: one output item, or several. */
	output(data: unknown, request: CregisRequest, item: Item): IDataObject | IDataObject[];
}
