/** What a file tells processes about servers, and which of it moves a load (T9, T37). */
import type { EndpointFact, Fact, LoadFact } from '../../model/index.ts';
import { endpointVariable, moves } from '../endpoint-variables.ts';
import type { Lookup, Told } from '../lookup/question.ts';
import type { Telling } from '../lookup/rows.ts';
import { effectiveScope } from '../lookup/use.ts';
import type { Label } from '../scope.ts';
import { isEnvFile, isTemplate } from '../starts/env-file.ts';
import { toldBy } from './endpoint.ts';
import { resolverOver } from './resolver.ts';
import { isCheck } from './starts.ts';

export function tellingsOf(path: string, facts: readonly Fact[], lookup: Lookup, label: Label): readonly Telling[] {
  return facts.flatMap((fact): Telling[] => {
    if (fact.kind !== 'endpoint') return [];
    const told = toldBy(fact, resolverOver(lookup).resolve(path, fact.value, fact));
    return told === null || !counts(path, fact, lookup, label) ? [] : [{ told, unit: fact.unit }];
  });
}

/** Documents, tests and templates set nothing for the product; a template does that something starts with. */
function counts(path: string, fact: EndpointFact, lookup: Lookup, label: Label): boolean {
  if (fact.unit === undefined) return true;
  const use = lookup.ask({ kind: 'use', path });
  if (isEnvFile(path) && isTemplate(path)) return use.started;
  const where = effectiveScope(path, use, label);
  return (
    where !== 'docs' && where !== 'test' && !(isCheck(path) && /(?:^|[._-])tests?(?:[._-]|$)/i.test(path.slice(path.lastIndexOf('/') + 1)))
  );
}

/** The server that the process of this load is told. */
export function toldTo(path: string, load: LoadFact, lookup: Lookup): { readonly endpoint: string | null; readonly endpointOpen: boolean } {
  const fits = lookup.ask({ kind: 'variables', path }).filter(({ variable }) => isMoved(load, variable));
  const told: Told | undefined = fits.find(({ server }) => server !== null) ?? fits[0];
  return { endpoint: told?.server ?? null, endpointOpen: told !== undefined && told.server === null };
}

function isMoved(load: LoadFact, name: string): boolean {
  const variable = endpointVariable(name);
  return variable !== null && moves(variable, load);
}
