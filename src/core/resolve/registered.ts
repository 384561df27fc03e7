/** What registries say of libraries → the libraries with it. Pure. */
import type { ProofContext } from '../hosts/host.ts';
import { registries, registryAnswer } from '../hosts/index.ts';
import { packageSubject } from '../hosts/package-subjects.ts';
import type { Servers } from '../hosts/registry.ts';
import type { Component, Evidence, LicenseClaim, RegistryAnswer } from '../model/index.ts';

/** Those of which nobody was asked stay as they are: nearly all. */
export function registered<T extends Component>(components: readonly T[], context: ProofContext, servers: Servers): T[] {
  if (servers.size === 0 || !isAnyAsked(context.evidence)) return [...components];
  return components.map((component) => {
    const subject = packageSubject(component);
    const registry = subject === null ? null : registryAnswer(subject, context, servers);
    return registry === null ? component : { ...component, registry, claims: claimsOf(component, registry) };
  });
}

/** The word of the registry stands in where the tree states no license, and beside it where it does (T11). */
function claimsOf({ claims }: Component, registry: RegistryAnswer): readonly LicenseClaim[] {
  const text = registry.state === 'answered' ? registry.facts.license : null;
  if (text === null || claims.some((claim) => claim.text === text)) return claims;
  return [...claims, { from: 'package', text, name: null, link: null }];
}

/** Questions of a host begin with its id. */
function isAnyAsked({ answers }: Evidence): boolean {
  const begins = registries.map(({ id }) => `${id}/`);
  for (const key of answers.keys()) if (begins.some((one) => key.startsWith(one))) return true;
  return false;
}
