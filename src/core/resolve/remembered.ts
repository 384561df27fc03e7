/** What packages say of themselves: where it is known without asking, from the disk or from an earlier run, nobody is asked. */
import { registryServer } from '../hosts/index.ts';
import type { PackageSubject, Servers } from '../hosts/registry.ts';
import { isUnsaid } from '../model/metadata.ts';
import type { Component, PackageMetadata } from '../model/index.ts';
import { identityOf } from '../ref/format.ts';
import type { MetadataStore } from '../ports/index.ts';
import { type InstalledPackages, installedKey } from './installed/index.ts';

type KnownMetadata = ReadonlyMap<string, PackageMetadata>;

/** Before a registry is asked. All by `installedKey`. */
export interface KnownBefore {
  /** It counts beside what the registry says. */
  readonly metadata: KnownMetadata;
  /** It counts where the registry says nothing. */
  readonly filling: KnownMetadata;
  /** Of these nobody is asked for the license. */
  readonly settled: KnownMetadata;
}

export interface KnownFrom {
  readonly packages: readonly PackageSubject[];
  readonly disk: Pick<InstalledPackages, 'proven' | 'unproven'>;
  /** Whether packages are those that a change adds or alters, and not an inventory of what is there. */
  readonly isChange: boolean;
}

/**
 * An inventory hears the disk first, and an earlier run where that says nothing. Of what a change adds the registry is heard (T11): code that ran in a
 * build may have written whatever license it likes into an installed file, and no other door sees that file.
 */
export function knownBefore({ packages, disk, isChange }: KnownFrom, servers: Servers, store: MetadataStore | undefined): KnownBefore {
  const onDisk = new Map([...disk.unproven, ...disk.proven]);
  const remembered = rememberedOf(packages, isChange ? NOTHING : onDisk, servers, store);
  if (isChange) return { metadata: disk.proven, filling: new Map([...disk.unproven, ...remembered]), settled: remembered };
  const metadata = new Map([...onDisk, ...remembered]);
  return { metadata, filling: NOTHING, settled: metadata };
}

const NOTHING: KnownMetadata = new Map();

function rememberedOf(
  packages: readonly PackageSubject[],
  known: KnownMetadata,
  servers: Servers,
  store: MetadataStore | undefined,
): KnownMetadata {
  if (store === undefined) return NOTHING;
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
  return new Map(found);
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
