/** The payments of a run: what Cregis has accepted, and what is told of it where one does not succeed. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../errors';
import { outcomeOf, type Failure } from './failure';

/** Under these names, n8n shows beside an execution what its node has told. */
const ACCEPTED = 'cregis_accepted';
const UNDER_WAY = 'cregis_under_way';

const REPEAT_SAFELY =
	"Running this again with the same references is safe: with 'If Reference Was Already Used' set to 'Count as Sent', it goes on where it stopped.";

export class SentPayments {
	/** Each in words: its reference, if it has one, and Cregis's ID. */
	private readonly accepted: string[] = [];

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly hasReferences: boolean,
	) {}

	/**
	 * Notes what is about to be sent. Where an execution is cancelled, n8n drops what its nodes still
	 * return: what stands here is what it keeps.
	 */
	begin(reference: string) {
		this.note(UNDER_WAY, reference);
	}

	accept(reference: string, id: unknown) {
		this.accepted.push(reference ? `${reference} (${String(id)})` : String(id));
		const { length } = this.accepted;
		this.note(ACCEPTED, `${length}, the last: ${this.accepted[length - 1]}`);
		this.end();
	}

	/** Notes that nothing is under way. */
	end() {
		this.note(UNDER_WAY, 'none');
	}

	/** Older versions of n8n, such as 2.8, have no custom data here. */
	private note(name: string, value: string) {
		const { customData } = this.context as Partial<IExecuteFunctions>;
		customData?.set(name, value);
	}

	/** Adds to an error whether this payment may have been made. */
	explain(error: Failure, outcome: Outcome, reference: string) {
		if (outcome !== 'unknown') return;
		append(
			error,
			reference
				? `Run this again with the same reference '${reference}': Cregis takes a reference once at the most, and says so if this one had arrived.`
				: 'Cregis has no reference for this operation: look in Cregis whether it arrived before running it again.',
		);
	}

	/** Adds to an error that ends the run what was accepted before, and what was not sent. */
	explainEnd(error: Failure, notSent: number) {
		if (this.accepted.length > 0) {
			append(error, `Accepted by Cregis before this item: ${this.accepted.join(', ')}.`);
		}
		if (notSent > 0) append(error, `Items not sent: ${notSent}.`);
		const isRepeated = outcomeOf(error, false) === 'already sent';
		if (this.hasReferences && (isRepeated || this.accepted.length > 0)) {
			append(error, REPEAT_SAFELY);
		}
	}
}

function append(error: Failure, sentence: string) {
	error.description = [error.description ?? '', sentence].filter(Boolean).join(' ');
}
