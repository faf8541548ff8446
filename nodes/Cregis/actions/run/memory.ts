/** Remembers what the tries and passes of a node have sent, in n8n's data of the execution. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../../transport/errors';

/** Identifies a payment: its reference or, if it has none, all its fields. */
export type PaymentKey = string;

interface Sent {
	index: number;
	key: PaymentKey;
	output: IDataObject;
}

/** What is known of a payment that has no output. */
interface Told {
	key: PaymentKey;
	/** The pass of the node in which the item has this index. */
	pass: string;
	index: number;
	outcome: 'unknown' | 'already sent';
}

interface Kept {
	pass: string;
	/** By item index. */
	sent: Record<number, Sent>;
	/** One list for all passes. It's only changed in place, because calls of an AI agent can overlap. */
	told: Told[];
}

/**
 * Prevents sending a payment twice.
 *
 * With Retry On Fail, n8n runs the whole node again with the same items, and drops the earlier output. So an
 * item that an earlier try sent is recognized by its index. It isn't sent again, even if its reference has
 * changed.
 *
 * A payment with an unknown outcome stays unknown until Cregis reports its outcome. This also holds for later
 * passes of a loop and later calls of an AI agent, because n8n counts each of them as a separate run. A used
 * reference stays used, too, whatever the result of a later try.
 */
export class PaymentMemory {
	private readonly kept: Kept;

	/** @param operation if the node is set to another operation than before, nothing was sent */
	constructor(context: IExecuteFunctions, operation: string) {
		const memory = context.getContext('node') as { cregisPayments?: Kept };
		const runIndex = Number(context.getWorkflowDataProxy(0).$runIndex);
		const pass = `${operation} ${runIndex}`;
		if (memory.cregisPayments?.pass !== pass) {
			const told = memory.cregisPayments?.told ?? [];
			memory.cregisPayments = { pass, sent: {}, told };
		}
		this.kept = memory.cregisPayments;
	}

	/** The payments that Cregis has accepted in this pass, in item order. */
	get sent(): Sent[] {
		return Object.values(this.kept.sent);
	}

	/** The payments of this pass that have no output, and what is known of them. */
	get told(): Told[] {
		return this.kept.told.filter(({ pass }) => pass === this.kept.pass);
	}

	/** Whether this execution may have sent anything. */
	get isAnySent(): boolean {
		return this.sent.length + this.kept.told.length > 0;
	}

	/** Returns the output of an item in an earlier try. */
	outputOf(index: number): IDataObject | undefined {
		return this.kept.sent[index]?.output;
	}

	/** Returns the outcome of a failed payment. Also looks it up by item, because its key may have changed. */
	outcomeOf(index: number, key?: PaymentKey): Outcome {
		const told = this.told.find((each) => each.index === index);
		const { outcome } = told ?? this.kept.told.find((each) => each.key === key) ?? {};
		return outcome ?? 'not done';
	}

	/** Returns the key under which an earlier try sent an item that has no output. */
	keyOf(index: number): PaymentKey | undefined {
		return this.told.find((each) => each.index === index)?.key;
	}

	/** Moves what an earlier pass knows of the same payment to this pass. */
	adopt(index: number, key: PaymentKey) {
		const told = this.kept.told.find((each) => each.key === key);
		if (told && told.pass !== this.kept.pass) Object.assign(told, { pass: this.kept.pass, index });
	}

	accept(index: number, key: PaymentKey, output: IDataObject) {
		const { told, sent } = this.kept;
		for (let place = told.length - 1; place >= 0; place--) {
			if (told[place].key === key) told.splice(place, 1);
		}
		sent[index] = { index, key, output };
	}

	leaveUnknown(index: number, key: PaymentKey) {
		this.tell(index, key, 'unknown');
	}

	/** Records that Cregis already has a payment with this reference. */
	settle(index: number, key: PaymentKey) {
		this.tell(index, key, 'already sent');
		for (const told of this.kept.told) if (told.key === key) told.outcome = 'already sent';
	}

	/** Forgets the sent items of a pass in which all items succeeded, because n8n doesn't run it again. */
	forget() {
		this.kept.sent = {};
	}

	private tell(index: number, key: PaymentKey, outcome: Told['outcome']) {
		if (this.keyOf(index) !== undefined) return;
		this.kept.told.push({ key, pass: this.kept.pass, index, outcome });
	}
}
