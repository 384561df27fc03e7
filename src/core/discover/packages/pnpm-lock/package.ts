/** One entry of "packages" in pnpm-lock.yaml as packages: one for each name that it is installed under. */
import { cleanLocation } from '../../../base/address.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import { otherArchive } from '../../../ecosystems/npm/archive.ts';
import { gitLocation } from '../../../ecosystems/git.ts';
import type { PackageFact, ProblemFact, SteeringFact } from '../../../model/index.ts';
import { entryProblem } from '../../text-input.ts';
import type { LineBlock } from '../blocks/read-blocks.ts';
import { inBlock, innerOf, blockText, blockTexts } from '../blocks/values.ts';
import { folderFacts } from '../folder.ts';
import type { LockedPackage } from '../lockfile.ts';
import { underEachName } from '../npm/each-name.ts';
import { npmMarker } from '../npm/marker.ts';
import { ASKS_NOTHING } from '../npm/reach.ts';
import type { PnpmLock, PnpmEntry } from './entries.ts';
import type { NamedKey } from './names.ts';

export function* packagesOf(
  { block, fields, label: _, ...named }: PnpmEntry,
  { packages, graph, names }: PnpmLock,
  groupOf: (key: string) => PackageFact['group'],
): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const at = { line: block.line, column: 3 };
  const said = (key: string): LineBlock | undefined => fields?.findLast((one) => one.key === key);
  const resolution = innerOf(said('resolution'));
  if (fields === null || resolution === null)
    return yield entryProblem('syntax', 'an entry of a form that is not known; it was not read', at, named.name);
  const source = sourceOf(named, resolution);
  if (source === 'folder') {
    const path = blockText(resolution.findLast((one) => one.key === 'directory')) ?? named.address ?? '';
    for (const name of new Set([named.name, ...(names.get(block.key) ?? [])])) yield* folderFacts(npm, name, path, at);
    return;
  }
  if (source === 'unknown')
    return yield entryProblem('unsupported', 'an entry that comes from where is not known; it was not read', at, named.name);
  const asked = graph.get(block.key) ?? ASKS_NOTHING;
  const needs = [...asked.runtime, ...asked.optional].flatMap((key) => packages.get(key)?.label ?? []);
  const marker = npmMarker({ os: blockTexts(said('os')), cpu: blockTexts(said('cpu')), libc: blockTexts(said('libc')) });
  const found: LockedPackage = {
    kind: 'locked',
    ecosystem: npm,
    name: named.name,
    version: named.version,
    ...source,
    needs,
    ...(marker === undefined ? {} : { marker }),
    group: statedGroup(blockText(said('dev')), blockText(said('optional'))) ?? groupOf(block.key),
    license: null,
    at,
  };
  yield* underEachName(found, names.get(block.key) ?? []);
}

/** Up to version 6 each entry says whether development alone needs it. Undefined: it does not say. */
function statedGroup(dev: string | null, optional: string | null): PackageFact['group'] | undefined {
  if (dev === 'true') return 'development';
  return dev === null ? undefined : optional === 'true' ? 'optional' : 'runtime';
}

/** Of what is an archive; the first is what the lock does not say. */
const TYPES: ReadonlySet<string> = new Set(['', 'tarball', 'binary', 'variations']);

/** Folder: a part of the tree, with a manifest of its own. */
function sourceOf(
  { name, version, address: keyed }: NamedKey,
  resolution: readonly LineBlock[],
): Pick<LockedPackage, 'integrity' | 'source' | 'archiveOf' | 'servers'> | 'folder' | 'unknown' {
  const field = (key: string): LineBlock | undefined => resolution.findLast((one) => one.key === key);
  const said = (key: string): string => blockText(field(key)) ?? '';
  const [type, integrity] = [said('type'), said('integrity').split(/\s+/)];
  if (type === 'directory') return 'folder';
  if (type === 'git') return { integrity, source: { source: 'git', location: gitLocation(said('repo'), said('commit')) } };
  if (!TYPES.has(type)) return 'unknown';
  const variants = (innerOf(field('variants')) ?? []).flatMap((one) => innerOf(inBlock(one, 'resolution')) ?? []);
  if (variants.length > 0) return programOf(variants);
  const address = said('tarball') || said('url') || (keyed ?? '');
  // Until version 5 of the lock an entry may name its registry.
  const registry = said('registry') ?? '';
  if (address === '')
    return {
      integrity,
      source: { source: 'registry', location: cleanLocation(registry) },
      ...(registry === '' ? {} : { servers: [registry] }),
    };
  const source = npm.sourceOf(name ?? '', address);
  const archiveOf = source.source === 'registry' ? otherArchive(name ?? '', version, source.location) : undefined;
  return {
    integrity,
    source,
    ...(archiveOf === undefined ? {} : { archiveOf }),
    ...(source.source === 'git' ? {} : { servers: [address] }),
  };
}

/** A program that pnpm fetches by itself (Node.js): an archive, and a hash, for each system. */
function programOf(variants: readonly LineBlock[]): Pick<LockedPackage, 'integrity' | 'source' | 'servers'> {
  const said = (key: string): readonly string[] => variants.flatMap((one) => (one.key === key ? (blockText(one) ?? []) : []));
  return { integrity: said('integrity'), source: { source: 'url', location: null }, servers: said('url') };
}
