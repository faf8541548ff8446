/** What the tries and passes of a node have sent, kept in n8n's own data of the execution. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What tells one payment from the others: its reference or, where it has none, all that it is. */
export type PaymentKey = string;

interface Sent {
	index: number;
	key: PaymentKey;
	output: IDataObject;
}

interface Unknown {
	key: PaymentKey;
	/** Of which pass of the node, and for which item of it. */
	pass: string;
	index: number;
}

interface Kept {
	pass: string;
	/** By the index of their items. */
	sent: Record<number, Sent>;
	unknown: Unknown[];
}

/**
 * With Retry On Fail, n8n runs the whole node again, with the same items, and drops what came out before.
 * So an item that an earlier try has sent is known by its place: it is not sent again, even if its
 * reference is another one now.
 *
 * A payment whose outcome is unknown stays so until Cregis's word on it, also in later passes of a loop and
 * later calls of an AI agent, each of which n8n counts as a run of its own.
 */
export class PaymentMemory {
	private readonly kept: Kept;

	/** @param operation a node that is set to another operation than before has sent nothing of it */
	constructor(context: IExecuteFunctions, operation: string) {
		const memory = context.getContext('node') as { cregisPayments?: Kept };
		const runIndex = Number(context.getWorkflowDataProxy(0).$runIndex);
		const pass = `${operation} ${runIndex}`;
		if (memory.cregisPayments?.pass !== pass) {
			const unknown = memory.cregisPayments?.unknown ?? [];
			memory.cregisPayments = { pass, sent: {}, unknown };
		}
		this.kept = memory.cregisPayments;
	}

	/** What Cregis has accepted in this pass, in the order of the items. */
	get sent(): Sent[] {
		return Object.values(this.kept.sent);
	}

	/** The payments of this pass whose outcome is unknown. */
	get unknown(): Unknown[] {
		return this.kept.unknown.filter(({ pass }) => pass === this.kept.pass);
	}

	/** Whether this try or an earlier one may have sent anything of this pass. */
	get isAnySent(): boolean {
		return this.sent.length + this.unknown.length > 0;
	}

	/** What came out for an item in an earlier try. */
	outputOf(index: number): IDataObject | undefined {
		return this.kept.sent[index]?.output;
	}

	/** Whether the outcome of a payment is unknown; by its item too, as it may have another key now. */
	isUnknown(index: number, key?: PaymentKey): boolean {
		return (
			this.keyOfUnknown(index) !== undefined || this.kept.unknown.some((each) => each.key === key)
		);
	}

	/** Under which key an earlier try has sent an item, if nobody knows what became of it. */
	keyOfUnknown(index: number): PaymentKey | undefined {
		return this.unknown.find((each) => each.index === index)?.key;
	}

	accept(index: number, key: PaymentKey, output: IDataObject) {
		this.settle(key);
		this.kept.sent[index] = { index, key, output };
	}

	leaveUnknown(index: number, key: PaymentKey) {
		if (this.keyOfUnknown(index) !== undefined) return;
		this.kept.unknown.push({ key, pass: this.kept.pass, index });
	}

	/** Cregis has said what became of a payment. */
	settle(key: PaymentKey) {
		this.kept.unknown = this.kept.unknown.filter((each) => each.key !== key);
	}

	/** Forgets a pass of which every item has succeeded: n8n doesn't run it again. */
	forget() {
		this.kept.sent = {};
	}
}
