/** What an expression may turn out to be while it is worked out. */
import type { Expression, Feed, How, Literal, Picked } from '../../model/index.ts';
import type { Frame, Held, View, Spot } from './code.ts';

/** The keys of a table, as far as reading tells. */
export interface ThingTable {
  readonly kind: 'table';
  readonly entries: ReadonlyMap<string, TableEntry>;
  /** Under keys that are computed. */
  readonly rest: readonly Held[];
  /** What else it may hold, or have in place of these. */
  readonly open: Feed | null;
  readonly doubt: Doubt;
  readonly picks?: readonly Picked[];
  /** It lies over what is being worked out: of what it does not have, it says nothing. */
  readonly above?: true;
}

export interface TableEntry {
  readonly options: readonly Held[];
  /** It may also be missing, or another one. */
  readonly maybe: boolean;
}

/** How all that is read out of it is known, at best. */
type Doubt = Exclude<How, 'unresolved'>;

export type Thing =
  | ({ readonly kind: 'text' } & Literal)
  | { readonly kind: 'constant'; readonly value: boolean | number | null }
  | { readonly kind: 'open'; readonly feed: Feed; readonly prefix?: string; readonly suffix?: string }
  | {
      readonly kind: 'list';
      readonly items: readonly Held[];
      readonly open: Feed | null;
      readonly doubt: Doubt;
      readonly picks?: readonly Picked[];
    }
  | ThingTable
  /** A module, or what its package calls so. `file` null: it is not of the tree. */
  | {
      readonly kind: 'module';
      readonly from: View;
      readonly level: number;
      readonly module: string;
      readonly file: string | null;
      readonly name: string | null;
      /** None of its names is a module. */
      readonly exact?: true;
      readonly doubt: Doubt;
      readonly over?: ThingTable;
    }
  | { readonly kind: 'class'; readonly scope: View; readonly doubt: Doubt; readonly over?: ThingTable }
  /** `above`: as the classes see it that its own is made of. `over`: members that it was given since it was made. */
  | {
      readonly kind: 'object';
      readonly of: View;
      readonly made: Frame | null;
      /** `super()`: of the classes above this one. */
      readonly above?: View;
      readonly over?: ThingTable;
      readonly doubt: Doubt;
      readonly picks?: readonly Picked[];
    }
  | { readonly kind: 'function'; readonly scope: View; readonly on: Thing | null; readonly doubt: Doubt }
  | { readonly kind: 'partial'; readonly callee: Expression; readonly given: readonly GivenArgument[]; readonly where: Spot };

export interface GivenArgument {
  readonly name?: string;
  readonly spread?: 'list' | 'table';
  readonly held: Held;
}

/** The least certain step names the whole way. */
const ORDER: readonly How[] = ['literal', 'constant', 'imported', 'elsewhere', 'parameter', 'environment', 'unresolved'];

function weaker<T extends How>(a: T, b: T): T {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

/** The same thing, known no better than so. */
export function weaken(thing: Thing, how: Doubt, via?: string): Thing {
  switch (thing.kind) {
    case 'text':
      return { ...thing, how: weaker(thing.how, how), ...(via === undefined ? {} : { via }) };
    case 'list':
    case 'table':
    case 'object':
    case 'module':
    case 'class':
    case 'function':
      // A list that has a name is the list.
      return how === 'constant' || how === 'literal' ? thing : { ...thing, doubt: weaker(thing.doubt, how) };
    default:
      return thing;
  }
}

export function weakest(hows: readonly Doubt[]): Doubt {
  return hows.reduce<Doubt>((all, how) => weaker(all, how), 'literal');
}

export function unmodeled(key: string): Thing {
  return { kind: 'open', feed: { from: 'unmodeled', key } };
}

export function beyondLimit(key: string): Thing {
  return { kind: 'open', feed: { from: 'unmodeled', key, limited: true } };
}

export const EMPTY_TABLE: ThingTable = { kind: 'table', entries: new Map(), rest: [], open: null, doubt: 'literal' };

/** More are not told apart: the rest is said as one. */
export const MAX_OPTIONS = 100;

/** Each once. What is beyond the limit is not dropped in silence: it may be the one that matters (T4). */
export function united(things: readonly Thing[]): readonly Thing[] {
  if (things.length < 2) return things;
  const seen = new Set<string>();
  let counted = 0;
  let cut: Thing | null = null;
  const kept = things.filter((thing) => {
    if (thing.kind !== 'text' && thing.kind !== 'open' && thing.kind !== 'constant') return true;
    // The same text out of two entries is told twice: each belongs to what stands beside it.
    const key = thing.kind === 'text' ? `${thing.how} ${thing.text} ${JSON.stringify(thing.picks ?? [])}` : JSON.stringify(thing);
    if (seen.has(key)) return false;
    seen.add(key);
    counted += thing.kind === 'constant' ? 0 : 1;
    if (counted <= MAX_OPTIONS || (thing.kind === 'open' && (thing.feed.backed === true || thing.feed.limited === true))) return true;
    const at = thing.kind === 'text' ? thing.at : thing.kind === 'open' ? thing.feed.at : undefined;
    cut ??= { kind: 'open', feed: { from: 'unmodeled', key: MORE, limited: true, ...(at === undefined ? {} : { at }) } };
    return false;
  });
  return cut === null ? kept : [...kept, cut];
}

const MORE = `one of more than ${MAX_OPTIONS} possible names`;
