/** The facts of one file → what it says, with what it asks of the others. */
import type {
  FileFacts,
  OwnLicenseSeen,
  Place,
  Problem,
  RunFact,
  RunSighting,
  Scope,
  Sighting,
  Stamped,
  StartFact,
  Steering,
  TrackedFact,
  TrackedSighting,
  Unknown,
  WeightsFact,
  WeightsSighting,
} from '../../model/index.ts';
import type { LocalLoad } from '../../lock/copies.ts';
import type { Lookup } from '../lookup/question.ts';
import { effectiveScope } from '../lookup/use.ts';
import { createCallables } from './callable.ts';
import { createCallers } from './callers.ts';
import { apartFromOwn, handedOut } from './handed-out.ts';
import { createHeirs } from './heirs.ts';
import { loadersIn } from './loaders.ts';
import { loadSightings, localLoads } from './load-sightings.ts';
import { resolverOver } from './resolver.ts';
import { packageSighting } from './package-sighting.ts';
import { type DataIn, dataIn } from './mentions.ts';
import { toldTo } from './tellings.ts';
import { type Label } from '../scope.ts';
import { isNotice } from '../own-license/texts.ts';
import { mayNameModel } from '../readers.ts';
import { unreadList } from './unread-list.ts';
import { namesWeights } from '../../base/weight-names.ts';

/** What one file says, by its facts and what it asks. */
export interface LinkedFile {
  readonly sightings: readonly Sighting[];
  /** Loads without a name. */
  readonly unknowns: readonly Unknown[];
  /** Loads from paths of the machine. */
  readonly locals: readonly LocalLoad[];
  readonly problems: readonly Problem[];
  /** What it lets an installer do; absent: nothing. */
  readonly steering?: readonly Steering[];
  /** What it says of the license of the package that it is in; absent: nothing. */
  readonly ownLicenses?: readonly OwnLicenseSeen[];
}

export function linkFile(path: string, { facts, blob }: FileFacts, lookup: Lookup, label: Label): LinkedFile {
  const sightings: Sighting[] = [];
  const unknowns: Unknown[] = [];
  const locals: LocalLoad[] = [];
  const problems: Problem[] = [];
  const steering: Steering[] = [];
  const ownLicenses: OwnLicenseSeen[] = [];
  let known: Scope | null = null;
  // Labels follow use (T42): what product code imports is product.
  const scopeIn = (of: string): Scope => effectiveScope(of, lookup.ask({ kind: 'use', path: of }), label);
  const scope = (): Scope => (known ??= scopeIn(path));
  const dataAt = (of: string): DataIn => dataIn(of, lookup.ask({ kind: 'use', path: of }), label);
  const resolver = resolverOver(lookup);
  const readers = { resolver, callables: createCallables(lookup) };
  const heirs = createHeirs({ lookup, resolver });
  const callers = createCallers({ heirs, lookup, resolver, label });
  const isModelFolder = (text: string): boolean => lookup.ask({ kind: 'path', as: 'saved', from: '', text, folders: [] }).length > 0;
  const isFile = (text: string): boolean => lookup.ask({ kind: 'path', as: 'file', from: path, text, folders: [] }).length > 0;
  const isLoader = loadersIn(path, facts, readers.callables);
  for (const fact of facts) {
    if (fact.kind === 'load') {
      if (fact.config !== undefined && isRead(path, fact.config, lookup)) continue;
      // A commit is written where the text lies, not through a link.
      const load = fact.pin !== null && lookup.ask({ kind: 'link', path }) !== null ? { ...fact, pin: null } : fact;
      const { calls, isWhole, hidden } = callers.of(path, load);
      const inherited = heirs.of(path, load);
      const around = { ...readers, detector: fact.detector, isModelFolder, isFile, isLoader, ...toldTo(path, load, lookup) };
      const context = { ...around, scope: scope(), data: dataAt(path), isCalled: isWhole, calledWith: hidden };
      // What nobody looked at may name another model (T39).
      if (inherited.more) problems.push({ code: 'limit', message: TOO_MANY_HEIRS, ...about(), line: load.line, column: load.column });
      // A name that stands for a loader is read where its own file calls it.
      const others = calls.filter(({ place }) => place.path !== path || !isReadAt(place, facts, fact));
      const called = [...others, ...inherited.calls].flatMap((call) =>
        loadSightings(path, load, { ...context, scope: scopeIn(call.place.path), data: dataAt(call.place.path) }, call),
      );
      for (const one of apartFromOwn([...loadSightings(path, load, context), ...called])) {
        if (one.type === 'unknown') unknowns.push(one);
        else sightings.push(one);
      }
      locals.push(...localLoads(path, load, context));
    } else if (fact.kind === 'package') sightings.push(packageSighting(path, fact, scope()));
    else if (fact.kind === 'run') sightings.push(runSighting(path, fact, scope(), dataAt(path) === 'tests'));
    else if (fact.kind === 'tracked') sightings.push(trackedSighting(path, fact, scope()));
    else if (fact.kind === 'weights' && (!fact.pointer || isLfs(path, lookup))) sightings.push(weightsSighting(path, fact, scope()));
    else if (fact.kind === 'weights') problems.push({ ...POINTER, ...about(), line: 1, column: 1 });
    else if (fact.kind === 'start' && fact.runBy !== undefined)
      problems.push(
        ...misnamed(path, fact, lookup).map((at) => ({ ...MISNAMED, path: at, blob: null, line: 1, column: 1, scope: scope() })),
      );
    else if (fact.kind === 'steering') {
      const { what, key, value, line, column } = fact;
      steering.push({ what, key, value, place: { path, line, column }, scope: scope(), blob });
    } else if (fact.kind === 'own-license') {
      const { kind: _, detector: __, line, column, by, ...said } = fact;
      const what = by === 'text' && isNotice(path) ? 'notice' : by;
      // A text is no documentation for its suffix: its folder says what it is for.
      const ofText = (): Scope => label(`${path.slice(0, path.lastIndexOf('/') + 1)}LICENSE`);
      ownLicenses.push({ ...said, by: what, place: { path, line, column }, scope: by === 'text' ? ofText() : scope() });
    } else if (fact.kind === 'list') problems.push(...unreadList(path, fact, lookup).map((one) => ({ ...one, scope: scope() })));
    else if (fact.kind === 'problem')
      problems.push({
        code: fact.code,
        message: fact.message,
        ...about(),
        line: fact.line,
        column: fact.column,
        ...(fact.quiet === true ? { quiet: true as const, subject: JSON.stringify([path, fact.message]) } : {}),
        ...ofEntry(path, fact.entry),
        ...(fact.mayBe === undefined ? {} : { mayBe: fact.mayBe, subject: JSON.stringify([path, fact.message]) }),
      });
  }
  return {
    sightings: handedOut(sightings),
    unknowns,
    locals,
    problems,
    ...(steering.length === 0 ? {} : { steering }),
    ...(ownLicenses.length === 0 ? {} : { ownLicenses }),
  };

  function about(): Pick<Problem, 'path' | 'blob' | 'scope' | 'mayNameModel'> {
    return { path, blob, scope: scope(), mayNameModel: mayNameModel(path) };
  }
}

/** One that is known by a name is a problem of its own: an older one beside it does not excuse it (T38). */
function ofEntry(path: string, entry: string | undefined): Pick<Problem, 'ofEntry' | 'subject'> {
  if (entry === undefined) return {};
  return entry === '' ? { ofEntry: true } : { ofEntry: true, subject: JSON.stringify([path, entry]) };
}

function isReadAt({ line, column }: Place, facts: FileFacts['facts'], except: FileFacts['facts'][number]): boolean {
  return facts.some((one) => one !== except && one.kind === 'load' && one.line === line && one.column === column);
}

const TOO_MANY_HEIRS = 'more classes are made of the class of this load than are looked at; each may name another model';

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

function runSighting(
  path: string,
  { detector, component, ref, version, api, how, remote, base, line, column }: Stamped<RunFact>,
  scope: Scope,
  isData: boolean,
): RunSighting {
  return {
    type: 'run',
    detector,
    kind: component,
    ref,
    requested: version,
    api,
    place: { path, line, column },
    scope,
    how,
    ...(remote === true ? { remote } : {}),
    ...(base === true ? { base } : {}),
    ...(isData && component === 'mcp-server' ? { mention: true } : {}),
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
