/** One entry of yarn.lock as Yarn 1 writes it. */
import { otherArchive } from '../../../ecosystems/npm/archive.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import type { ProblemFact, SteeringFact } from '../../../model/index.ts';
import { entryProblem, problemFact } from '../../text-input.ts';
import type { LineBlock } from '../blocks/read-blocks.ts';
import { inBlock, blockText } from '../blocks/values.ts';
import { folderFacts } from '../folder.ts';
import type { LockedPackage } from '../lockfile.ts';
import { underEachName } from '../npm/each-name.ts';
import { isFolder } from '../npm/spec.ts';
import { classicList, type Descriptor, readDescriptor } from './descriptors.ts';
import type { YarnEntry, Edges } from './edges.ts';

const ALIAS = /^npm:((?:@[\w.~-]{1,214}\/)?[\w.~-]{1,214})(?:@|$)/;

function askedBy(block: LineBlock): readonly Descriptor[] {
  return classicList(block.key).flatMap((one) => readDescriptor(one) ?? []);
}

/** The name that it has in its registry: an alias, or an address, stands under another one. */
function nameOf(block: LineBlock, asked: readonly Descriptor[]): string | null {
  const alias = asked.flatMap(({ range }) => ALIAS.exec(range)?.[1] ?? []);
  return blockText(inBlock(block, 'name')) ?? alias[0] ?? asked[0]?.name ?? null;
}

export function classicEntry(block: LineBlock): YarnEntry {
  const [name, version] = [nameOf(block, askedBy(block)), blockText(inBlock(block, 'version'))];
  return { descriptors: classicList(block.key), label: name === null || version === null ? null : `${name}@${version}`, block };
}

export function* classicPackages(block: LineBlock, edges: Edges): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const at = { line: block.line, column: 1 };
  const asked = askedBy(block);
  const [name, version] = [nameOf(block, asked), blockText(inBlock(block, 'version'))];
  const resolved = blockText(inBlock(block, 'resolved')) ?? '';
  // Yarn 1 follows a link whatever else the entry says.
  for (const one of asked) if (isOwn(one.range)) yield* folderFacts(npm, one.name, one.range, at);
  if (resolved === '' && asked.some(({ range }) => isOwn(range))) return;
  if (version === null) return yield entryProblem('syntax', 'an entry without a version: the lock is cut, or was edited by hand', at, name);
  const open = ['resolved', 'integrity'].map((key) => inBlock(block, key)).find((one) => one !== undefined && blockText(one) === null);
  if (open !== undefined)
    yield problemFact('syntax', 'a value that does not end: the lock is cut, or was edited by hand', { line: open.line, column: 1 });
  const source = resolved === '' ? ({ source: 'registry', location: null } as const) : npm.sourceOf(name ?? '', resolved);
  const archiveOf = source.source === 'registry' ? otherArchive(name ?? '', version, source.location) : undefined;
  const found: LockedPackage = {
    kind: 'locked',
    ecosystem: npm,
    name,
    version,
    integrity: [...(blockText(inBlock(block, 'integrity')) ?? '').split(/\s+/), ...(source.source === 'git' ? [] : sha1Of(resolved))],
    ...(archiveOf === undefined ? {} : { archiveOf }),
    ...(source.source === 'git' ? {} : { servers: [resolved] }),
    needs: edges.needsOf(block),
    source,
    group: 'runtime',
    license: null,
    at,
  };
  yield* underEachName(found, new Set(asked.map((one) => one.name)));
}

/** A folder of the tree, or a member of the workspace. */
function isOwn(range: string): boolean {
  return /^(?:workspace|link|portal):/.test(range) || (/^(?:file:|\.{0,2}\/|~\/)/.test(range) && isFolder(range));
}

/** Yarn 1 writes the SHA-1 of an archive behind its address. */
function sha1Of(resolved: string): readonly string[] {
  const hex = /#([0-9a-f]{40})$/i.exec(resolved)?.[1];
  return hex === undefined ? [] : [`sha1-${Buffer.from(hex, 'hex').toString('base64')}`];
}
