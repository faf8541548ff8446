/** Tells which URLs Cregis can't call (webhooks.md §1.2). */

/** Networks that aren't routed on the internet: the first address as a number, and the length of the prefix. */
const PRIVATE_IPV4: Array<[first: string, prefix: number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
];

/** Unspecified, loopback, mapped IPv4, unique local and link-local addresses, as a URL writes them. */
const PRIVATE_IPV6 = /^\[(?:::|::1|::ffff:.*|f[cd].*|fe[89ab].*)\]$/;

/** Names that only a local network knows. */
const LOCAL_NAME = /^[^.]+$|\.(?:localhost|local|internal|lan|home|home\.arpa|intranet)$/;

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

const numberOf = (ipv4: string) =>
	ipv4.split('.').reduce((number, part) => number * 256 + Number(part), 0);

function isPrivate(host: string): boolean {
	if (host.startsWith('[')) return PRIVATE_IPV6.test(host);
	if (!IPV4.test(host)) return LOCAL_NAME.test(host.replace(/\.$/, ''));
	return PRIVATE_IPV4.some(([first, prefix]) => {
		const size = 2 ** (32 - prefix);
		return Math.floor(numberOf(host) / size) === Math.floor(numberOf(first) / size);
	});
}

/**
 * Returns why Cregis can't call a URL, as the end of a sentence about it. Returns undefined if nothing speaks
 * against it: only a request from outside shows whether a URL works.
 */
export function urlIssue(url: string): string | undefined {
	if (!URL.canParse(url)) return "isn't a valid URL";
	const { protocol, hostname } = new URL(url);
	if (isPrivate(hostname)) return "isn't a public address";
	return protocol === 'https:' ? undefined : "doesn't start with https://";
}
