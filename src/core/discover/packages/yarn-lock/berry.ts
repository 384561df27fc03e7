/** One entry of yarn.lock as Yarn 2 and later write it. */
import { otherArchive } from '../../../ecosystems/npm/archive.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import type { PackageFact, ProblemFact, SteeringFact } from '../../../model/index.ts';
import { entryProblem } from '../../text-input.ts';
import type { LineBlock } from '../blocks/read-blocks.ts';
import { inBlock, blockText } from '../blocks/values.ts';
import { steering } from '../../steering/kind.ts';
import { folderFacts } from '../folder.ts';
import type { LockedPackage } from '../lockfile.ts';
import { underEachName } from '../npm/each-name.ts';
import { berryList, readDescriptor } from './descriptors.ts';
import type { YarnEntry, Edges } from './edges.ts';
import { readResolution, type Resolution } from './resolution.ts';

function resolutionOf(block: LineBlock): Resolution | null {
  return readResolution(blockText(inBlock(block, 'resolution')) ?? '');
}

export function berryEntry(block: LineBlock): YarnEntry {
  const found = resolutionOf(block);
  const version = found?.version ?? blockText(inBlock(block, 'version'));
  const isOwn = found === null || found.source === 'own' || version === null;
  return { descriptors: berryList(block.key), label: isOwn ? null : `${found.name}@${version}`, block };
}

/** `cacheKey`: of the whole file, where entries do not say one themselves. */
export function* berryPackages(block: LineBlock, edges: Edges, cacheKey: string): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const at = { line: block.line, column: 1 };
  const found = resolutionOf(block);
  const stated = blockText(inBlock(block, 'version'));
  if (found === null)
    return yield entryProblem('syntax', 'an entry without a resolution: the lock is cut, or was edited by hand', at, null);
  const { name, source, address } = found;
  const names = new Set(berryList(block.key).flatMap((one) => readDescriptor(one)?.name ?? []));
  if (source === 'own') {
    for (const one of new Set([name, ...names])) yield* folderFacts(npm, one, found.place, at);
    return;
  }
  if (source === 'patched') {
    const patch = patchOf(found.place);
    if (patch !== null && npm.isName(name)) yield steering('patch', `patch.${name}`, patch, at);
    return;
  }
  if (source === 'unknown')
    return yield entryProblem('unsupported', 'an entry of a protocol that is not known: where it comes from was not read', at, name);
  if (found.version !== null && stated !== null && found.version !== stated)
    yield entryProblem('syntax', 'an entry whose version is not the one of its resolution; the resolution counts', at, name);
  const version = found.version ?? stated;
  const archiveOf = source.source === 'registry' ? otherArchive(name, version, source.location) : undefined;
  const marker = blockText(inBlock(block, 'conditions'));
  const archives = archivesOf(blockText(inBlock(block, 'checksum')) ?? '', cacheKey);
  const locked: LockedPackage = {
    kind: 'locked',
    ecosystem: npm,
    name,
    version,
    integrity: [],
    archives,
    unhashed: true,
    ...(archiveOf === undefined ? {} : { archiveOf }),
    ...(address === null || source.source === 'git' ? {} : { servers: [address] }),
    needs: edges.needsOf(block),
    ...(marker === null ? {} : { marker }),
    source,
    group: 'runtime',
    license: null,
    at,
  };
  yield* underEachName(locked, names);
}

/** "patch:left@npm%3A1.0.0#./left.patch" → its file. Null: what Yarn itself brings ("optional!builtin<compat/fsevents>"). */
function patchOf(place: string): string | null {
  const files = place.slice(place.indexOf('#') + 1).split('&');
  const own = files.filter((one) => !/^(?:optional!)?~?builtin</.test(one));
  return own.length === 0 ? null : own.join(' & ');
}

/**
 * A checksum is of the archive that Yarn makes itself of what it fetched, in a way that its cache key names: it proves nothing about the registry,
 * and two of one cache key can be compared. So it stands as an archive of that name, "yarn-cache-10c0.zip", and not as integrity.
 */
function archivesOf(checksum: string, cacheKey: string): NonNullable<PackageFact['archives']> {
  const [, key = cacheKey, hex] = /^(?:([\w-]{1,20})\/)?([0-9a-f]{128})$/i.exec(checksum) ?? [];
  return hex === undefined ? [] : [[`yarn-cache-${key}.zip`, `sha512:${hex.toLowerCase()}`]];
}
