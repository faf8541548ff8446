/** How a Stryker report is judged. */
import { describe, expect, it } from '@jest/globals';
import { judge, scoreOf, type Equivalent } from '../mutation/judge.mts';

const FILE = 'nodes/Cregis/pay.ts';
const LINE = 'return amount > least;';

/** A report of one file, with one mutant of `amount > least` for each status. */
const report = (...statuses: string[]) => ({
	files: {
		[FILE]: {
			source: `function pay() {\n\t${LINE}\n}\n`,
			mutants: statuses.map((status) => ({
				mutatorName: 'EqualityOperator',
				replacement: 'amount >= least',
				status,
				location: { start: { line: 2, column: 9 }, end: { line: 2, column: 23 } },
			})),
		},
	},
});

const KNOWN: Equivalent = {
	file: 'pay.ts',
	mutator: 'EqualityOperator',
	line: LINE,
	original: 'amount > least',
	replacement: 'amount >= least',
	reason: 'They are never equal.',
};

describe('a report', () => {
	it.each([
		[['Killed', 'Survived'], 50],
		[['Timeout', 'Killed', 'Killed', 'NoCoverage'], 75],
		[['Killed', 'Ignored', 'CompileError', 'RuntimeError'], 100],
		[[], 100],
	])('of %j has the score %d', (statuses, score) => {
		expect(scoreOf(judge(report(...statuses), []).files)).toBe(score);
	});

	it('counts mutants that timed out separately, too', () => {
		expect(judge(report('Timeout', 'Killed', 'Timeout'), []).timedOut).toBe(2);
	});

	it('lists a survivor with its place and its change', () => {
		expect(judge(report('Survived'), []).files[0].survivors).toEqual([
			{
				place: `${FILE}:2:9`,
				mutator: 'EqualityOperator',
				original: 'amount > least',
				replacement: 'amount >= least',
				line: LINE,
			},
		]);
	});
});

describe('a listed mutant', () => {
	it('counts neither as killed nor as a survivor', () => {
		const { files, stale } = judge(report('Survived'), [KNOWN]);
		expect(files).toEqual([{ file: FILE, killed: 0, equivalent: 1, survivors: [] }]);
		expect(stale).toEqual([]);
	});

	it.each<[keyof Equivalent, string]>([
		['file', 'other.ts'],
		['mutator', 'ConditionalExpression'],
		['line', 'return amount > most;'],
		['original', 'amount < least'],
		['replacement', 'true'],
	])('differs by its %s', (name, value) => {
		const { files } = judge(report('Survived'), [{ ...KNOWN, [name]: value }]);
		expect(files[0].survivors).toHaveLength(1);
	});

	it('is stale once a test kills it, or its line is gone', () => {
		expect(judge(report('Killed'), [KNOWN]).stale).toEqual([KNOWN]);
		const gone = { ...KNOWN, line: 'return true;' };
		expect(judge(report('Survived'), [gone]).stale).toEqual([gone]);
	});

	it("is not stale if its file wasn't mutated", () => {
		expect(judge(report('Killed'), [{ ...KNOWN, file: 'other.ts' }]).stale).toEqual([]);
	});
});
