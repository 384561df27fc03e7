/** Lists and texts that begin a command and are kept for somebody: `CMD = ["vllm", "serve", name]`, `{"command": "hf download org/x"}`. */
import type { Node } from '../syntax/index.ts';
import { TEXT_PARTS } from '../form/strings.ts';
import type { PythonModule } from '../module.ts';
import { scopeAt, type ScopeDraft } from '../scope.ts';
import { keepsCommand, NAMED_PROGRAM } from './names.ts';

export interface Kept {
  readonly node: Node;
  readonly scope: ScopeDraft;
  /** That it is given to. */
  readonly name: string | null;
  readonly isList: boolean;
}

const MAX_KEPT = 500;
const MAX_CLIMB = 10;
const LISTS = new Set(['list', 'tuple', 'set']);

/** `more`: there are others, which are not read. */
export function keptIn(module: PythonModule, root: Node, text: string): { readonly kept: readonly Kept[]; readonly more: boolean } {
  const found = new Map<number, Kept>();
  for (const match of text.matchAll(NAMED_PROGRAM)) {
    if (found.size >= MAX_KEPT) return { kept: [...found.values()], more: true };
    // Behind the quote.
    const one = keptAt(root, match.index + 1, module);
    if (one !== null) found.set(one.node.id, one);
  }
  return { kept: [...found.values()], more: false };
}

function keptAt(root: Node, index: number, module: PythonModule): Kept | null {
  let node: Node | null = root.descendantForIndex(index);
  for (let step = 0; step < MAX_CLIMB && node !== null && TEXT_PARTS.has(node.type); step++) {
    const above: Node | null = node.parent;
    if (above === null) return null;
    if (LISTS.has(above.type)) return keptBy(above, true, module);
    if (!TEXT_PARTS.has(above.type) && !isPutTogether(above))
      return node.type === 'string' || node.type === 'concatenated_string' || node.type === 'parenthesized_expression'
        ? keptBy(node, false, module)
        : null;
    node = above.type === 'binary_operator' ? topOf(above) : above;
    if (node.type === 'binary_operator') return keptBy(node, false, module);
  }
  return null;
}

/** `"vllm serve " + name`, `"… %s" % name` */
function isPutTogether(node: Node): boolean {
  return node.type === 'binary_operator';
}

function topOf(node: Node): Node {
  let top = node;
  for (let step = 0; step < MAX_CLIMB && top.parent?.type === 'binary_operator'; step++) top = top.parent;
  return top;
}

/** null: it is an argument, which is read with its call, or stands for itself, as words about the code do. */
function keptBy(inner: Node, isList: boolean, module: PythonModule): Kept | null {
  const node = inner.parent?.type === 'binary_operator' ? topOf(inner) : inner;
  const around = node.parent;
  if (around === null) return null;
  const kept = { node, scope: scopeAt(node, module), isList };
  switch (around.type) {
    case 'assignment':
    case 'named_expression': {
      const target = around.childForFieldName('left') ?? around.childForFieldName('name');
      return target?.id === node.id ? null : { ...kept, name: target?.type === 'identifier' ? target.text : null };
    }
    case 'pair': {
      const key = around.childForFieldName('key');
      const isKept = isList || (key !== null && key.id !== node.id && keepsCommand(key.text.replace(/^["']|["']$/g, '')));
      return isKept ? { ...kept, name: null } : null;
    }
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'return_statement':
      return { ...kept, name: null };
    case 'argument_list':
    case 'keyword_argument':
    case 'comparison_operator':
      return null;
    default:
      return isList ? { ...kept, name: null } : null;
  }
}
