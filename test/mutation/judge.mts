/** Evaluates a Stryker report per file, without the mutants that change nothing. */
import { basename } from 'node:path';

/** A mutant in Stryker's JSON report. Lines and columns count from 1. */
interface Mutant {
	mutatorName: string;
	replacement?: string;
	status: string;
	location: { start: Position; end: Position };
}

interface Position {
	line: number;
	column: number;
}

export interface Report {
	files: Record<string, { source: string; mutants: Mutant[] }>;
}

/** A mutant that no test can tell from the code. Its text identifies it, because lines and folders move. */
export interface Equivalent {
	/** The name of the file, without its folder. */
	file: string;
	mutator: string;
	/** The line on which the mutant starts, trimmed. */
	line: string;
	original: string;
	replacement: string;
	/** Why it makes no observable difference. */
	reason: string;
}

export interface Survivor {
	place: string;
	mutator: string;
	original: string;
	replacement: string;
	line: string;
}

export interface FileScore {
	file: string;
	killed: number;
	equivalent: number;
	survivors: Survivor[];
}

export interface Judgement {
	files: FileScore[];
	/** The number of mutants that timed out. They count as killed, but many of them mean that the tests hang. */
	timedOut: number;
	/** Entries of the list whose file was mutated, but that no surviving mutant matches. */
	stale: Equivalent[];
}

const KILLED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

/** The score in percent, such as 95.3; 100 if there is nothing to kill. */
export function scoreOf(files: FileScore[]): number {
	const killed = files.reduce((sum, file) => sum + file.killed, 0);
	const survived = files.reduce((sum, file) => sum + file.survivors.length, 0);
	return killed + survived === 0 ? 100 : (100 * killed) / (killed + survived);
}

function textBetween(source: string, { start, end }: Mutant['location']): string {
	const lines = source.split('\n').slice(start.line - 1, end.line);
	lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
	lines[0] = lines[0].slice(start.column - 1);
	return lines.join('\n');
}

function survivorOf(file: string, source: string, mutant: Mutant): Survivor {
	const { line, column } = mutant.location.start;
	return {
		place: `${file}:${line}:${column}`,
		mutator: mutant.mutatorName,
		original: textBetween(source, mutant.location),
		replacement: mutant.replacement ?? '',
		line: source.split('\n')[line - 1].trim(),
	};
}

/** Text for comparisons, which ignore the layout. */
const compact = (text: string) => text.replace(/\s+/g, ' ').trim();

function isSame(file: string, survivor: Survivor, known: Equivalent): boolean {
	return (
		known.file === basename(file) &&
		known.mutator === survivor.mutator &&
		known.line === survivor.line &&
		compact(known.original) === compact(survivor.original) &&
		compact(known.replacement) === compact(survivor.replacement)
	);
}

export function judge({ files }: Report, equivalents: Equivalent[]): Judgement {
	const used = new Set<Equivalent>();
	const scores = Object.entries(files).map(([file, { source, mutants }]): FileScore => {
		const survived = mutants
			.filter(({ status }) => SURVIVED.includes(status))
			.map((mutant) => survivorOf(file, source, mutant));
		const survivors = survived.filter((survivor) => {
			const known = equivalents.find((each) => isSame(file, survivor, each));
			if (known) used.add(known);
			return !known;
		});
		return {
			file,
			killed: mutants.filter(({ status }) => KILLED.includes(status)).length,
			equivalent: survived.length - survivors.length,
			survivors,
		};
	});
	const mutants = Object.values(files).flatMap((file) => file.mutants);
	const timedOut = mutants.filter(({ status }) => status === 'Timeout').length;
	const mutated = new Set(Object.keys(files).map((file) => basename(file)));
	const stale = equivalents.filter((each) => mutated.has(each.file) && !used.has(each));
	return { files: scores, timedOut, stale };
}
