/** Facts of all files → sightings. Pure; each file is linked by its own facts and what it asks of the others (design, section 2). */
import type {
  FileFacts,
  PackageFact,
  PackageSighting,
  Problem,
  Scope,
  Sighting,
  StartFact,
  TrackedFact,
  TrackedSighting,
  Unknown,
  WeightsFact,
  WeightsSighting,
} from '../../model/index.ts';
import { packageRef } from '../../ecosystems/purl.ts';
import type { LocalLoad } from '../../lock/copies.ts';
import { languages as known, type Languages } from '../languages/index.ts';
import { createLookup } from '../lookup/index.ts';
import type { Lookup } from '../lookup/question.ts';
import type { Recorder } from '../lookup/recorder.ts';
import type { Together } from '../lookup/together.ts';
import { effectiveScope } from '../lookup/use.ts';
import { createCallables } from './callable.ts';
import { createCallers } from './callers.ts';
import { loadersIn } from './loaders.ts';
import { loadSightings, localLoads } from './load-sightings.ts';
import { resolverOver } from './resolver.ts';
import { createLinkMemory, type LinkMemory } from './memory.ts';
import { createRows } from './rows.ts';
import { toldTo } from './tellings.ts';
import { type Label, remembered, scopeOf } from '../scope.ts';
import { mayNameModel } from '../readers.ts';
import { namesWeights } from '../../base/weight-names.ts';

export interface LinkResult {
  /** Sorted by path, line, column. */
  readonly sightings: readonly Sighting[];
  /** Loads without a name; sorted alike. */
  readonly unknowns: readonly Unknown[];
  /** Loads from paths of the machine. */
  readonly locals: readonly LocalLoad[];
  readonly problems: readonly Problem[];
  /** Files read on the surface whose definitions a load needs: extract them in full, then link again. */
  readonly wants: readonly string[];
  /** Which files run together. */
  readonly together: Together;
}

export interface LinkOptions {
  /** Every path, also those that are used through links. */
  readonly paths: ReadonlySet<string>;
  /** Of a path that is used through a link, where its content lies: git's attributes are those of that path. */
  readonly targets?: ReadonlyMap<string, string>;
  /** What a path is for, as long as nobody uses it; absent: by its name. */
  readonly label?: Label;
  /** Absent: those that are known. */
  readonly languages?: Languages;
  /** Of a round before, with files of the same paths. */
  readonly memory?: LinkMemory;
  /** Keeps what each file asks; absent: nobody does. */
  readonly recorder?: Recorder;
}

export function link(files: ReadonlyMap<string, FileFacts>, options: LinkOptions): LinkResult {
  const { paths, targets = new Map(), languages = known, recorder } = options;
  const label = remembered(options.label ?? scopeOf);
  const viewOf = (path: string): Lookup => recorder?.of(path, lookup) ?? lookup;
  const memory = options.memory ?? createLinkMemory(new Set(files.keys()), languages);
  // Who keeps what is asked must see it asked.
  const rows = createRows(files, viewOf, label, recorder === undefined ? memory.imports : new WeakMap());
  const lookup = createLookup({ files, paths, targets, label, languages, rows, ...memory });
  const linked = [...files].map(([path, file]) => linkFile(path, file, viewOf(path), label));
  return {
    sightings: linked.flatMap(({ sightings }) => sightings).sort(byPlace),
    unknowns: linked.flatMap(({ unknowns }) => unknowns).sort(byPlace),
    locals: linked.flatMap(({ locals }) => locals),
    problems: [...linked.flatMap(({ problems }) => problems), ...(lookup.exhausted ? [TOO_MUCH] : [])],
    wants: [...lookup.wants].sort(),
    together: lookup.together,
  };
}

/** What one file says, by its facts and what it asks. */
type LinkedFile = Pick<LinkResult, 'sightings' | 'unknowns' | 'locals' | 'problems'>;

export function linkFile(path: string, { facts, blob }: FileFacts, lookup: Lookup, label: Label): LinkedFile {
  const sightings: Sighting[] = [];
  const unknowns: Unknown[] = [];
  const locals: LocalLoad[] = [];
  const problems: Problem[] = [];
  let known: Scope | null = null;
  // Labels follow use (T42): what product code imports is product.
  const scopeIn = (of: string): Scope => effectiveScope(of, lookup.ask({ kind: 'use', path: of }), label);
  const scope = (): Scope => (known ??= scopeIn(path));
  const resolver = resolverOver(lookup);
  const readers = { resolver, callables: createCallables(lookup) };
  const callers = createCallers({ lookup, resolver, label });
  const isModelFolder = (text: string): boolean => lookup.ask({ kind: 'path', as: 'saved', from: '', text, folders: [] }).length > 0;
  const isLoader = loadersIn(path, facts, readers.callables);
  for (const fact of facts) {
    if (fact.kind === 'load') {
      if (fact.config !== undefined && isRead(path, fact.config, lookup)) continue;
      // A commit is written where the text lies, not through a link.
      const load = fact.pin !== null && lookup.ask({ kind: 'link', path }) !== null ? { ...fact, pin: null } : fact;
      const { calls, isWhole } = callers.of(path, load);
      const around = { ...readers, detector: fact.detector, isModelFolder, isLoader, ...toldTo(path, load, lookup) };
      const context = { ...around, scope: scope(), isCalled: isWhole };
      const called = calls.flatMap((call) => loadSightings(path, load, { ...context, scope: scopeIn(call.place.path) }, call));
      for (const one of [...loadSightings(path, load, context), ...called]) {
        if (one.type === 'unknown') unknowns.push(one);
        else sightings.push(one);
      }
      locals.push(...localLoads(path, load, context));
    } else if (fact.kind === 'package') sightings.push(packageSighting(path, fact, scope()));
    else if (fact.kind === 'tracked') sightings.push(trackedSighting(path, fact, scope()));
    else if (fact.kind === 'weights' && (!fact.pointer || isLfs(path, lookup))) sightings.push(weightsSighting(path, fact, scope()));
    else if (fact.kind === 'weights') problems.push({ ...POINTER, ...about(), line: 1, column: 1 });
    else if (fact.kind === 'start' && fact.runBy !== undefined)
      problems.push(
        ...misnamed(path, fact, lookup).map((at) => ({ ...MISNAMED, path: at, blob: null, line: 1, column: 1, scope: scope() })),
      );
    else if (fact.kind === 'problem')
      problems.push({ code: fact.code, message: fact.message, ...about(), line: fact.line, column: fact.column });
  }
  return { sightings, unknowns, locals, problems };

  function about(): Pick<Problem, 'path' | 'blob' | 'scope' | 'mayNameModel'> {
    return { path, blob, scope: scope(), mayNameModel: mayNameModel(path) };
  }
}

const POINTER = {
  code: 'pointer-not-lfs',
  message: 'looks like a Git LFS pointer, but .gitattributes does not make this path LFS: it proves nothing',
} as const;

/** Nobody looks for code under such names, so that whatever it loads would pass in silence (T33). */
const MISNAMED = {
  code: 'misnamed',
  message: 'Python runs it, and its name is not one of Python: it was not read',
  mayNameModel: true,
} as const;

/** Files that a start hands to a language, and that are not read as code. */
function misnamed(path: string, { what, targets }: StartFact, lookup: Lookup): readonly string[] {
  if (what !== 'file') return [];
  return [...new Set(targets.flatMap((text) => lookup.ask({ kind: 'path', as: 'unread', from: path, text, folders: [] })))];
}

function isLfs(path: string, lookup: Lookup): boolean {
  const at = lookup.ask({ kind: 'link', path }) ?? path;
  return lookup.ask({ kind: 'attributes', path: at }) === 'lfs';
}

/** Whether a configuration file that a command names is one of the tree's, and names a model that is listed there (T36). */
function isRead(path: string, config: string, lookup: Lookup): boolean {
  if (config.startsWith('/')) return false;
  return ['', path].some((from) => lookup.ask({ kind: 'names', path: inFolderOf(from, config) }));
}

/** Whose label depends on what was not looked for, nobody knows (T39). */
const TOO_MUCH: Problem = {
  code: 'limit',
  message: 'what the files of this tree start is more than is looked for in one run',
  path: '',
  line: 1,
  column: 1,
  blob: null,
};

function packageSighting(path: string, fact: PackageFact, scope: Scope): PackageSighting {
  return {
    type: 'package',
    detector: fact.from,
    kind: 'library',
    ref: packageRef(fact),
    requested: fact.version ?? fact.range,
    exact: fact.version !== null,
    api: fact.from === 'lock' ? 'lock entry' : 'requirement',
    place: { path, line: fact.line, column: fact.column },
    scope: fact.group === 'development' ? 'test' : scope,
    package: fact,
  };
}

/** Weights are known by their bytes: a rename keeps the identity, other bytes are another component. */
function weightsSighting(path: string, fact: WeightsFact, scope: Scope): WeightsSighting {
  const name = fact.sha256 === null ? `unread:${path}` : `sha256:${fact.sha256}`;
  return {
    type: 'weights',
    detector: 'weights',
    kind: 'model',
    ref: { type: 'generic', repo: null, namespace: null, name, version: null },
    requested: null,
    api: `${fact.format} file`,
    place: { path, line: fact.line, column: fact.column },
    scope,
    weights: fact,
  };
}

/** What DVC tracks is known by where it lies; its MD5 is the version. An import stands under its own source. */
function trackedSighting(path: string, fact: TrackedFact, scope: Scope): TrackedSighting {
  const name = inFolderOf(path, fact.path);
  return {
    type: 'tracked',
    detector: 'dvc',
    kind: namesWeights(fact.path) ? 'model' : 'dataset',
    ref: { type: 'generic', repo: null, namespace: null, name: `dvc:${name}`, version: null },
    requested: fact.md5,
    api: fact.source === null ? 'dvc output' : `dvc import from ${fact.source.url}`,
    from: fact.source?.url ?? null,
    place: { path, line: fact.line, column: fact.column },
    scope,
  };
}

/** "data/x.dvc" and "../models/y.pt" → "models/y.pt". */
function inFolderOf(path: string, name: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function byPlace(a: Pick<Sighting, 'place'>, b: Pick<Sighting, 'place'>): number {
  return a.place.path < b.place.path
    ? -1
    : a.place.path > b.place.path
      ? 1
      : a.place.line - b.place.line || a.place.column - b.place.column;
}
