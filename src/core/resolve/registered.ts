/** What registries, the disk and earlier runs say of libraries → the libraries with it. Pure. */
import type { ProofContext } from '../hosts/host.ts';
import { registryAnswer } from '../hosts/index.ts';
import { packageSubject } from '../hosts/package-subjects.ts';
import type { PackageSubject, Servers } from '../hosts/registry.ts';
import { isDescribed } from '../model/described.ts';
import type { Component, InstalledSeen, LicenseClaim, PackageMetadata, RegistryAnswer } from '../model/index.ts';
import { identityOf } from '../ref/format.ts';
import { installedKey } from './installed/index.ts';

export interface HeardOfPackages {
  /** Whom registries are asked about; all others stay as they are. */
  readonly packages: readonly PackageSubject[];
  /** By `installedKey`, what lies on the disk, which is of the head: a base is given none. */
  readonly seen?: ReadonlyMap<string, readonly InstalledSeen[]>;
  /** By `installedKey`, what packages say of themselves, which counts beside the registry's word. */
  readonly metadata?: ReadonlyMap<string, PackageMetadata>;
  /** Likewise, where the registry says nothing. */
  readonly filling?: ReadonlyMap<string, PackageMetadata>;
}

export function registered<T extends Component>(
  components: readonly T[],
  { packages, seen = new Map(), metadata = new Map(), filling = new Map() }: HeardOfPackages,
  context: ProofContext,
  servers: Servers,
): readonly T[] {
  if (packages.length === 0 && seen.size === 0 && metadata.size === 0 && filling.size === 0) return components;
  const asked = new Set(packages.map(({ ref }) => identityOf(ref)));
  return components.map((component) => {
    // What the other tree has was found out there, from the same answers.
    if (component.kind !== 'library' || component.version === null || isDescribed(component)) return component;
    const key = installedKey(component.identity, component.version);
    const subject = packageSubject(component);
    if (subject === null) return component;
    const registry = asked.has(component.identity) ? registryAnswer(subject, context, servers) : null;
    const installed = seen.get(key);
    const own = metadata.get(key);
    const fill = filling.get(key);
    const said = own ?? fill;
    if (registry === null && installed === undefined && said === undefined) return component;
    return {
      ...component,
      ...(registry === null ? {} : { registry }),
      ...(installed === undefined ? {} : { installed }),
      ...(said === undefined ? {} : { metadata: said }),
      claims: claimsOf(component, registry, own, fill),
    };
  });
}

/** The word of the registry, and that of the package itself, stand beside what the tree states (T11). What only fills is heard where the registry is silent. */
function claimsOf(
  { claims }: Component,
  registry: RegistryAnswer | null,
  own: PackageMetadata | undefined,
  fill: PackageMetadata | undefined,
): readonly LicenseClaim[] {
  const answered = registry?.state === 'answered' ? registry.facts.license : null;
  const texts = [answered ?? fill?.license ?? null, own?.license ?? null];
  const known = new Set(claims.map(({ text }) => text));
  const more = texts.filter((text) => text !== null && !known.has(text));
  return [...claims, ...[...new Set(more)].map((text): LicenseClaim => ({ from: 'package', text: text ?? '', name: null, link: null }))];
}
