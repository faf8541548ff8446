/**
 * Skips the texts that people read, because a test that repeats a sentence proves nothing. If a sentence says
 * whether money moved, tests check it anyway.
 */
import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';
import type { Ignorer, NodePath } from '@stryker-mutator/api/ignore';

const LEAST_WORDS = 3;

/** Properties whose text is for people, however short. */
const TEXT_NAMES = ['message', 'description', 'advice', 'displayName', 'placeholder', 'hint'];

/** Types of what the editor shows: data without decisions. */
const DATA_TYPES = /^INode(?:Properties|PropertyOptions|TypeDescription)$/;

/** The used properties of a node in Babel's syntax tree. */
interface Node {
	type: string;
	value?: unknown;
	key?: { name?: string };
	id?: Node;
	quasis?: Array<{ value: { raw: string } }>;
	expressions?: Node[];
	typeAnnotation?: Node;
	elementType?: Node;
	typeName?: { name?: string };
}

function textOf({ type, value, quasis = [], expressions = [] }: Node): string | undefined {
	if (type === 'StringLiteral') return String(value);
	// An expression inside a text is code.
	const isPlain = expressions.every((each) => /^(?:Identifier|MemberExpression)$/.test(each.type));
	if (type !== 'TemplateLiteral' || !isPlain) return undefined;
	return quasis.map((quasi) => quasi.value.raw).join('x');
}

function isSentence(text: string): boolean {
	const words = text.split(' ').filter((word) => /^['"(]?[\w'.-]+[,.:;)'"]*$/.test(word));
	return words.length >= LEAST_WORDS && words.length === text.trim().split(' ').length;
}

function isForPeople(node: Node, parent?: Node): boolean {
	const text = textOf(node);
	if (text === undefined) return false;
	const isNamed = parent?.type === 'ObjectProperty' && TEXT_NAMES.includes(parent.key?.name ?? '');
	return isNamed || isSentence(text);
}

function isData(node: Node): boolean {
	const annotation = node.typeAnnotation?.typeAnnotation;
	const { typeName } = annotation?.elementType ?? annotation ?? {};
	return DATA_TYPES.test(typeName?.name ?? '');
}

const texts: Ignorer = {
	shouldIgnore(path: NodePath): string | undefined {
		const { node, parent } = path as { node: Node; parent?: Node };
		if (isForPeople(node, parent)) return 'A text for people';
		const declared = node.type === 'VariableDeclarator' ? node.id : node;
		return declared && isData(declared) ? 'Data that the editor shows' : undefined;
	},
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'texts', texts)];
