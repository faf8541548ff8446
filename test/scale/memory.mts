/** How much memory the workers use. */
import type { N8nProcess } from '../support/queueMode/cluster.mts';

const READ_EVERY_MS = 500;

export class Memory {
	/** The least that a worker used, in bytes: with n8n loaded and nothing to do. */
	readonly idle: number;

	/** The most that a worker used. */
	peak = 0;

	private readonly timer: NodeJS.Timeout;

	/** @param workers that have just started */
	constructor(workers: N8nProcess[]) {
		this.idle = Math.min(...workers.map((worker) => worker.memory()));
		this.timer = setInterval(() => {
			this.peak = Math.max(this.peak, ...workers.map((worker) => worker.memory()));
		}, READ_EVERY_MS);
	}

	stop() {
		clearInterval(this.timer);
	}
}
