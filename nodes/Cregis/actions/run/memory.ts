/** What the tries and passes of a node have sent, kept in n8n's own data of the execution. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../../transport/errors';

/** What tells one payment from the others: its reference or, where it has none, all that it is. */
export type PaymentKey = string;

interface Sent {
	index: number;
	key: PaymentKey;
	output: IDataObject;
}

/** What is known of a payment of which nothing came out. */
interface Told {
	key: PaymentKey;
	/** Of which pass of the node, and for which item of it. */
	pass: string;
	index: number;
	outcome: 'unknown' | 'already sent';
}

interface Kept {
	pass: string;
	/** By the index of their items. */
	sent: Record<number, Sent>;
	/** One list for all passes, only ever changed in place: an AI agent's calls can overlap. */
	told: Told[];
}

/**
 * With Retry On Fail, n8n runs the whole node again, with the same items, and drops what came out before.
 * So an item that an earlier try has sent is known by its place: it is not sent again, even if its
 * reference is another one now.
 *
 * A payment whose outcome is unknown stays so until Cregis's word on it, also in later passes of a loop and
 * later calls of an AI agent, each of which n8n counts as a run of its own. That its reference was used
 * stays true, too, whatever a later try meets.
 */
export class PaymentMemory {
	private readonly kept: Kept;

	/** @param operation a node that is set to another operation than before has sent nothing of it */
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

	/** What Cregis has accepted in this pass, in the order of the items. */
	get sent(): Sent[] {
		return Object.values(this.kept.sent);
	}

	/** The payments of this pass of which nothing came out, and what is known of them. */
	get told(): Told[] {
		return this.kept.told.filter(({ pass }) => pass === this.kept.pass);
	}

	/** Whether this execution may have sent anything that a later try can't see. */
	get isAnySent(): boolean {
		return this.sent.length + this.kept.told.length > 0;
	}

	/** What came out for an item in an earlier try. */
	outputOf(index: number): IDataObject | undefined {
		return this.kept.sent[index]?.output;
	}

	/** What is known of a payment that failed; by its item too, as it may have another key now. */
	outcomeOf(index: number, key?: PaymentKey): Outcome {
		const told = this.told.find((each) => each.index === index);
		const { outcome } = told ?? this.kept.told.find((each) => each.key === key) ?? {};
		return outcome ?? 'not done';
	}

	/** Under which key an earlier try has sent an item, if nothing came out. */
	keyOf(index: number): PaymentKey | undefined {
		return this.told.find((each) => each.index === index)?.key;
	}

	/** Takes over what an earlier pass knows of a payment that this one has, too. */
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

	/** Cregis has said that there is a payment with this reference. */
	settle(index: number, key: PaymentKey) {
		this.tell(index, key, 'already sent');
		for (const told of this.kept.told) if (told.key === key) told.outcome = 'already sent';
	}

	/** Forgets a pass of which every item has succeeded: n8n doesn't run it again. */
	forget() {
		this.kept.sent = {};
	}

	private tell(index: number, key: PaymentKey, outcome: Told['outcome']) {
		if (this.keyOf(index) !== undefined) return;
		this.kept.told.push({ key, pass: this.kept.pass, index, outcome });
	}
}
