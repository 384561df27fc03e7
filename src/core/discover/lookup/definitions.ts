/** The facts of one file → what it binds, for those who import it. */
import type { FileFacts, LoadFact } from '../../model/index.ts';
import { isHubLibrary } from '../link/libraries.ts';
import { viewsOf } from '../values/index.ts';
import { boundNames } from './bound-names.ts';
import type { Definitions } from './question.ts';

export const NOTHING_BOUND: Definitions = {
  complete: true,
  imports: [],
  own: new Map(),
  values: new Map(),
  scopes: [],
  code: [],
  loads: false,
};

export function boundIn(path: string, { facts, depth }: FileFacts): Definitions {
  const scopes = facts.filter((fact) => fact.kind === 'scopes');
  const own = Map.groupBy(
    facts.filter((fact) => fact.kind === 'own'),
    ({ name }) => name,
  );
  return {
    // A surface pass that met a load was parsed as a whole; only then are there definitions.
    complete: depth === 'full' || facts.some(({ kind }) => kind === 'own' || kind === 'scopes' || kind === 'load'),
    imports: facts.filter((fact) => fact.kind === 'import'),
    own,
    values: boundNames(scopes),
    scopes,
    code: scopes.map((fact) => viewsOf(path, fact)),
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
