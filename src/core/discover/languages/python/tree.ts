/** Python text → its tree: by the structural parser, and by the grammar where that one gives up, as at a syntax error. */
import { type Parser, Query } from 'web-tree-sitter';
import { type Node, parsePython, type SyntaxNode } from './syntax/index.ts';

export interface PythonTree {
  readonly root: Node;
  /** Calls `note` with the nodes of the asked types, in the order of the text, outer ones first. */
  visit(note: (name: string, node: Node) => void): void;
  /** Something is missing or too much, also where the grammar could go on. */
  readonly hasError: boolean;
  dispose(): void;
}

/** Types of nodes, with the names that they are noted by. */
export type CapturedTypes = ReadonlyMap<string, string>;

const queries = new WeakMap<Parser, Query>();

/** `own`: what `parsePython` gave for the text. null: nobody could read it. */
export function treeOf(text: string, types: CapturedTypes, parser: Parser | undefined, own = parsePython(text)): PythonTree | null {
  if (own !== null) return { root: own, visit: (note) => visitIn(own, types, note), hasError: false, dispose: () => undefined };
  const tree = parser?.parse(text) ?? null;
  if (tree === null || parser?.language == null) return null;
  // One compiled query per parser: compiling costs more than most files.
  const query = queries.get(parser) ?? new Query(parser.language, patternsOf(types));
  queries.set(parser, query);
  return {
    root: tree.rootNode,
    visit(note) {
      for (const { name, node } of query.captures(tree.rootNode)) note(name, node);
    },
    hasError: tree.rootNode.hasError,
    dispose: () => tree.delete(),
  };
}

function patternsOf(types: CapturedTypes): string {
  return Array.from(types, ([type, name]) => `(${type}) @${name}`).join('\n');
}

function visitIn(root: SyntaxNode, types: CapturedTypes, note: (name: string, node: Node) => void): void {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const name = types.get(node.type);
    if (name !== undefined) note(name, node);
    const { namedChildren } = node;
    for (let index = namedChildren.length - 1; index >= 0; index--) open.push(namedChildren[index] as SyntaxNode);
  }
}
