/** The structural parser of Python against the grammar: the same nodes, at the same places, in the same roles. */
import type { Node as GrammarNode, Parser } from 'web-tree-sitter';
import { parsePython } from '../../src/core/discover/languages/python/syntax/index.ts';
import type { SyntaxNode } from '../../src/core/discover/languages/python/syntax/node.ts';

/** `left`: the structural parser gave up. `broken`: the grammar found errors in what it read. */
export type Agreement = 'same' | 'left' | { readonly broken: true } | { readonly difference: string };

/** No nodes of the structural parser. */
const EXTRA = new Set(['comment', 'line_continuation', 'escape_sequence', 'escape_interpolation']);
/** Their last comment is part of them for the grammar. */
const ENDS_WITH_COMMENT = /^(?:block|module|decorator|.*_statement|.*_clause|.*_definition)$/;
/** What is found in a type, whatever the grammar calls what is around it. */
const IN_TYPES =
  /^(?:call|identifier|string|lambda|list_comprehension|set_comprehension|dictionary_comprehension|generator_expression|named_expression)$/;

export function agreementOn(text: string, parser: Parser): Agreement {
  const own = parsePython(text);
  if (own === null) return 'left';
  const tree = parser.parse(text);
  if (tree === null) throw new Error('the grammar gave nothing');
  try {
    if (tree.rootNode.hasError) return { broken: true };
    const difference = differenceOf(tree.rootNode, own);
    return difference === null ? 'same' : { difference };
  } finally {
    tree.delete();
  }
}

function differenceOf(theirs: GrammarNode, ours: SyntaxNode): string | null {
  if (isKnownFault(theirs, ours)) return null;
  const at = `${theirs.type} at ${theirs.startIndex}`;
  if (theirs.type !== ours.type) return `${at}: a ${ours.type}`;
  if (theirs.startIndex !== ours.startIndex && theirs.type !== 'module') return `${at}: starts at ${ours.startIndex}`;
  if (theirs.endIndex !== ours.endIndex && !ENDS_WITH_COMMENT.test(theirs.type)) return `${at}: ends at ${ours.endIndex}`;
  if (theirs.type === 'type') return String(inTypes(theirs)) === String(inTypes(ours)) ? null : `${at}: holds something else`;
  const operator = theirs.childForFieldName('operator')?.text;
  if (operator !== ours.childForFieldName('operator')?.text) return `${at}: another operator`;
  const children = theirs.type === 'string_content' ? [] : theirs.namedChildren.filter((one) => one !== null && !EXTRA.has(one.type));
  if (children.length !== ours.namedChildCount) return isRawBackslash(theirs) ? null : `${at}: ${ours.namedChildCount} children`;
  for (const [index, child] of children.entries()) {
    const own = ours.namedChildren[index];
    if (child === null || own === undefined) continue;
    if (own.parent !== ours) return `${at}: a child of another`;
    const role = theirs.fieldNameForNamedChild(theirs.namedChildren.indexOf(child)) ?? '';
    // Signs of a comparison are no named children, so that the grammar counts the roles from the wrong end.
    if (theirs.type !== 'comparison_operator' && role !== (ours.fields?.[index] ?? '')) return `${at}: ${child.type} is its "${role}"`;
    const inner = differenceOf(child, own);
    if (inner !== null) return inner;
  }
  return null;
}

/** Where the grammar is wrong: the star binds more loosely than a call, `as` than `if … else`; `type(x).a = 1` is no alias. */
function isKnownFault(theirs: GrammarNode, ours: SyntaxNode): boolean {
  if (theirs.startIndex !== ours.startIndex) return false;
  if (ours.type === 'list_splat') return theirs.endIndex === ours.endIndex;
  if (ours.type === 'as_pattern') return theirs.type === 'conditional_expression';
  return theirs.type === 'type_alias_statement' && ours.text.startsWith('type(');
}

/** `r"\\"`: the grammar takes the text for the quote. */
function isRawBackslash({ type, text }: GrammarNode): boolean {
  return type === 'string' && /^[a-z]*r[a-z]*(?:"|').*\\/i.test(text);
}

function inTypes(node: GrammarNode | SyntaxNode): string[] {
  const own = IN_TYPES.test(node.type) ? [`${node.type} ${node.startIndex} ${node.endIndex}`] : [];
  return [...own, ...node.namedChildren.flatMap((child) => (child === null ? [] : inTypes(child)))];
}
