/**
 * Old loads that take their name from elsewhere, and lines of the change that may hand them another one: a wrapper that is called with another
 * name, a key of a configuration, a variable, a default (T38). Following values whole is linking's work; this sees to it that what linking
 * does not follow is not excused by the base.
 */
import type { EntryChange, Place, Sighting, Tree, TreeEntry, Unknown } from '../../model/index.ts';
import { asPull, asRead } from '../../model/sighting.ts';
import { changedLines } from '../../base/changed-lines.ts';
import { idleLines, withoutQuietBrackets } from '../languages/python/idle-lines.ts';
import type { TreeEntries } from '../entries.ts';
import type { Together } from '../lookup/together.ts';
import { scopeOf } from '../scope.ts';
import { handedIn, isTellingName, mayGoOn } from './lines.ts';
import { fedByFiles, isPlainFile } from './named-files.ts';
import type { OpenLoad } from './open.ts';
import { createWays } from './ways.ts';
import { withoutQuotedWords } from './words.ts';

interface Side {
  readonly tree: Tree;
  readonly entries: TreeEntries;
  readonly sightings: readonly Sighting[];
  readonly unknowns: readonly Unknown[];
}

interface Head extends Side {
  readonly together: Together;
}

const MAX_BYTES = 1 << 20;
const MAX_FILES = 300;
/** Nothing is configured or called here. */
const SILENT =
  /\.(?:mdx?|markdown|rst|adoc|txt|lock|csv|svg|html?|css|gguf|safetensors|bin|pt|png|jpe?g)$|(?:^|\/)(?:package-lock\.json|CODEOWNERS|LICENSE[^/]*)$/i;
/** Too common to be a key of a configuration by themselves; as parameters of a wrapper they count. */
const COMMON = new Set([
  'name',
  'path',
  'id',
  'key',
  'value',
  'type',
  'file',
  'repo',
  'url',
  'image',
  'self',
  'cls',
  'args',
  'str',
  'get',
  'os',
  'environ',
  'cfg',
  'config',
  'environment',
  'variable',
]);

/** What the head names and what it cannot name, marked where lines of the change may feed it anew. */
export async function withFedAnew(
  changes: readonly EntryChange[],
  base: Omit<Side, 'unknowns'>,
  head: Head,
): Promise<Pick<Side, 'sightings' | 'unknowns'>> {
  const { sightings, unknowns } = head;
  const open: OpenLoad[] = [
    ...sightings.flatMap((one) => takesFromElsewhere(one) ?? []),
    ...unknowns.filter(({ kind }) => kind !== 'service'),
  ];
  const asked = unknowns.filter(({ kind }) => kind === 'service');
  if (open.length + asked.length === 0) return { sightings, unknowns };
  const before = base.entries;
  const written = changes.flatMap(({ before: old, after }) =>
    after === undefined || after.kind === 'submodule' || old?.id === after.id ? [] : [after],
  );
  const changed = written.filter(({ path }) => !SILENT.test(path));
  const plain = written.filter(({ path }) => isPlainFile(path)).map((after) => ({ after, before: before.get(after.path) }));
  if (changed.length + plain.length === 0) return { sightings, unknowns };
  const wrappers = await wrappersOf(open, head);
  const { calls, keys } = index(open, wrappers, await definedNames(open, head));
  const doubted = sightings.flatMap((one) => (asPull(one)?.how === 'elsewhere' ? (asPull(one) ?? []) : []));
  const inFile = Map.groupBy([...open, ...doubted], ({ place }) => place.path);
  const known = new Set(sightings.flatMap((one) => [one.place, ...(asRead(one)?.readAt ?? [])].map(lineOf)));
  // What tests, pages and examples write for themselves feeds nothing that ships, unless the product runs them (T42).
  const shipped = new Set([...sightings, ...unknowns].filter(({ scope }) => scope === 'product').map(({ place }) => place.path));
  const feeds = (path: string, { scope }: OpenLoad): boolean => scope !== 'product' || shipped.has(path) || scopeOf(path) === 'product';
  const ways = createWays({
    ...head,
    textOf: (entry) => textOf(head.tree, entry),
    isOld: (path) => before.get(path) !== undefined,
    changed: changed.map(({ path }) => path),
  });
  const isPath = (name: string): boolean => head.entries.get(name) !== undefined || head.entries.hasFolder(name);
  const byFile = await fedByFiles({
    changed: plain,
    open: [...open, ...asked],
    isPath,
    textOf: async (path) => {
      const entry = head.entries.get(path);
      return entry === undefined ? null : textOf(head.tree, entry);
    },
    contentOf: (entry, side) => textOf(side === 'head' ? head.tree : base.tree, entry),
  });
  const fed = new Map<Sighting | Unknown, readonly Place[]>(
    Array.from(byFile, ([one, places]) => [one, places.filter(({ path }) => feeds(path, one))] as const).filter(
      ([, { length }]) => length > 0,
    ),
  );
  for (const entry of changed.slice(0, MAX_FILES)) {
    const text = await textOf(head.tree, entry);
    const old = before.get(entry.path);
    const was = old === undefined ? null : await textOf(base.tree, old);
    if (text === null) continue;
    const fresh = was === null ? null : changedLines(was, text);
    // Only of Python it is certain what is mere words.
    const isPython = /\.pyw?$/i.test(entry.path);
    const idle = isPython ? idleLines(text) : new Set<number>();
    const isForeign = (name: string): boolean => head.together.isForeign(entry.path, name);
    const code = isPython ? withoutQuotedWords(withoutQuietBrackets(text), isForeign) : text;
    const lines = handedIn(entry.path, code, fresh, isPath);
    const openHere = isPython ? (inFile.get(entry.path) ?? []) : [];
    for (const { line, column, ...handed } of lines.filter((one) => !idle.has(one.line))) {
      // What was read as a component there speaks for itself.
      if (known.has(lineOf({ path: entry.path, line }))) continue;
      const loads = new Set([
        ...handed.calls.flatMap((name) => calls.get(name) ?? []),
        ...handed.keys.flatMap((name) => keys.get(name) ?? []),
      ]);
      // A form that nobody follows may lead it to a load of the same file: a table of functions, a decorator, a generator (T38).
      const [nearest] = openHere.toSorted((a, b) => Math.abs(a.place.line - line) - Math.abs(b.place.line - line));
      const said = { line, column, ...handed };
      if (loads.size === 0 && nearest !== undefined && mayGoOn(said, isForeign) && isTellingName(said)) loads.add(nearest);
      for (const one of loads) {
        if (!feeds(entry.path, one) || !(await ways.lead({ path: entry.path, text, keys: handed.keys }, one))) continue;
        fed.set(one, [...(fed.get(one) ?? []), { path: entry.path, line, column }]);
      }
    }
  }
  return {
    sightings: sightings.map((one) => {
      const fedAnew = fed.get(one);
      const read = asRead(one);
      return fedAnew === undefined || read === null ? one : { ...read, fedAnew };
    }),
    unknowns: unknowns.map((one) => {
      const fedAnew = fed.get(one);
      return fedAnew === undefined ? one : { ...one, fedAnew };
    }),
  };
}

function takesFromElsewhere(sighting: Sighting): OpenLoad | null {
  const pull = asPull(sighting);
  return pull !== null && (pull.how === 'environment' || pull.how === 'parameter') ? pull : null;
}

/** Names by which a load can be called, and names under which it can be told what to load. */
function index(
  open: readonly OpenLoad[],
  wrappers: ReadonlyMap<OpenLoad, readonly string[]>,
  defined: ReadonlyMap<OpenLoad, readonly string[]>,
): { calls: ReadonlyMap<string, OpenLoad[]>; keys: ReadonlyMap<string, OpenLoad[]> } {
  const calls = new Map<string, OpenLoad[]>();
  const keys = new Map<string, OpenLoad[]>();
  const add = (to: Map<string, OpenLoad[]>, name: string, one: OpenLoad): void => {
    const list = to.get(name);
    if (list === undefined) to.set(name, [one]);
    else list.push(one);
  };
  for (const one of open) {
    for (const name of new Set(wrappers.get(one))) add(calls, name, one);
    const words = [
      ...(one.type === 'unknown' ? (one.text.match(/[A-Za-z_]\w{0,80}/g) ?? []) : []),
      ...(one.via === undefined ? [] : [one.via]),
      ...(defined.get(one) ?? []),
    ];
    for (const word of new Set(words)) if (!COMMON.has(word)) add(keys, word, one);
  }
  return { calls, keys };
}

/** What the definitions that were followed are called: `DEFAULT = os.getenv("MODEL", …)` may get another value elsewhere. */
async function definedNames(open: readonly OpenLoad[], head: Side): Promise<ReadonlyMap<OpenLoad, readonly string[]>> {
  const result = new Map<OpenLoad, string[]>();
  const places = open.flatMap((one) => (one.readAt ?? []).map(({ path, line }) => ({ one, path, line })));
  for (const [path, all] of [...Map.groupBy(places, (place) => place.path)].slice(0, MAX_FILES)) {
    const entry = head.entries.get(path);
    const text = entry === undefined || !path.endsWith('.py') ? null : await textOf(head.tree, entry);
    const lines = text?.split('\n') ?? [];
    for (const { one, line } of all) {
      const name = /^\s{0,40}(?:self\.|cls\.)?(\w{1,80})\s{0,8}(?::[^=\n]{0,80})?=(?!=)/.exec((lines[line - 1] ?? '').slice(0, 300))?.[1];
      if (name !== undefined) result.set(one, [...(result.get(one) ?? []), name]);
    }
  }
  return result;
}

/** The functions and classes around each load, innermost first: who calls them may say what is loaded. */
async function wrappersOf(open: readonly OpenLoad[], head: Side): Promise<ReadonlyMap<OpenLoad, readonly string[]>> {
  const result = new Map<OpenLoad, readonly string[]>();
  for (const [path, sightings] of [...Map.groupBy(open, ({ place }) => place.path)].slice(0, MAX_FILES)) {
    const entry = head.entries.get(path);
    const text = entry === undefined || !path.endsWith('.py') ? null : await textOf(head.tree, entry);
    if (text === null) continue;
    const around = definitionsAround(text, new Set(sightings.map(({ place }) => place.line)));
    for (const one of sightings) result.set(one, around.get(one.place.line) ?? []);
  }
  return result;
}

/** By line number the names of what is defined around it, by indentation. One pass. */
export function definitionsAround(text: string, wanted: ReadonlySet<number>): ReadonlyMap<number, readonly string[]> {
  const open: { readonly indent: number; readonly name: string }[] = [];
  const found = new Map<number, readonly string[]>();
  text.split('\n').forEach((line, index) => {
    const indent = /^[ \t]*/.exec(line.slice(0, 400))?.[0].length ?? 0;
    // Continued lines and comments may stand anywhere; only code that begins further left closes a definition.
    if (line.trim() !== '' && /^[\w@"']/.test(line.trim())) while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const name = /^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w{1,80})/.exec(line.slice(0, 600))?.[1];
    if (wanted.has(index + 1)) found.set(index + 1, [...open.map((one) => one.name), ...(name === undefined ? [] : [name])]);
    if (name !== undefined && open.length < 50) open.push({ indent, name });
  });
  return found;
}

async function textOf(tree: Tree, entry: TreeEntry): Promise<string | null> {
  if ((entry.size ?? 0) > MAX_BYTES) return null;
  const read = await tree.read(entry, MAX_BYTES);
  return read.state === 'ok' && !read.truncated ? new TextDecoder().decode(read.bytes) : null;
}

function lineOf({ path, line }: Pick<Place, 'path' | 'line'>): string {
  return JSON.stringify([path, line]);
}
