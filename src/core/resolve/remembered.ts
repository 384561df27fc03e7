/** What packages say of themselves: where it is known without asking, from the disk or from an earlier run, nobody is asked. */
import { registryServer } from '../hosts/index.ts';
import type { PackageSubject, Servers } from '../hosts/registry.ts';
import { isUnsaid } from '../model/metadata.ts';
import type { Component, PackageMetadata } from '../model/index.ts';
import { identityOf } from '../ref/format.ts';
import type { MetadataStore } from '../ports/index.ts';
import { installedKey } from './installed/index.ts';

type KnownMetadata = ReadonlyMap<string, PackageMetadata>;

/** `known`: from the disk, by `installedKey`; it counts before what an earlier run heard. */
export function withRemembered(
  packages: readonly PackageSubject[],
  known: KnownMetadata,
  servers: Servers,
  store: MetadataStore | undefined,
): KnownMetadata {
  if (store === undefined) return known;
  const wanted = new Map<string, string>();
  for (const { ref, version } of packages) {
    const key = installedKey(identityOf(ref), version);
    const server = known.has(key) ? null : registryServer(ref, servers);
    if (server !== null) wanted.set(storeKey(server, key), key);
  }
  const found = [...store.get([...wanted.keys()])].flatMap(([stored, said]) => {
    const key = wanted.get(stored);
    return key === undefined ? [] : [[key, said] as const];
  });
  return new Map([...known, ...found]);
}

/** The packages, with a mark at those whose license is known. */
export function marked(packages: readonly PackageSubject[], known: KnownMetadata): readonly PackageSubject[] {
  if (known.size === 0) return packages;
  return packages.map((one) => {
    const said = known.get(installedKey(identityOf(one.ref), one.version));
    return said === undefined || said.license === null ? one : { ...one, known: true };
  });
}

/** Keeps what registries said in this run. What nobody answered is nothing that they said (T17). */
export function remember(components: readonly Component[], known: KnownMetadata, servers: Servers, store: MetadataStore | undefined): void {
  if (store === undefined) return;
  for (const { ref, identity, version, registry } of components) {
    const server = registry?.state === 'answered' ? registryServer(ref, servers) : null;
    if (registry?.state !== 'answered' || server === null || version === null) continue;
    const key = installedKey(identity, version);
    const { license, supplier, description } = registry.facts;
    if (!known.has(key) && !isUnsaid(registry.facts)) store.put(storeKey(server, key), { license, supplier, description });
  }
}

/** Two registries may have two packages of one name. */
function storeKey(server: string, key: string): string {
  return `${server} ${key}`;
}
