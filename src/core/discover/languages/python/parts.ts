/** What one call loads beside its main thing, each with its own revision (T9, T36). */
import type { Node } from './syntax/index.ts';
import type { Expression, LoadFact } from '../../../model/index.ts';
import type { Held } from '../../values/index.ts';
import type { ApiRow } from './api-row.ts';
import { type CallArguments, spreadTable, valueOfArgument } from './arguments.ts';
import { dottedName, seenFrom } from './bound.ts';
import type { FileContext } from './file-context.ts';
import { insertSite } from './pin.ts';

export type PartRow = NonNullable<ApiRow['also']>[number];

interface Around {
  /** The node with the parentheses. */
  readonly list: Node;
  readonly file: FileContext;
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
      const named =
        part.within === undefined ? { value: partValue(one, part, args, around), revision: null } : inside(one, part.within, args, around);
      if (named === null || named.value === 'unread') vague = true;
      else if (named.value !== null) facts.push(partOf(fact, part, named.value, named.revision ?? revisionOf(part, args)));
    }
    if (given.length === 0 && part.implied === true) facts.push(...impliedPart(fact, part, args, around));
  }
  return { facts, vague };
}

function givenFor(row: ApiRow, { keyword }: PartRow, args: CallArguments): readonly Held[] {
  const named = args.keyword(keyword);
  const at = row.positions?.[keyword];
  const positional = at === undefined || named.length > 0 ? null : args.positional(at);
  return positional === null ? named : [positional];
}

function revisionOf({ revision }: PartRow, args: CallArguments): Expression | null {
  return revision === null ? null : args.value(revision);
}

/** Nothing can be pinned there by an edit of ours. */
function partOf(fact: LoadFact, part: PartRow, target: Expression, revision: Expression | null): LoadFact {
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
function impliedPart(fact: LoadFact, part: PartRow, args: CallArguments, { list, file }: Around): LoadFact[] {
  const own = revisionOf(part, args);
  if (part.revision === null || (fact.revision === null && own === null)) return [];
  const pin = own === null && !args.spread && fact.pin !== null ? insertSite(list, [part.revision], file.lines) : null;
  return [{ ...partOf(fact, part, fact.target, own), pin }];
}

/** null: an object, whose own load is found where it is made. "unread": it may be a name. */
function partValue(held: Held, part: PartRow, args: CallArguments, { file }: Around): Expression | 'unread' | null {
  const { value, where } = held;
  const isObject = part.object === true;
  if (value.kind === 'constant') return null;
  const seen = seenFrom(held, args.where.scope);
  if (value.kind === 'literal') return part.slash === true && !value.text.includes('/') ? null : value;
  // Objects in a row; a name among them, such as ("org/tok", {"use_fast": True}), is not read.
  if (isObject && value.kind === 'list') return value.items.some((one) => one.value.kind === 'literal') ? 'unread' : null;
  const things = file.evaluator.things(value, where);
  const texts = things.flatMap((thing) => (thing.kind === 'text' ? [thing.text] : []));
  const isKnown = texts.length > 0 && (part.slash !== true || texts.some((text) => text.includes('/')));
  const isTold = things.some((thing) => thing.kind === 'open' && thing.feed.from === 'environment');
  if (!isObject || isKnown || isTold) return seen;
  // A name of another module: linking tells objects from texts.
  const [root = ''] = dottedName(value)?.split('.') ?? [];
  const isImported = root !== '' && (file.origins.has(root) || (file.stars.size > 0 && things.every(isNobodys)));
  if (isImported) return seen;
  return OBJECTS.has(value.kind) ? null : 'unread';
}
/** An object by the form of the expression. */
const OBJECTS: ReadonlySet<Expression['kind']> = new Set(['call', 'member', 'name', 'this', 'partial']);

function isNobodys(thing: ReturnType<FileContext['evaluator']['things']>[number]): boolean {
  return thing.kind === 'open' && thing.feed.from === 'elsewhere';
}

/** `speculative_config={"model": …, "revision": …}`; null: it was not read. */
function inside(
  { value, where }: Held,
  keys: NonNullable<PartRow['within']>,
  args: CallArguments,
  { file }: Around,
): { readonly value: Expression | null; readonly revision: Expression | null } | null {
  if (value.kind === 'constant') return { value: null, revision: null };
  const { table, open } = spreadTable(value, where, file.evaluator);
  const read = (key: string): Expression | null => {
    const options = (table.entries.get(key)?.options ?? []).map((one) => valueOfArgument(one, args.where));
    const all = options.flatMap((option) => option ?? []);
    const [first = null] = all;
    return all.length < 2 ? first : { kind: 'choice', options: all };
  };
  const named = read(keys.name);
  return open !== null && named === null ? null : { value: named, revision: read(keys.revision) };
}
