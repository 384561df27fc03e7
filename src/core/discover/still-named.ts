/**
 * Models that a YAML file of the base names beside a revision, and the head without one: such a key says alone too little to be read in any
 * file, but here the base told what it means. Taking the revision out is no removal of the model (T35).
 */
import type { EntryChange, LoadSighting, Sighting, Tree, TreeEntry } from '../model/index.ts';
import type { TreeEntries } from './entries.ts';
import { isHubId } from '../ref/parse.ts';

interface Side {
  readonly tree: Tree;
  readonly entries: Pick<TreeEntries, 'get'>;
  readonly sightings: readonly Sighting[];
}

const MAX_BYTES = 1 << 20;
/** Changed files that are looked at. */
const MAX_FILES = 200;
const MAX_LINE = 1000;

/** Sightings to add to the head's. */
export async function stillNamed(changes: readonly EntryChange[], base: Side, head: Side): Promise<Sighting[]> {
  const keyed = Map.groupBy(base.sightings.filter(isKeyed), ({ place }) => place.path);
  const added = changes.flatMap(({ path, before, after }) =>
    before === undefined && after !== undefined && /\.ya?ml$/i.test(path) ? [after] : [],
  );
  const moved = new Set(changes.map(({ path }) => path));
  const found: Sighting[] = [];
  for (const [path, sightings] of [...keyed].filter(([one]) => moved.has(one)).slice(0, MAX_FILES)) {
    const old = base.entries.get(path);
    const same = head.entries.get(path);
    if (old === undefined || same?.id === old.id) continue;
    // A file that is gone may have got another name.
    const files = same === undefined ? added.slice(0, MAX_FILES) : [same];
    const was = unread(await textOf(base.tree, old), sightings, sightings);
    for (const file of files) {
      const here = head.sightings.filter((one) => one.place.path === file.path);
      const left = new Map(was);
      for (const line of linesOf(await textOf(head.tree, file), sightings)) {
        if (here.some(({ place, ref }) => place.line === line.line || idOf(ref) === line.id)) continue;
        const key = keyOf(line);
        const count = left.get(key) ?? 0;
        if (count > 0) left.set(key, count - 1);
        else if (same !== undefined || sightings.some(({ ref }) => idOf(ref) === line.id))
          found.push(sightingOf(line, file.path, sightings));
      }
    }
  }
  return found;
}

/** As keyedLoad of the YAML detector makes them: `model:`. */
function isKeyed(sighting: Sighting): sighting is LoadSighting {
  const { type, detector, api, ref } = sighting;
  return type === 'load' && detector === 'yaml' && api.endsWith(':') && ref.type === 'hf';
}

interface Named {
  readonly key: string;
  readonly id: string;
  readonly line: number;
  readonly column: number;
}

/** A key, and a value with one slash up to the next key of a flow mapping, or the end. */
const ENTRY = /(?<!\w)["']?(\w{1,60})["']?\s{0,20}:\s{1,20}["']?([\w.-]{1,96}\/[\w.-]{1,96})["']?\s{0,20}(?=[,}]|$)/g;

/** Lines with a key that the base reads as a model, or with a name that it reads under another key. */
function linesOf(text: string, sightings: readonly Sighting[]): Named[] {
  const keys = new Set(sightings.map(({ api }) => api.slice(0, -1)));
  const ids = new Set(sightings.map(({ ref }) => idOf(ref)));
  return text.split('\n').flatMap((source, index) => {
    const line = withoutComment(source.slice(0, MAX_LINE)).trimEnd();
    return Array.from(line.matchAll(ENTRY)).flatMap((match): Named[] => {
      const [, key = '', id = ''] = match;
      return isHubId(id) && (keys.has(key) || ids.has(id)) ? [{ key, id, line: index + 1, column: match.index + 1 }] : [];
    });
  });
}

/** A "#" starts a comment behind white space, outside of quotes (YAML 1.2, 6.6). */
function withoutComment(line: string): string {
  let quote = '';
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '#' && (index === 0 || /\s/.test(line.charAt(index - 1)))) return line.slice(0, index);
  }
  return line;
}

/** TreeEntries that are there and were read as nothing, counted: they are no news. */
function unread(text: string, sightings: readonly Sighting[], read: readonly Sighting[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of linesOf(text, sightings))
    if (!read.some(({ place }) => place.line === one.line)) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

function sightingOf({ key, id, line, column }: Named, path: string, sightings: readonly LoadSighting[]): LoadSighting {
  const like = sightings.find(({ ref }) => idOf(ref) === id) ?? sightings.find(({ api }) => api === `${key}:`) ?? sightings[0];
  if (like === undefined) throw new Error('a file of the base that names models has sightings');
  const [namespace = '', name = ''] = id.split('/');
  const { readAt: _, limited: __, ...rest } = like;
  return {
    ...rest,
    ref: { ...like.ref, namespace, name },
    requested: null,
    how: 'literal',
    revisionHow: 'literal',
    api: `${key}:`,
    place: { path, line, column },
    pin: null,
  };
}

function idOf({ namespace, name }: Sighting['ref']): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

function keyOf({ key, id }: Named): string {
  return JSON.stringify([key, id]);
}

async function textOf(tree: Tree, entry: TreeEntry): Promise<string> {
  const read = await tree.read(entry, MAX_BYTES);
  return read.state === 'ok' ? new TextDecoder().decode(read.bytes) : '';
}
