/** Python text → its tree: by the structural parser, and by the grammar where that one gives up, as at a syntax error. */
import { type Parser, Query } from 'web-tree-sitter';
import { type Node, parsePython, type SyntaxNode } from './syntax/index.ts';

export interface Captured {
  readonly name: string;
  readonly node: Node;
}

export interface PythonTree {
  readonly root: Node;
  /** Nodes of the types in `CAPTURED`, in the order of the text, outer ones first. */
  readonly captured: Iterable<Captured>;
  /** Something is missing or too much, also where the grammar could go on. */
  readonly hasError: boolean;
  dispose(): void;
}

/** Types of nodes, with the names that they are captured by. */
export type CapturedTypes = Readonly<Record<string, string>>;

const queries = new WeakMap<Parser, Query>();

/** `own`: what `parsePython` gave for the text. null: nobody could read it. */
export function treeOf(text: string, types: CapturedTypes, parser: Parser | undefined, own = parsePython(text)): PythonTree | null {
  if (own !== null) return { root: own, captured: capturedIn(own, types), hasError: false, dispose: () => undefined };
  const tree = parser?.parse(text) ?? null;
  if (tree === null || parser?.language == null) return null;
  // One compiled query per parser: compiling costs more than most files.
  const query = queries.get(parser) ?? new Query(parser.language, patternsOf(types));
  queries.set(parser, query);
  return { root: tree.rootNode, captured: query.captures(tree.rootNode), hasError: tree.rootNode.hasError, dispose: () => tree.delete() };
}

function patternsOf(types: CapturedTypes): string {
  return Object.entries(types)
    .map(([type, name]) => `(${type}) @${name}`)
    .join('\n');
}

function* capturedIn(root: SyntaxNode, types: CapturedTypes): Generator<Captured> {
  const names = new Map(Object.entries(types));
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const name = names.get(node.type);
    if (name !== undefined) yield { name, node };
    const { namedChildren } = node;
    for (let index = namedChildren.length - 1; index >= 0; index--) open.push(namedChildren[index] as SyntaxNode);
  }
}
