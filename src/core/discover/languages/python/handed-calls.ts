/**
 * Own functions that are handed to who calls them, with what they are called with: `pool.submit(load, "org/x")`, `map(load, ["org/x"])`,
 * `Thread(target=load, args=("org/x",))`. Without them an old finding of the function would excuse each new name (T38).
 */
import type { Argument, Expression } from '../../../model/index.ts';
import type { PlacedCall } from './places.ts';
import type { Node } from './syntax/index.ts';

export interface HandedCall {
  /** The function. */
  readonly callee: Node;
  readonly given: readonly Argument[];
}

/** By their last name: who calls what they are given with the arguments behind it. */
const CALLERS =
  /(?:^|\.)(?:submit|schedule|enqueue|spawn|start_soon|start_new_thread|defer\w*|delay|to_thread|run_sync|run_in_\w+|call_(?:soon|later|at)\w*|apply(?:_async)?|add_(?:job|task)|partial|Thread|Process|Timer)$/;
/** With each element of the lists behind it. */
const MAPPERS = /(?:^|\.)(?:map|imap|imap_unordered|map_async|thread_map|process_map|filter)$/;
const KEYWORDS = new Set(['target', 'function', 'func', 'fn', 'callback']);

type ToExpression = (node: Node | null) => Expression;

/** `isOwn`: whether a callee, as written, may end in a load. */
export function handedCall(
  { written, node }: PlacedCall,
  list: Node,
  isOwn: (callee: string) => boolean,
  translate: ToExpression,
): HandedCall | null {
  const maps = MAPPERS.test(written);
  if (!(maps || CALLERS.test(written)) || isNamedPartial(written, node)) return null;
  const nodes = list.namedChildren.flatMap((one) => one ?? []);
  const index = nodes.findIndex((one) => {
    const named = valueOf(one);
    return named !== null && /^(?:identifier|attribute)$/.test(named.type) && isOwn(named.text);
  });
  const callee = valueOf(nodes[index]);
  if (callee === null) return null;
  const behind = nodes.slice(index + 1);
  const given = behind.flatMap((one) => givenBy(one, translate));
  return { callee, given: maps ? given.map((one) => ({ ...one, value: { kind: 'each', of: one.value, what: 'element' } })) : given };
}

/** `load = partial(…)`, which is called by that name. */
function isNamedPartial(written: string, { parent }: Node): boolean {
  return written.endsWith('partial') && parent?.type === 'assignment' && parent.childForFieldName('left')?.type === 'identifier';
}

/** The function itself, by position or by a keyword. */
function valueOf(node: Node | undefined): Node | null {
  if (node?.type !== 'keyword_argument') return node ?? null;
  return KEYWORDS.has(node.childForFieldName('name')?.text ?? '') ? node.childForFieldName('value') : null;
}

/** Names on a hub that stand behind what is handed on, alone or in a list: who gets both calls the one with the other. */
export function namesBehind(handed: Node): Expression[] {
  return behind(handed).flatMap(valuesIn).flatMap(hubName);
}

/** Whether it is called with the names behind it, and with no others: all that stands next to it is one of them. */
export function isCalledWithNames(handed: Node): boolean {
  const call = handed.parent?.type === 'argument_list' ? handed.parent.parent : null;
  const callee = (call?.childForFieldName('function')?.text ?? '').slice(-100);
  const isRest = (CALLERS.test(callee) && !callee.endsWith('partial')) || MAPPERS.test(callee);
  const [next] = behind(handed);
  return isRest && next !== undefined && valuesIn(next).every((one) => hubName(one).length > 0);
}

function behind(handed: Node): Node[] {
  const around = handed.parent?.type === 'keyword_argument' ? handed.parent : handed;
  const list = around.parent?.type === 'argument_list' ? around.parent.namedChildren : [];
  return list.slice(list.findIndex((one) => one?.id === around.id) + 1).flatMap((one) => one ?? []);
}

function hubName({ text }: Node): Expression[] {
  const name = HUB_NAME.exec(text.slice(0, MAX_NAME))?.[1];
  return name === undefined ? [] : [{ kind: 'literal', text: name }];
}

const HUB_NAME = /^["']([\w.-]{1,96}\/[\w.-]{1,96})["']$/;
const MAX_NAME = 200;

function valuesIn(node: Node): Node[] {
  const value = node.type === 'keyword_argument' ? node.childForFieldName('value') : node;
  if (value === null) return [];
  return value.type === 'list' || value.type === 'tuple' || value.type === 'set'
    ? value.namedChildren.flatMap((one) => one ?? [])
    : [value];
}

/** `args=(…)` and `kwargs={…}` hold the arguments. */
function givenBy(node: Node, translate: ToExpression): Argument[] {
  if (node.type === 'list_splat') return [{ value: translate(node.namedChild(0)), spread: 'list' }];
  if (node.type === 'dictionary_splat') return [{ value: translate(node.namedChild(0)), spread: 'table' }];
  if (node.type !== 'keyword_argument') return [{ value: translate(node) }];
  const [name, value] = [node.childForFieldName('name')?.text ?? '', node.childForFieldName('value')];
  if (name === 'kwargs' || name === 'kwds') return [{ value: translate(value), spread: 'table' }];
  if (name !== 'args') return [{ name, value: translate(value) }];
  return value?.type === 'tuple' || value?.type === 'list'
    ? value.namedChildren.map((one) => ({ value: translate(one) }))
    : [{ value: translate(value), spread: 'list' }];
}
