/** What one call loads beside its main thing, each with its own revision (T9, T36). */
import type { LoadFact, Value } from '../../../model/index.ts';
import type { ApiRow } from './api-table.ts';
import type { CallArguments } from './arguments.ts';
import type { NameScope } from './module.ts';
import { insertSite } from './pin.ts';
import { bindingsOf } from './scopes.ts';
import { type CallArgument, tableOf, type NameWrites } from './spread.ts';
import { bindingValue, valueOf } from './values.ts';

export type PartRow = NonNullable<ApiRow['also']>[number];

interface Around {
  readonly scope: NameScope;
  readonly writes: NameWrites;
  readonly lines: readonly string[];
  /** Whether the file may have the name from another module. */
  readonly isImported: (name: string) => boolean;
}

interface Parts {
  readonly facts: readonly LoadFact[];
  /** An argument may name another part, and was not read. */
  readonly vague: boolean;
}

export function partsOf(fact: LoadFact, row: ApiRow, args: CallArguments, around: Around): Parts {
  const facts: LoadFact[] = [];
  let vague = false;
  for (const part of row.also ?? []) {
    const given = givenFor(row, part, args);
    for (const one of given) {
      const named = part.within === undefined ? { value: partValue(one, part, around), revision: null } : inside(one, part.within, around);
      if (named === null || named.value === 'unread') vague = true;
      else if (named.value !== null) facts.push(partOf(fact, part, named.value, named.revision ?? revisionOf(part, args)));
    }
    if (given.length === 0 && part.implied === true) facts.push(...impliedPart(fact, part, args, around));
  }
  return { facts, vague };
}

function givenFor(row: ApiRow, { keyword }: PartRow, args: CallArguments): readonly CallArgument[] {
  const named = args.keyword(keyword);
  const at = row.positions?.[keyword];
  const positional = at === undefined || named.length > 0 ? null : args.positional(at);
  return positional === null ? named : [positional];
}

function revisionOf({ revision }: PartRow, args: CallArguments): Value | null {
  return revision === null ? null : args.value(revision);
}

/** Nothing can be pinned there by an edit of ours. */
function partOf(fact: LoadFact, part: PartRow, target: Value, revision: Value | null): LoadFact {
  const { codeRevision: _, ...rest } = fact;
  const schemed = part.addressed === true ? { schemed: true as const } : {};
  return {
    ...rest,
    ...schemed,
    target,
    revision,
    remoteCode: part.remoteCode ?? fact.remoteCode,
    part: part.role ?? part.keyword,
    pin: null,
  };
}

/** The library takes the name of the model for it, and another revision. */
function impliedPart(fact: LoadFact, part: PartRow, args: CallArguments, { lines }: Around): LoadFact[] {
  const own = revisionOf(part, args);
  if (part.revision === null || (fact.revision === null && own === null)) return [];
  const pin = own === null && !args.spread && fact.pin !== null ? insertSite(args, [part.revision], lines) : null;
  return [{ ...partOf(fact, part, fact.target, own), pin }];
}

/** null: an object, whose own load is found where it is made. "unread": it may be a name. */
function partValue({ node, scope }: CallArgument, part: PartRow, around: Around): Value | 'unread' | null {
  if (/^(?:none|true|false|integer|float)$/.test(node.type)) return null;
  // Objects in a row; a name among them, such as ("org/tok", {"use_fast": True}), is not read.
  if (part.object === true && /^(?:list|tuple)$/.test(node.type))
    return node.namedChildren.some((one) => one?.type === 'string') ? 'unread' : null;
  const value = valueOf(node, scope);
  switch (value.kind) {
    case 'literal':
      return part.slash === true && !value.text.includes('/') ? null : value;
    case 'overridable':
      return value.by === 'environment' || value.fallback !== null || part.object !== true ? value : null;
    case 'choice':
      return value.options.some((option) => option.kind === 'literal' || option.kind === 'overridable') ? value : 'unread';
    case 'within':
      return value.value.kind === 'unknown' && part.object === true ? 'unread' : value;
    case 'name':
      return nameOfText(value, scope, part, around);
    case 'unknown':
      if (part.object !== true) return value;
      return node.type === 'call' || node.type === 'attribute' || node.type === 'identifier' || node.type === 'await' ? null : 'unread';
  }
}

/** A name of the module: what it is bound to tells objects from texts; an imported one is followed by linking. */
function nameOfText(value: Extract<Value, { kind: 'name' }>, scope: NameScope, part: PartRow, { isImported }: Around): Value | null {
  const first = value.name.split('.')[0] ?? '';
  const held = bindingsOf(first, scope);
  if (held === null && part.object === true && !isImported(first)) return null;
  if (held === null || value.name.includes('.') || part.object !== true) return value;
  return held.bindings.every((binding) => bindingValue(binding, value.name, held.owner, 0).kind === 'unknown') ? null : value;
}

/** `speculative_config={"model": …, "revision": …}`; null: it was not read. */
function inside(
  { node, scope }: CallArgument,
  keys: NonNullable<PartRow['within']>,
  { writes }: Around,
): { readonly value: Value | null; readonly revision: Value | null } | null {
  if (node.type === 'none') return { value: null, revision: null };
  const { entries, open } = tableOf(node, scope, writes);
  const read = (key: string): Value | null => {
    const options = (entries.get(key)?.options ?? []).map((one) => valueOf(one.node, one.scope));
    const [first = null] = options;
    return options.length < 2 ? first : { kind: 'choice', options };
  };
  const value = read(keys.name);
  return open !== null && value === null ? null : { value, revision: read(keys.revision) };
}
