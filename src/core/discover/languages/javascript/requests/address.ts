/** What a script writes as an address, as far as one file tells it: known text, with a hole for each part that is not. */
import { bare } from '../environment.ts';
import { bindingsOf, classScopeAround, type ScriptBinding, type ScriptScope } from '../scope.ts';
import type { ScriptNode } from '../syntax/index.ts';

/** Stands in an address where a part is not known; no text of a file that is read has it. */
export const HOLE = '\u0000';

export interface WrittenAddress {
  readonly text: string;
  /** What fills the holes, in their order. */
  readonly holes: readonly ScriptNode[];
}

const MAX_STEPS = 8;
/** Longer ones are no addresses. */
const MAX_LENGTH = 2_000;
/** They give back the address that they are given. */
const AS_IT_IS = new Set(['replace', 'replaceAll', 'trim', 'trimEnd', 'toString', 'concat']);

/** null: no part of it is known. */
export function addressWritten(node: ScriptNode, scope: ScriptScope, steps = 0): WrittenAddress | null {
  const plain = bare(node);
  if (steps > MAX_STEPS) return null;
  switch (plain.type) {
    case 'text':
      return plain.value.length > MAX_LENGTH ? null : { text: plain.value, holes: [] };
    case 'template':
      return joined(
        plain.chunks.flatMap((chunk, index) => [chunk, ...(plain.parts[index] === undefined ? [] : [plain.parts[index]])]),
        scope,
        steps,
      );
    case 'operation':
      if (plain.sign === '+') return joined(plain.parts, scope, steps);
      // The last one is what holds without a setting.
      return /^(?:\?\?|\|\|)$/.test(plain.sign) ? lastOf(plain.parts, scope, steps) : null;
    case 'condition':
      return lastOf(plain.parts, scope, steps);
    case 'name':
      return boundTo(bindingsOf(plain.name, scope), scope, steps);
    case 'member':
      return plain.of.type === 'this' ? boundTo(classScopeAround(scope)?.names.get(plain.name) ?? [], scope, steps) : null;
    case 'call':
      return ofCall(plain, scope, steps);
    default:
      return null;
  }
}

function ofCall({ callee, given }: Extract<ScriptNode, { type: 'call' }>, scope: ScriptScope, steps: number): WrittenAddress | null {
  const plain = bare(callee);
  if (plain.type === 'member') return AS_IT_IS.has(plain.name) ? addressWritten(plain.of, scope, steps + 1) : null;
  const [first] = given;
  return plain.type === 'name' && plain.name === 'URL' && first !== undefined ? addressWritten(first.value, scope, steps + 1) : null;
}

function lastOf(parts: readonly ScriptNode[], scope: ScriptScope, steps: number): WrittenAddress | null {
  return parts.map((part) => addressWritten(part, scope, steps + 1)).findLast((one) => one !== null && /^\w+:\/\//.test(one.text)) ?? null;
}

function boundTo(all: readonly ScriptBinding[], scope: ScriptScope, steps: number): WrittenAddress | null {
  const [only] = all;
  if (all.length !== 1 || only?.kind !== 'value' || only.node === null) return null;
  return addressWritten(only.node, only.from ?? scope, steps + 1);
}

/** One part of a path, and no host. */
function isSegment(text: string): boolean {
  return !/[/:]/.test(text) && !/\.(?:com|ai|net|org|io|cn|dev|chat|xyz|run|sh)$/.test(text);
}

function joined(parts: readonly (ScriptNode | string)[], scope: ScriptScope, steps: number): WrittenAddress | null {
  let text = '';
  const holes: ScriptNode[] = [];
  for (const part of parts) {
    const known = typeof part === 'string' ? { text: part, holes: [] } : addressWritten(part, scope, steps + 1);
    // What a name stands for is read where it stands.
    const inner = known !== null && typeof part !== 'string' && isSegment(known.text) ? null : known;
    text += inner?.text ?? HOLE;
    if (text.length > MAX_LENGTH) return null;
    if (inner === null) holes.push(part as ScriptNode);
    else holes.push(...inner.holes);
  }
  return text.replaceAll(HOLE, '') === '' ? null : { text, holes };
}
