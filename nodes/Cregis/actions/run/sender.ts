/** Sends single payments, and keeps what is known of each. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isJsonObject } from '../../protocol/losslessJson';
import { isCancelled } from '../../transport/cancellation';
import { CregisError, operationError, type Outcome } from '../../transport/errors';
import { MAX_RATE_LIMIT_WAIT_MS, requestCregis } from '../../transport/request';
import type { PayingOperation } from '../shared/operation';
import { attempt, outcomeOfSent, type Attempt, type Failure } from './failure';
import type { PaymentKey, PaymentMemory } from './memory';
import type { PreparedPayment } from './preparation';
import type { PaymentReport } from './report';

export class PaymentSender {
	/** @param countsUsedAsSent whether a payment with a used reference counts as sent */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: PayingOperation,
		private readonly memory: PaymentMemory,
		private readonly report: PaymentReport,
		private readonly countsUsedAsSent: boolean,
	) {}

	/** Sends a payment unless it's forbidden. Returns its output, or the error and what is known of it. */
	async send(payment: PreparedPayment): Promise<Attempt<IDataObject> & { outcome: Outcome }> {
		const { memory, report } = this;
		const { key } = payment;
		const { index } = payment.item;
		const forbidden = this.forbids(payment);
		let sent: Attempt<IDataObject> = { error: forbidden! };
		if (!forbidden) {
			report.begin(index, key);
			sent = await attempt(this.context, index, () => this.request(payment));
			const outcome = sent.error && outcomeOfSent(sent.error);
			if (outcome === 'unknown') memory.leaveUnknown(index, key);
			if (outcome === 'already sent') memory.settle(index, key);
		}
		// This failure doesn't tell what an earlier request did.
		const outcome = memory.outcomeOf(index, key);
		if (sent.error && !forbidden && outcome === 'already sent' && this.countsUsedAsSent) {
			sent = { value: this.alreadySent(key) };
		}
		if (!sent.error) memory.accept(index, key, sent.value);
		report.end(index, key);
		return { ...sent, outcome };
	}

	private forbids({ item, key }: PreparedPayment): Failure | undefined {
		const place = { node: this.context.getNode(), itemIndex: item.index };
		if (isCancelled(this.context)) {
			return operationError(place, 'The execution was canceled before this item was sent');
		}
		if (!this.operation.reference && this.memory.outcomeOf(item.index, key) === 'unknown') {
			return operationError(
				place,
				"An earlier try may have sent this item, so it wasn't sent again",
				'',
			);
		}
		const earlier = this.memory.keyOf(item.index);
		if (earlier === undefined || earlier === key) return undefined;
		return operationError(
			place,
			`The reference was '${earlier}' in an earlier try, and is '${key}' now`,
			`Take the reference from your data instead of generating it. Look for '${earlier}' in Cregis.`,
		);
	}

	private async request({ item, request }: PreparedPayment): Promise<IDataObject> {
		// Without a reference, a resent request could be paid twice.
		const maxWaitMs = this.operation.reference ? MAX_RATE_LIMIT_WAIT_MS : 0;
		const data = await requestCregis(this.context, request, item.index, maxWaitMs);
		const id = isJsonObject(data) ? data[this.operation.id] : undefined;
		if (!['string', 'number'].includes(typeof id) || id === '') {
			const place = { node: this.context.getNode(), itemIndex: item.index };
			throw new CregisError(place, 'unknown', {
				message: 'Cregis reported success but returned no ID',
				description: '',
			});
		}
		return this.operation.output(data, request, item);
	}

	/** Cregis doesn't describe the earlier payment, or say whether it's the same one. */
	private alreadySent(key: PaymentKey): IDataObject {
		return {
			[this.operation.reference!]: key,
			alreadySent: true,
			note: 'This reference was already used. The earlier payment may differ from this item or may have failed: check it in Cregis.',
		};
	}
}
