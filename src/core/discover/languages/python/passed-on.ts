/**
 * Loaders that are named and not called: `partial(AutoModel.from_pretrained, …)`, `getattr(AutoModel, "from_pretrained")`,
 * `{"model": AutoModel.from_pretrained}`. Who gets one calls it with a name that is not followed: said as unresolved, never silent (T35).
 */
import type { Node } from './syntax/index.ts';
import { type Answers, matching } from '../../../base/word-search.ts';
import type { Expression, LoadFact } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { namesOf } from './callee.ts';
import { expressionOf } from './form/expressions.ts';
import { unmodeledNode } from './form/strings.ts';
import { isCalledWithNames, namesBehind } from './handed-calls.ts';
import { LOADER_FUNCTIONS, LOADER_NAMES } from './loader-names.ts';
import type { PythonModule } from './module.ts';
import type { PlacedCall } from './places.ts';
import type { StandIn } from './stand-ins.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

const NAMED = new RegExp(`\\b(?:${LOADER_NAMES.join('|')})\\b(?!\\s{0,80}\\()`, 'g');
/** Whether one is named that is not called at once. */
export const NAMES_LOADER = matching(LOADER_NAMES, NAMED.source);
const QUOTED = new RegExp(`^["'](?:${LOADER_NAMES.join('|')})["']$`);
/** A hostile file may name one everywhere. */
const MAX_NAMED = 2_000;
const MAX_CLIMB = 8;

/** `read`: expressions that name a loader which is read with what it is called with. */
export function passedOn(module: PythonModule, root: Node, text: string, words: Answers, read: ReadonlySet<number>): LoadFact[] {
  const called = new Set(module.calls.flatMap(({ callee, written }) => (callee?.type === 'identifier' ? written : [])));
  const standIns = new Set(module.standIns.map(({ loader }) => loader.id));
  const facts = module.standIns.map((one) => loadOf(one, module));
  for (const match of words.has(NAMES_LOADER) ? text.matchAll(NAMED) : []) {
    if (facts.length >= MAX_NAMED) break;
    const node = loaderAt(root, match.index, called);
    if (node !== null && !standIns.has(node.id) && !read.has(node.id))
      facts.push(...unresolved(node, node.childForFieldName('object'), module));
  }
  for (const call of module.calls) if (call.written === 'getattr' && facts.length < MAX_NAMED) facts.push(...byGetattr(call.node, module));
  return facts;
}

function nameOf(node: Node | null): string | null {
  return node?.type === 'identifier' ? node.text : null;
}

/** The expression that names the loader, where nobody else reads it: it is not called, imported, or given to a name that is called here. */
function loaderAt(root: Node, index: number, called: ReadonlySet<string>): Node | null {
  const found = root.descendantForIndex(index);
  if (found?.type !== 'identifier') return null;
  const above = found.parent;
  const attribute = above?.type === 'attribute' && above.childForFieldName('attribute')?.id === found.id ? above : null;
  if (attribute === null && !LOADER_FUNCTIONS.has(found.text)) return null;
  let expression: Node = attribute ?? found;
  const loader = expression;
  let around = expression.parent;
  for (let step = 0; step < MAX_CLIMB && around?.type === 'parenthesized_expression'; step++) {
    expression = around;
    around = around.parent;
  }
  if (around === null) return null;
  switch (around.type) {
    case 'call':
      return around.childForFieldName('function')?.id === expression.id ? null : loader;
    case 'assignment':
    case 'named_expression': {
      const target = around.childForFieldName('left') ?? around.childForFieldName('name');
      if (target?.id === expression.id || called.has(nameOf(target) ?? '')) return null;
      return loader;
    }
    // Their own values are other nodes; the rest of them is read or compared, not handed on.
    case 'attribute':
    case 'dotted_name':
    case 'aliased_import':
    case 'import_from_statement':
    case 'function_definition':
    case 'parameters':
    case 'comparison_operator':
    case 'expression_statement':
    case 'decorator':
      return null;
    case 'argument_list':
      return isPartialCalled(around, expression, called) ? null : loader;
    case 'keyword_argument':
      return around.childForFieldName('name')?.id === expression.id ? null : loader;
    default:
      return attribute !== null || around.type === 'pair' ? loader : null;
  }
}

/** `load = partial(AutoModel.from_pretrained, …)`, and `load(…)` is called here: it is read there. */
function isPartialCalled(list: Node, loader: Node, called: ReadonlySet<string>): boolean {
  const call = list.parent;
  const target = call?.parent?.type === 'assignment' ? call.parent.childForFieldName('left') : null;
  if (!/(?:^|\.)partial$/.test(call?.childForFieldName('function')?.text ?? '')) return false;
  return list.namedChild(0)?.id === loader.id && called.has(nameOf(target) ?? '');
}

function byGetattr(call: PlacedCall['node'], module: PythonModule): LoadFact[] {
  const [object, name] = call.childForFieldName('arguments')?.namedChildren ?? [];
  if (object === null || object === undefined || name?.type !== 'string' || !QUOTED.test(name.text)) return [];
  // What it is called with, names the model.
  const around = call.parent?.type === 'call' && call.parent.childForFieldName('function')?.id === call.id ? call.parent : call;
  return unresolved(around, object, module);
}

function unresolved(node: Node, object: Node | null, module: PythonModule): LoadFact[] {
  // In a class of its own: who calls it is read there.
  if (object !== null && /^(?:self|cls|super\(\))$/.test(object.endIndex - object.startIndex > 10 ? '' : object.text)) return [];
  const named = namesBehind(node);
  // Another name is another load (T38). Who gets both may call it with others, too.
  const options = named.length > 0 && isCalledWithNames(node) ? named : [...named, unmodeledNode(node)];
  const target: Expression = options.length === 1 && options[0] !== undefined ? options[0] : { kind: 'choice', options };
  return [{ ...namedLoad(node, object, module), target, revision: null }];
}

/** What callers hand to the name that stands for the loader. */
function loadOf({ loader, scope, target, revision, remoteCode }: StandIn, module: PythonModule): LoadFact {
  const object = loader.type === 'attribute' ? loader.childForFieldName('object') : null;
  const within = { piece: '', scope: scope.index };
  // It hands on whatever else it gets.
  return { ...namedLoad(loader, object, module), target, revision, remoteCode, within, open: 'forwarded' };
}

function namedLoad(node: Node, object: Node | null, module: PythonModule): Omit<LoadFact, 'target' | 'revision'> {
  const written = node.endIndex - node.startIndex > 400 ? '' : node.text.replace(/\s+/g, '');
  const at = { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  const names =
    object === null ? null : namesOf(expressionOf(object, module.top, module.around), { scope: module.top, frame: null, ...at });
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'hf',
    api: redact(written).slice(-80),
    ...(names === null ? {} : { callable: { ...names, method: 'from_pretrained', roots: [], telling: true } }),
    ...at,
  };
}
