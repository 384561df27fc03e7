/** The facts of one file → what it binds, for those who import it. */
import type { FileFacts, LoadFact } from '../../model/index.ts';
import { isHubLibrary } from '../link/libraries.ts';
import type { Definitions } from './question.ts';

export const NOTHING_BOUND: Definitions = { complete: true, imports: [], own: new Map(), values: new Map(), loads: false };

export function boundIn({ facts, depth }: FileFacts): Definitions {
  const own = Map.groupBy(
    facts.filter((fact) => fact.kind === 'own'),
    ({ name }) => name,
  );
  return {
    // A surface pass that met a load was parsed as a whole; only then are there definitions.
    complete: depth === 'full' || facts.some(({ kind }) => kind === 'own' || kind === 'definition' || kind === 'load'),
    imports: facts.filter((fact) => fact.kind === 'import'),
    own,
    values: Map.groupBy(
      facts.filter((fact) => fact.kind === 'definition'),
      ({ name }) => name,
    ),
    loads: facts.some(
      (fact) =>
        (fact.kind === 'load' && fact.hub !== 'service' && !isOwnCall(fact, own)) ||
        (fact.kind === 'import' && fact.level === 0 && isHubLibrary(fact.module.split('.')[0] ?? '', [])),
    ),
  };
}

/** A call of an own class or function, which is what is asked about. */
function isOwnCall({ callable }: LoadFact, own: ReadonlyMap<string, unknown>): boolean {
  return callable !== undefined && !callable.open && callable.names.every((name) => own.has(name));
}
