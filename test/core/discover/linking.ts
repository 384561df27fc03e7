/** Python files in memory → sightings, by the stages that the pipeline uses. */
import { stampedBy } from '../../../src/core/discover/stamped.ts';
import { detectors } from '../../../src/core/discover/index.ts';
import { link, type LinkResult } from '../../../src/core/discover/link/index.ts';
import type { Depth, FileFacts, Sighting, Unknown } from '../../../src/core/model/index.ts';
import { displayName } from '../../../src/core/ref/format.ts';
import { loose } from '../../support/build.ts';
import { factsOf } from '../../support/grammar.ts';

export interface Linked extends LinkResult {
  /** Paths that were read in full after the surface pass. */
  readonly full: readonly string[];
  /** What was read of each, by its path. */
  readonly files: ReadonlyMap<string, FileFacts>;
}

async function read(path: string, content: string, depth: Depth): Promise<FileFacts> {
  const facts = [];
  for (const detector of detectors)
    if (detector.when !== 'changed' && detector.wants(path, content.length))
      facts.push(...stampedBy(detector, await factsOf(detector, content, depth)));
  return { blob: `blob of ${path}`, depth, facts };
}

export async function linked(tree: Readonly<Record<string, string>>): Promise<Linked> {
  const files = new Map<string, FileFacts>();
  for (const [path, content] of Object.entries(tree)) files.set(path, await read(path, content, 'surface'));
  const paths = new Set(Object.keys(tree));
  const full: string[] = [];
  for (;;) {
    const result = link(files, { paths });
    if (result.wants.length === 0) return { ...result, full, files };
    for (const path of result.wants) {
      if (full.includes(path)) throw new Error(`${path} is wanted again and again`);
      full.push(path);
      files.set(path, await read(path, tree[path] ?? '', 'full'));
    }
  }
}

/** "hf:org/a@v1 imported app.py:2"; without the images and servers that files run. */
export async function told(tree: Readonly<Record<string, string>>): Promise<string[]> {
  return everything(await linked(tree))
    .filter(({ type }) => type !== 'run')
    .map(tell);
}

/** Named or not, by place. */
function everything({ sightings, unknowns }: LinkResult): (Sighting | Unknown)[] {
  return [...sightings, ...unknowns].sort(
    ({ place: a }, { place: b }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}

export function tell(one: Sighting | Unknown): string {
  const { path, line } = one.place;
  if (one.type === 'unknown') return `generic:${one.text} ${one.why === 'computed' ? 'unresolved' : 'literal'} ${path}:${line}`;
  const { how } = loose(one);
  return `${nameOf(one)} ${how} ${path}:${line}`;
}

/** "hf:org/a@v1 tokenizer callable runs-code": what is asked for, what it is, the doubts, whether it runs code. Sorted by place. */
export async function loadsIn(tree: Readonly<Record<string, string>>): Promise<string[]> {
  return everything(await linked(tree)).map((one) => {
    const { kind, part, doubts = [], remoteCode } = one.type === 'unknown' ? one : loose(one);
    return [
      one.type === 'unknown' ? `generic:${one.text}` : nameOf(one),
      ...(kind === 'model' ? [] : [kind]),
      ...(part === undefined ? [] : [part]),
      ...(one.type === 'unknown' && one.why === 'computed' ? ['unresolved'] : []),
      ...doubts,
      ...(remoteCode ? ['runs-code'] : []),
    ].join(' ');
  });
}

function nameOf({ ref, requested }: Sighting): string {
  return `${ref.type}:${displayName(ref)}${requested === null ? '' : `@${requested}`}`;
}

/** How each load of the tree is known: "acme/a constant", "? unresolved". Sorted, each once. */
export async function known(tree: Readonly<Record<string, string>>): Promise<string[]> {
  const { sightings, unknowns } = await linked(tree);
  const named = sightings.map(loose).map(({ ref, how }) => `${ref.type === 'hf' ? `${ref.namespace}/${ref.name}` : '?'} ${how}`);
  return [...new Set([...named, ...unknowns.map(({ why }) => `? ${why === 'computed' ? 'unresolved' : 'literal'}`)])].sort();
}

const CERTAIN = /^acme\/a (?:literal|constant|imported)$/;

/** "acme/a" is not all that is loaded, or something may replace it: no policy above "named" takes it for what it says. */
export async function isDoubted(tree: Readonly<Record<string, string>>): Promise<boolean> {
  const found = await known(tree);
  return found.length > 0 && (found.some((one) => !CERTAIN.test(one)) || found.length > 1);
}
