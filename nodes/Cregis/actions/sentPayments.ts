/** The payments of a run: what Cregis has accepted, and what is told of it where one does not succeed. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../errors';
import { outcomeOf, type Failure } from './failure';

/** Under these names, n8n shows beside an execution what its node has told. */
const ACCEPTED = 'cregis_accepted';
const UNDER_WAY = 'cregis_under_way';

const REPEAT_SAFELY =
	"Running this again with the same references is safe: with 'If Reference Was Already Used' set to 'Count as Sent', it goes on where it stopped.";

interface Sent {
	/** What tells the payment from the others of the run: its reference, if it has one. */
	key: string;
	output: IDataObject;
}

/** What n8n keeps with the execution, from one try of a node to the next. */
interface Kept {
	runIndex: number;
	sent: Sent[];
	/** The keys of payments of which an earlier try, or this one, can't tell. */
	unknown: string[];
}

/**
 * With Retry On Fail, n8n runs the whole node again, shows the last try's error alone, and drops what came
 * out before. So a run remembers what its earlier tries have sent: that is not sent again, and not forgotten.
 */
export class SentPayments {
	private readonly kept: Kept;

	private readonly outputs: Map<string, IDataObject>;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly hasReferences: boolean,
	) {
		const memory = context.getContext('node') as { cregisPayments?: Kept };
		const runIndex = Number(context.getWorkflowDataProxy(0).$runIndex);
		if (memory.cregisPayments?.runIndex !== runIndex) {
			memory.cregisPayments = { runIndex, sent: [], unknown: [] };
		}
		this.kept = memory.cregisPayments;
		this.outputs = new Map(this.kept.sent.map(({ key, output }) => [key, output]));
	}

	/** What came out for a payment in an earlier try. */
	outputOf(key: string): IDataObject | undefined {
		return this.outputs.get(key);
	}

	/** Whether an earlier try can't tell what became of a payment. */
	isUnknown(key: string): boolean {
		return this.kept.unknown.includes(key);
	}

	/**
	 * Notes what is about to be sent. Where an execution is cancelled, n8n drops what its nodes still
	 * return: what stands here is what it keeps.
	 */
	begin(key: string) {
		this.note(UNDER_WAY, key);
	}

	accept(key: string, output: IDataObject) {
		if (!this.outputs.has(key)) this.kept.sent.push({ key, output });
		this.outputs.set(key, output);
		this.kept.unknown = this.kept.unknown.filter((each) => each !== key);
		this.note(ACCEPTED, `${this.outputs.size}, the last: ${this.inWords({ key, output })}`);
		this.note(UNDER_WAY, 'none');
	}

	/** Notes what did not succeed, and adds to its error whether it may have been paid all the same. */
	reject(key: string, error: Failure, outcome: Outcome) {
		this.note(UNDER_WAY, 'none');
		if (outcome !== 'unknown') return;
		if (!this.isUnknown(key)) this.kept.unknown.push(key);
		append(
			error,
			this.hasReferences
				? `Run this again with the same reference '${key}': Cregis takes a reference once at the most, and says so if this one had arrived.`
				: 'Cregis has no reference for this operation: look in Cregis whether it arrived before running it again.',
		);
	}

	/** Adds to the error that ends the run what this try and earlier ones have sent. */
	explainEnd(error: Failure, notSent: number, key?: string) {
		const { sent, unknown } = this.kept;
		const isAnySent = sent.length > 0;
		if (isAnySent) {
			const inWords = sent.map((each) => this.inWords(each));
			append(error, `Accepted by Cregis so far: ${inWords.join(', ')}.`);
		}
		const others = unknown.filter((each) => each !== key);
		if (others.length > 0) append(error, `Not known whether it was made: ${others.join(', ')}.`);
		if (notSent > 0) append(error, `Items not sent: ${notSent}.`);
		const isRepeated = outcomeOf(error, false) === 'already sent';
		if (this.hasReferences && (isRepeated || isAnySent)) append(error, REPEAT_SAFELY);
	}

	/** Forgets a run of which every item has succeeded: nobody tries it again. */
	forget() {
		Object.assign(this.kept, { sent: [], unknown: [] });
	}

	private inWords({ key, output: { cid, cregis_id: id = cid, alreadySent } }: Sent): string {
		const known = alreadySent ? 'sent before' : String(id);
		return this.hasReferences ? `${key} (${known})` : known;
	}

	/** Older versions of n8n, such as 2.8, have no custom data here. */
	private note(name: string, value: string) {
		const { customData } = this.context as Partial<IExecuteFunctions>;
		customData?.set(name, value);
	}
}

function append(error: Failure, sentence: string) {
	error.description = [error.description ?? '', sentence].filter(Boolean).join(' ');
}
