/** What registries say of libraries → the libraries with it. Pure. */
import type { ProofContext } from '../hosts/host.ts';
import { registryAnswer } from '../hosts/index.ts';
import { packageSubject } from '../hosts/package-subjects.ts';
import type { Servers } from '../hosts/registry.ts';
import { isDescribed } from '../model/described.ts';
import type { Component, LicenseClaim, RegistryAnswer } from '../model/index.ts';

/** `asked`: identities of the packages that registries are asked about; all others stay as they are. */
export function registered<T extends Component>(
  components: readonly T[],
  asked: ReadonlySet<string>,
  context: ProofContext,
  servers: Servers,
): readonly T[] {
  if (asked.size === 0) return components;
  return components.map((component) => {
    // What the other tree has was found out there, from the same answers.
    if (!asked.has(component.identity) || isDescribed(component)) return component;
    const subject = packageSubject(component);
    const registry = subject === null ? null : registryAnswer(subject, context, servers);
    return registry === null ? component : { ...component, registry, claims: claimsOf(component, registry) };
  });
}

/** The word of the registry stands beside what the tree states (T11). */
function claimsOf({ claims }: Component, registry: RegistryAnswer): readonly LicenseClaim[] {
  const text = registry.state === 'answered' ? registry.facts.license : null;
  if (text === null || claims.some((claim) => claim.text === text)) return claims;
  return [...claims, { from: 'package', text, name: null, link: null }];
}
