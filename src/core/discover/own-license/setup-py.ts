/**
 * What setup.py states, read and never run: `license`, `license_expression` and `classifiers` of `setup()` (setuptools, "Keywords"). Texts count
 * where they stand in the call, in a list, or under a name that is given once and used once; anything else is computed, and told as such (T35).
 */
import type { Parser } from 'web-tree-sitter';
import type { At, Expression, OwnLicenseFact } from '../../model/index.ts';
import type { FileInput, Grammars } from '../detector.ts';
import { stringExpression, unmodeledNode } from '../languages/python/form/strings.ts';
import { readSource } from '../languages/python/source.ts';
import { type Node, parsePython, type SyntaxNode } from '../languages/python/syntax/index.ts';
import { type CapturedTypes, treeOf } from '../languages/python/tree.ts';
import { classifierFacts, computedFact, declaredFact, manifestFact, MAX_OWN_STATED } from './statement.ts';

const CALL = /\bsetup\s{0,20}\(/;

interface Read {
  readonly text: string;
  readonly own: SyntaxNode | null;
}

/** The question for the grammar and the facts come for the same input. */
const known = new WeakMap<FileInput, Read>();

function readOnce(input: FileInput): Read {
  const before = known.get(input);
  if (before !== undefined) return before;
  const { text } = readSource(input.bytes);
  const read = { text, own: CALL.test(text) ? parsePython(text) : null };
  known.set(input, read);
  return read;
}

export function grammarOfSetupPy(input: FileInput): 'python' | null {
  const { text, own } = readOnce(input);
  return own === null && CALL.test(text) ? 'python' : null;
}

export function ofSetupPy(input: FileInput, { python }: Grammars): readonly OwnLicenseFact[] {
  const { text, own } = readOnce(input);
  return CALL.test(text) ? factsIn(text, own, python) : [];
}

const TYPES: CapturedTypes = new Map(['call', 'assignment', 'identifier'].map((type) => [type, type]));
const MAX_CALLS = 10;
const MAX_DEPTH = 8;
const MAX_ITEMS = 1_000;

function factsIn(text: string, own: SyntaxNode | null, grammar: Parser | undefined): readonly OwnLicenseFact[] {
  const tree = treeOf(text, TYPES, grammar, own);
  if (tree === null) return [];
  try {
    const calls: Node[] = [];
    const names = new Names();
    tree.visit((type, node) => {
      if (type === 'identifier') names.count(node);
      else if (type === 'assignment') names.give(node);
      else if (isSetup(node) && calls.length < MAX_CALLS) calls.push(node);
    });
    return calls.length === 0 ? [] : [manifestFact(), ...calls.flatMap((call) => factsOf(call, names))];
  } finally {
    tree.dispose();
  }
}

/** Of setuptools or distutils, by its own name or below the module. */
function isSetup(call: Node): boolean {
  const callee = call.childForFieldName('function');
  return (callee?.type === 'attribute' ? callee.childForFieldName('attribute') : callee)?.text === 'setup';
}

/** Names of the module that are given a value once, and stand nowhere but where they are given and where they are used. */
class Names {
  readonly #counts = new Map<string, number>();
  readonly #given = new Map<string, Node>();

  count(node: Node): void {
    const { parent, text } = node;
    if (parent?.type === 'keyword_argument' && parent.childForFieldName('name')?.startIndex === node.startIndex) return;
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  give(assignment: Node): void {
    const [left, right] = [assignment.childForFieldName('left'), assignment.childForFieldName('right')];
    const isOfModule = assignment.parent?.type === 'expression_statement' && assignment.parent.parent?.type === 'module';
    if (left?.type === 'identifier' && right !== null && isOfModule) this.#given.set(left.text, right);
  }

  valueOf(name: string): Node | null {
    return this.#counts.get(name) === 2 ? (this.#given.get(name) ?? null) : null;
  }
}

interface Stated {
  readonly key: string;
  readonly value: Node | null;
  readonly at: At;
}

function factsOf(call: Node, names: Names): readonly OwnLicenseFact[] {
  const stated = keywordsOf(call, names);
  const licenses = stated.filter(({ key }) => key === 'license' || key === 'license_expression');
  const classifiers = stated.filter(({ key }) => key === 'classifiers');
  const declared = licenses.flatMap(({ value, at }) => {
    const texts = value === null ? null : textsOf(value, names);
    if (value?.type === 'none') return [];
    return texts?.length === 1 && texts[0] !== undefined && texts[0].text !== null ? declaredFact(texts[0].text, at) : computedFact(at);
  });
  const classified = classifiers.flatMap(({ value, at }) => ofClassifiers(value, at, names));
  // What the call is given as a whole may hold any of them.
  const open = stated.filter(({ key }) => key === '**');
  const hidden = licenses.length > 0 ? [] : open.flatMap(({ at }) => computedFact(at));
  return [...declared, ...classified, ...hidden].slice(0, MAX_OWN_STATED);
}

function ofClassifiers(value: Node | null, at: At, names: Names): readonly OwnLicenseFact[] {
  const items = value === null ? null : textsOf(value, names);
  const found = (items ?? []).flatMap((one) =>
    one.text === null ? [] : one.text.split('\n').flatMap((line) => classifierFacts(line, one.at)),
  );
  const isWhole = items?.every(({ text }) => text !== null) === true;
  return found.length > 0 || isWhole ? found : computedFact(at, 'classifier');
}

function keywordsOf(call: Node, names: Names): readonly Stated[] {
  const list = call.childForFieldName('arguments');
  return (list?.namedChildren ?? []).slice(0, MAX_ITEMS).flatMap((child): Stated[] => {
    if (child?.type === 'keyword_argument') return [keyword(child, 'name')];
    if (child?.type === 'dictionary_splat') return spread(child, names);
    return [];
  });
}

function keyword(node: Node, field: 'name' | 'key'): Stated {
  const name = node.childForFieldName(field);
  const key = name === null ? '' : field === 'name' ? name.text : (literalOf(name) ?? '**');
  return { key, value: node.childForFieldName('value'), at: placeOf(node) };
}

/** `**{"license": "MIT"}`, `**dict(license="MIT")`, or a name for one. */
function spread(node: Node, names: Names): Stated[] {
  const given = node.namedChild(0);
  const table = given?.type === 'identifier' ? names.valueOf(given.text) : given;
  if (table?.type === 'dictionary')
    return table.namedChildren
      .slice(0, MAX_ITEMS)
      .flatMap((one) => (one === null || one.type === 'comment' ? [] : one.type === 'pair' ? [keyword(one, 'key')] : [openAt(one)]));
  if (table?.type === 'call' && table.childForFieldName('function')?.text === 'dict')
    return (table.childForFieldName('arguments')?.namedChildren ?? [])
      .slice(0, MAX_ITEMS)
      .flatMap((one) =>
        one === null || one.type === 'comment' ? [] : one.type === 'keyword_argument' ? [keyword(one, 'name')] : [openAt(one)],
      );
  return [openAt(node)];
}

function openAt(node: Node): Stated {
  return { key: '**', value: null, at: placeOf(node) };
}

interface Text {
  /** null: computed. */
  readonly text: string | null;
  readonly at: At;
}

/** One text, or those of a list. */
function textsOf(node: Node, names: Names, depth = 0): readonly Text[] {
  const inner = (child: Node | null): readonly Text[] =>
    child === null || depth >= MAX_DEPTH ? [computedAt(node)] : textsOf(child, names, depth + 1);
  const written = node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment').slice(0, MAX_ITEMS);
  switch (node.type) {
    case 'string':
    case 'concatenated_string':
      return [{ text: literalOf(node), at: placeOf(node) }];
    case 'parenthesized_expression':
      return inner(written[0] ?? null);
    case 'list':
    case 'tuple':
      return written.flatMap(inner);
    case 'identifier':
      return inner(names.valueOf(node.text));
    case 'call':
      return partsOf(node, inner);
    case 'binary_operator':
      return node.childForFieldName('operator')?.text === '+' && isList(node)
        ? [...inner(node.childForFieldName('left')), ...inner(node.childForFieldName('right'))]
        : [computedAt(node)];
    default:
      return [computedAt(node)];
  }
}

function isList(node: Node): boolean {
  return node.childForFieldName('left')?.type === 'list' || node.childForFieldName('right')?.type === 'list';
}

/** The lines of a text, as many write their classifiers: `"""…""".split("\n")`, `filter(None, …)`, `list(…)`. */
function partsOf(call: Node, inner: (child: Node | null) => readonly Text[]): readonly Text[] {
  const callee = call.childForFieldName('function');
  const given = (call.childForFieldName('arguments')?.namedChildren ?? []).filter((child) => child?.type !== 'comment');
  if (callee?.type === 'attribute' && /^(?:strip|split|splitlines)$/.test(callee.childForFieldName('attribute')?.text ?? ''))
    return inner(callee.childForFieldName('object'));
  if (callee?.text === 'list' && given.length === 1) return inner(given[0] ?? null);
  if (callee?.text === 'filter' && given.length === 2 && given[0]?.type === 'none') return inner(given[1] ?? null);
  return [computedAt(call)];
}

function computedAt(node: Node): Text {
  return { text: null, at: placeOf(node) };
}

/** null: something is put into it. */
function literalOf(node: Node): string | null {
  const parts = node.type === 'concatenated_string' ? node.namedChildren : [node];
  const read = parts.map((one): Expression => (one?.type === 'string' ? stringExpression(one, unmodeledNode) : unmodeledNode(node)));
  return read.every((one) => one.kind === 'literal') ? read.map(({ text }) => text).join('') : null;
}

function placeOf({ startPosition: { row, column } }: Node): At {
  return { line: row + 1, column: column + 1 };
}
