/** Bodies with the same signed text as a genuine one, which someone who saw that one could forge. */
import type { JsonObject } from '../../sandbox/contract/json.mts';
import { allFields, SAMPLES } from '../support/samples.mts';
import { runTogether } from './payer.mts';
import type { Random } from '../support/random.mts';

const NAMES = [...new Set(['fee', ...SAMPLES.flatMap((sample) => Object.keys(allFields(sample)))])];

/** What any verifier refuses because of these fields. Everything else is tried. */
const FORMS: Record<string, RegExp> = {
	amount: /^\d+(\.\d+)?$/,
	block_height: /^\d+$/,
	block_time: /^\d+$/,
	chain_id: /^\d+$/,
	cid: /^\d+$/,
	nonce: /^\w{6}$/,
	pid: /^\d+$/,
	status: /^(\d{1,3}|[a-z_]{1,41})$/,
	timestamp: /^\d{13}$/,
};

/** The maximum number of bodies from one text, and of places to try. */
const MOST = 12;
const PATIENCE = 3000;

interface Mark {
	at: number;
	name: string;
}

function marksOf(text: string): Mark[] {
	const marks = NAMES.flatMap((name) => {
		return [...text.matchAll(new RegExp(name, 'g'))].map(({ index }) => ({ at: index, name }));
	});
	return marks.sort((a, b) => a.at - b.at);
}

/**
 * The ways to cut a text only at known names, or a random selection if there are very many. Only such a body
 * can look as if it had no new field.
 */
export function cutAtNames(random: Random, text: string): JsonObject[] {
	const marks = marksOf(text);
	const found: JsonObject[] = [];
	let patience = PATIENCE;
	const goOn = ({ at, name }: Mark, fields: JsonObject) => {
		if (found.length >= MOST || patience-- <= 0) return;
		const start = at + name.length;
		const later = marks.filter((other) => other.at > start && other.name > name);
		const next = [...later, undefined];
		const turn = random.below(next.length);
		for (const other of [...next.slice(turn), ...next.slice(0, turn)]) {
			const value = text.slice(start, other?.at);
			if (value === '' || FORMS[name]?.test(value) === false) continue;
			if (other) goOn(other, { ...fields, [name]: value });
			else found.push({ ...fields, [name]: value });
		}
	};
	for (const mark of marks) if (mark.at === 0) goOn(mark, {});
	return found;
}

/** The same with one or two more fields, whose names the forger takes from the values of other fields. */
export function withInvented(random: Random, body: JsonObject): JsonObject {
	const result = { ...body };
	for (let times = 1 + random.below(2); times > 0; times--) {
		const [name, value] = random.of(Object.entries(result));
		const text = String(value);
		const start = 1 + random.below(text.length);
		const end = start + 1 + random.below(8);
		if (end >= text.length) continue;
		result[name] = text.slice(0, start);
		result[text.slice(start, end)] = text.slice(end);
	}
	return runTogether(result) === runTogether(body) ? result : body;
}

/** The same with one field less, whose name and value become the end of the previous value. */
export function withHidden(random: Random, body: JsonObject): JsonObject {
	const fields = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1));
	const index = 1 + random.below(fields.length - 1);
	const [[before, value], [name, hidden]] = fields.slice(index - 1, index + 1);
	const { [name]: _, ...result } = {
		...body,
		[before]: `${String(value)}${name}${String(hidden)}`,
	};
	return runTogether(result) === runTogether(body) ? result : body;
}
