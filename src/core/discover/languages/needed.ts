/** What the fact of the scopes of a file starts from, in every language. */
import type { EndpointFact, Expression, LoadFact } from '../../model/index.ts';

/** The scope and those around it, innermost first. */
export function scopesAround<S extends { readonly parent: S | null }>(scope: S | undefined): S[] {
  const all: S[] = [];
  for (let current = scope ?? null; current !== null; current = current.parent) all.push(current);
  return all;
}

/** What a load or an endpoint rests on. */
export function expressionsOf(fact: LoadFact | EndpointFact): Expression[] {
  if (fact.kind === 'endpoint') return [fact.value];
  return [fact.target, fact.revision, fact.endpoint, fact.codeRevision, fact.repoType].flatMap((one) => one ?? []);
}
