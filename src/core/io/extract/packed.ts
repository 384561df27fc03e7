/** The scopes of a file are most of what a thread says of it, and few are ever asked: they travel as text, and are opened when somebody looks. */
import type { Fact, ScopesFact } from '../../model/index.ts';

type Contents = Pick<ScopesFact, 'scopes' | 'calls' | 'environment'>;

/** A fact as threads send it and caches keep it. */
export type Packed = Exclude<Fact, ScopesFact> | PackedScopes;

type PackedScopes = Omit<ScopesFact, keyof Contents> & { readonly packed: string };

/** What an opened fact was packed as: who keeps it need not write it anew. */
const texts = new WeakMap<object, string>();

export function pack(fact: Fact): Packed {
  if (fact.kind !== 'scopes') return fact;
  const { scopes, calls, environment, ...rest } = fact;
  const contents: Contents = { scopes, calls, environment };
  return { ...rest, packed: JSON.stringify(contents) };
}

/** The same as `pack`, of a fact that may have come packed. */
export function packAgain(fact: Fact): Packed {
  const packed = texts.get(fact);
  if (packed === undefined || fact.kind !== 'scopes') return pack(fact);
  const { kind, piece, line, column, broken } = fact;
  return { ...('detector' in fact ? { detector: fact.detector } : {}), kind, piece, line, column, ...(broken && { broken }), packed };
}

export function unpack(one: Packed): Fact {
  if (one.kind !== 'scopes') return one;
  const { packed, ...rest } = one;
  let contents: Contents | null = null;
  const open = (): Contents => (contents ??= JSON.parse(packed) as Contents);
  const fact: ScopesFact = {
    ...rest,
    get scopes() {
      return open().scopes;
    },
    get calls() {
      return open().calls;
    },
    get environment() {
      return open().environment;
    },
  };
  texts.set(fact, packed);
  return fact;
}
