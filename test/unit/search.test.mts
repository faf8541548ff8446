/** Merchants find the nodes in n8n's node panel with the words they would type. */
import { readFileSync } from 'node:fs';
import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import { describe, expect, it } from '@jest/globals';
import { Cregis } from '../../nodes/Cregis/Cregis.node.ts';
import { CregisPollingTrigger } from '../../nodes/Cregis/CregisPollingTrigger.node.ts';
import { CregisTrigger } from '../../nodes/Cregis/CregisTrigger.node.ts';

interface Codex {
	node: string;
	alias: string[];
	resources: Record<string, Array<{ url: string }>>;
}

/** The properties that the node panel searches, with their weights. */
const KEYS = [
	{ key: 'properties.displayName', weight: 1.3 },
	{ key: 'properties.codex.alias', weight: 1 },
];

const types = [new Cregis(), new CregisTrigger(), new CregisPollingTrigger()];

const nodes = types.map(({ description: { displayName, name } }) => {
	const file = `nodes/Cregis/${name[0].toUpperCase()}${name.slice(1)}.node.json`;
	const codex = JSON.parse(readFileSync(file, 'utf8')) as Codex;
	return { name, properties: { displayName, codex } };
});

const WORDS = [
	...['cregis', 'crypto', 'cryptocurrency', 'payment', 'payment link', 'checkout', 'invoice'],
	...['payout', 'mass payout', 'withdraw', 'withdrawal', 'deposit', 'payin', 'refund', 'balance'],
	...['usdt', 'usdc', 'tether', 'stablecoin', 'tron', 'trc20', 'ethereum', 'erc20', 'solana'],
	...['ton', 'bitcoin', 'blockchain', 'on-chain', 'web3', 'wallet', 'gateway', 'webhook'],
];

describe("n8n's node search", () => {
	it.each(WORDS.filter((word) => word !== 'webhook'))('finds all nodes by %s', (word) => {
		const found = sublimeSearch(word, nodes, KEYS).map(({ item }) => item.name);
		expect(found.sort()).toEqual(['cregis', 'cregisPollingTrigger', 'cregisTrigger']);
	});

	it.each(['webhook', 'callback'])('finds the trigger by %s', (word) => {
		expect(sublimeSearch(word, nodes, KEYS)[0].item.name).toBe('cregisTrigger');
	});

	it('finds the node by treasury', () => {
		expect(sublimeSearch('treasury', nodes, KEYS)[0].item.name).toBe('cregis');
	});

	it.each(['polling', 'reconcile'])('finds the polling trigger by %s', (word) => {
		expect(sublimeSearch(word, nodes, KEYS)[0].item.name).toBe('cregisPollingTrigger');
	});

	it('finds none by an unrelated word', () => {
		expect(sublimeSearch('kubernetes', nodes, KEYS)).toEqual([]);
	});

	it.each(nodes)(
		'$name is listed under its own name, with each word once',
		({ name, properties }) => {
			const { node, alias } = properties.codex;
			expect(node).toBe(`n8n-nodes-cregis.${name}`);
			expect(new Set(alias).size).toBe(alias.length);
		},
	);

	it.each(nodes)('the documentation of $name is a heading of the README', ({ properties }) => {
		const { credentialDocumentation, primaryDocumentation } = properties.codex.resources;
		const headings = readFileSync('README.md', 'utf8').match(/^## .+$/gm)!;
		const anchors = headings.map((heading) => heading.slice(3).toLowerCase().replaceAll(' ', '-'));
		for (const { url } of [...credentialDocumentation, ...primaryDocumentation]) {
			expect(anchors).toContain(url.split('#')[1]);
		}
	});
});
