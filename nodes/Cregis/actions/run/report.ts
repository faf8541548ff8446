/** Reports the state of a run of payments to the merchant, while it runs and when something fails. */
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IWorkflowExecutionCustomData,
} from 'n8n-workflow';
import { CregisError, type Outcome } from '../../transport/errors';
import type { Failure } from './failure';
import type { PaymentKey, PaymentMemory } from './memory';
import { NOTHING_SENT } from './reading';

/** The names under which n8n shows these values beside an execution. */
const ACCEPTED = 'cregis_accepted';
const UNDER_WAY = 'cregis_in_progress';

const ONCE = 'Cregis never accepts the same reference twice.';

const USED = 'Cregis already has a payment with this reference.';

const NO_REFERENCE =
	'Without a reference, Cregis would accept it twice: check it in Cregis before you run this again.';

const CHECK = 'Look them up in Cregis before you run them again.';

const REPEAT =
	"To continue, set 'If Reference Was Already Used' to 'Count as Sent' and run this again with the same references.";

const isUsed = (error: Failure) => error instanceof CregisError && error.outcome === 'already sent';

export interface FailedPayment {
	index: number;
	key: PaymentKey;
	error: Failure;
	outcome: Outcome;
}

/** Has no key if the request couldn't be built. */
type FailedItem = Omit<FailedPayment, 'key'> & Partial<FailedPayment>;

export class PaymentReport {
	/** The payments whose requests are under way. */
	private readonly underWay = new Set<string>();

	private readonly customData: IWorkflowExecutionCustomData;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly memory: PaymentMemory,
		private readonly hasReferences: boolean,
	) {
		// The context itself has them only since n8n 2.16.
		this.customData = context.getWorkflowDataProxy(0).$execution.customData;
	}

	/** Notes which payment is about to be sent. n8n keeps nothing else of a canceled execution. */
	begin(index: number, key: PaymentKey) {
		this.underWay.add(this.nameOf(index, key));
		this.noteUnderWay();
	}

	/** Notes that a payment was sent, or didn't have to be. */
	end(index: number, key: PaymentKey) {
		const { sent } = this.memory;
		const last = sent.at(-1);
		if (last) this.note(ACCEPTED, `${sent.length}, the last: ${this.inWords(last)}`);
		this.underWay.delete(this.nameOf(index, key));
		this.noteUnderWay();
	}

	/** Describes what is known of one failed payment. */
	tell({ outcome, error, index, key }: FailedItem): string {
		if (outcome === 'not done') return "Cregis didn't process this item.";
		if (outcome === 'already sent') return isUsed(error) ? '' : USED;
		const reference = this.memory.keyOf(index) ?? key;
		const again = `Run it again with the same reference '${reference}': ${ONCE}`;
		const next = this.hasReferences ? again : NO_REFERENCE;
		return `Cregis may or may not have processed this item. ${next}`;
	}

	/** Returns the error that ends a run before it sends anything, with what earlier tries have sent. */
	endBefore(error: Failure): Failure {
		const isSaid = this.memory.isAnySent || error.message.startsWith(NOTHING_SENT);
		return this.complete(error, [
			isSaid ? '' : `${NOTHING_SENT}.`,
			...this.conclusion(error, this.memory.told, 0),
		]);
	}

	/**
	 * Returns the error that ends a run, with what this try and earlier ones have sent.
	 *
	 * @param failures at least one. Several can fail if they're sent at the same time
	 * @param unsent the number of items that were never sent
	 */
	endRun(failures: FailedPayment[], unsent: number): Failure {
		const [first, ...others] = [...failures].sort((a, b) => a.index - b.index);
		const declined = others
			.filter(({ outcome }) => outcome === 'not done')
			.map(({ index, key, error }) => `${this.nameOf(index, key)} (${error.message})`);
		const told = this.memory.told.filter(({ index }) => index !== first.index);
		return this.complete(first.error, [
			this.tell(first),
			declined.length > 0 ? `Also not processed: ${declined.join(', ')}.` : '',
			...this.conclusion(first.error, told, unsent),
		]);
	}

	/** Summarizes a run, and says what to do next. */
	private conclusion(error: Failure, told: PaymentMemory['told'], unsent: number): string[] {
		const isRepeated = isUsed(error) || this.memory.sent.length + told.length > 0;
		return [
			this.summary(told, unsent),
			this.hasReferences && isRepeated ? REPEAT : '',
			!this.hasReferences && told.length > 0 ? NO_REFERENCE : '',
		];
	}

	/** The only place that changes an error: it completes what n8n shows under its message. */
	private complete(error: Failure, sentences: string[]): Failure {
		error.description = [error.description, ...sentences].filter(Boolean).join(' ');
		return error;
	}

	/** Logs what a canceled run has sent, because n8n drops the node's output. */
	logCancelled() {
		const { context, memory } = this;
		context.logger.warn(`The execution was canceled. ${this.summary(memory.told, 0)}`.trim());
	}

	/** Shows in the editor what to notice in the outputs of a run that didn't stop. */
	addHints(outputs: INodeExecutionData[]) {
		const count = (is: (json: IDataObject) => boolean) =>
			outputs.filter(({ json }) => is(json)).length;
		const used = count(({ alreadySent }) => alreadySent === true);
		const unknown = count(({ message }) => (message as IDataObject)?.outcome === 'unknown');
		const of = (number: number) => `${number} of ${outputs.length} items`;
		if (used > 0)
			this.hint(
				'info',
				`Cregis already has payments with the references of ${of(used)}, so nothing was sent for them.`,
			);
		if (unknown > 0) {
			const next = this.hasReferences ? `Run them again with the same references. ${ONCE}` : CHECK;
			this.hint('warning', `Cregis may or may not have processed ${of(unknown)}. ${next}`);
		}
	}

	private hint(type: 'info' | 'warning', message: string) {
		this.context.addExecutionHints({ type, message, location: 'outputPane' });
	}

	private summary(told: PaymentMemory['told'], notSent: number): string {
		const those = (outcome: Outcome) => told.filter((each) => each.outcome === outcome);
		const accepted = [
			...this.memory.sent.map((each) => this.inWords(each)),
			...those('already sent').map(({ key }) => `${key} (already sent)`),
		].join(', ');
		const names = those('unknown')
			.map(({ index, key }) => this.nameOf(index, key))
			.join(', ');
		return [
			accepted && `Accepted by Cregis so far: ${accepted}.`,
			names && `Outcome unknown: ${names}.`,
			notSent > 0 && `Items not sent: ${notSent}.`,
		]
			.filter(Boolean)
			.join(' ');
	}

	private inWords({ index, key, output }: PaymentMemory['sent'][number]): string {
		const { cid, cregis_id: id = cid, alreadySent } = output;
		const known = alreadySent ? 'already sent' : String(id);
		return this.hasReferences ? `${key} (${known})` : `item ${index} (${known})`;
	}

	private nameOf(index: number, key: PaymentKey): string {
		return this.hasReferences ? key : `item ${index}`;
	}

	private noteUnderWay() {
		this.note(UNDER_WAY, [...this.underWay].join(', ') || 'none');
	}

	private note(name: string, value: string) {
		this.customData.set(name, value);
	}
}
