import type { Server } from 'node:http';

const AGAIN_MS = 20;

/** Rejects with an Error that says so if the port is in use. */
export function listen(server: Server, port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const onError = (error: NodeJS.ErrnoException) => {
			reject(
				error.code === 'EADDRINUSE'
					? new Error(`Port ${port} on ${host} is already in use.`, { cause: error })
					: error,
			);
		};
		server.once('error', onError);
		server.listen(port, host, () => {
			server.off('error', onError);
			resolve();
		});
	});
}

/** Has a server that listens refuse connections for a while; requests under way go on. */
export function createRefusal(server: Server, port: number, host: string) {
	let timer: NodeJS.Timeout | undefined;
	let isEnded = false;
	const resume = () => {
		listen(server, port, host).then(
			() => isEnded && server.close(),
			// Somebody else has the port for the moment.
			() => later(AGAIN_MS),
		);
	};
	const later = (ms: number) => {
		if (!isEnded) timer = setTimeout(resume, ms);
	};
	return {
		begin: (ms: number) => {
			if (!server.listening) return;
			server.close();
			later(ms);
		},
		/** For good, as the server is being closed. */
		end: () => {
			isEnded = true;
			clearTimeout(timer);
		},
	};
}
