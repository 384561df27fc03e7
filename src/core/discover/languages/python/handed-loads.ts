/**
 * Callables of libraries that are handed to who calls them, with what they are called with: `asyncio.to_thread(whisper.load_model, "base")`,
 * `pool.submit(SentenceTransformer, NAME)`, `{"large": partial(WhisperModel, "large-v3")}`.
 */
import type { LoadFact } from '../../../model/index.ts';
import type { Spot } from '../../values/index.ts';
import { loadsBy } from './calls.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf, givenIn } from './form/expressions.ts';
import { unmodeledNode } from './form/strings.ts';
import { handedCall, type HandedCall } from './handed-calls.ts';
import { loaderRow } from './loader-names.ts';
import type { PlacedCall } from './places.ts';
import { match, mayBeOfRow } from './row-match.ts';
import type { Node } from './syntax/index.ts';

const PARTIAL = /(?:^|\.)partial$/;
const CALLABLE = /^(?:identifier|attribute)$/;

export interface HandedLoads {
  readonly loads: readonly LoadFact[];
  /** The expression that names the loader, which is read here. */
  readonly loader: Node | null;
}

const NONE: HandedLoads = { loads: [], loader: null };

/** `called`: names that the file calls, so that a `partial` under one of them is read there. */
export function handedLoads(call: PlacedCall, file: FileContext, called: ReadonlySet<string>): HandedLoads {
  const list = call.node.childForFieldName('arguments');
  if (list?.type !== 'argument_list' || call.written === '') return NONE;
  const isPartial = PARTIAL.test(call.written);
  const handed = isPartial ? fixed(call, list, file, called) : toCaller(call, list, file);
  if (handed === null) return NONE;
  const { callee, given } = handed;
  const { row, column } = call.node.startPosition;
  const where: Spot = { scope: call.scope, frame: null, line: row + 1, column: column + 1 };
  const matched = match(callee, where, file);
  // Who gets a `partial` of one that every library means by its name, may call it with another name (T38): told where it is named.
  if (matched === null || (isPartial && loaderRow(lastNameOf(callee.text)) !== null)) return NONE;
  const as = { call, list, where, matched, at: callee.startPosition, name: null, handed: true as const };
  const loads = loadsBy({ ...as, given }, file);
  if (loads.length > 0 || !isPartial || matched.row.when !== undefined || matched.row.hub === 'service')
    return { loads, loader: loads.length === 0 ? null : callee };
  // Who calls it names what is loaded, and nobody follows that (T35).
  const open = { name: matched.row.target.keywords[0] ?? '', value: unmodeledNode(callee) };
  return { loads: loadsBy({ ...as, given: [...given, open] }, file), loader: callee };
}

function toCaller(call: PlacedCall, list: Node, file: FileContext): HandedCall | null {
  return handedCall(call, list, mayBeOfRow, (node) =>
    node === null ? { kind: 'constant', value: null } : expressionOf(node, call.scope, file.around),
  );
}

/** `partial(load, "name")`, unless it has a name that is called here. */
function fixed({ node, scope }: PlacedCall, list: Node, file: FileContext, called: ReadonlySet<string>): HandedCall | null {
  const target = node.parent?.type === 'assignment' ? node.parent.childForFieldName('left') : null;
  const callee = list.namedChild(0);
  if (callee === null || !CALLABLE.test(callee.type) || !mayBeOfRow(callee.text.slice(-100))) return null;
  if (target?.type === 'identifier' && called.has(target.text)) return null;
  const [, ...given] = givenIn(list, (child) =>
    child === null ? { kind: 'constant', value: null } : expressionOf(child, scope, file.around),
  );
  return { callee, given };
}

function lastNameOf(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}
