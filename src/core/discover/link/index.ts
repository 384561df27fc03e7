/** Facts of all files → sightings. Pure; follows names across files, only from loads outward. */
import type {
  AttributesFact,
  EndpointFact,
  Fact,
  FileFacts,
  LoadFact,
  PackageFact,
  Problem,
  Scope,
  Sighting,
  TrackedFact,
  WeightsFact,
} from '../../model/index.ts';
import { normalizePypiName } from '../../ref/pypi-name.ts';
import { gitAttributes } from '../attributes/rules.ts';
import type { LocalLoad } from '../../lock/copies.ts';
import { createCallables } from './callable.ts';
import { createCallers } from './callers.ts';
import { loadSightings, localLoads } from './load-sightings.ts';
import { createModules } from './modules.ts';
import { effectiveScope, type Reach, reachOfProduct } from './reach.ts';
import { createResolver } from './resolver.ts';
import { createStarts } from './starts.ts';
import { createTold } from './told.ts';
import { createTreePaths } from './tree-paths.ts';
import { createWrites } from './writes.ts';
import { type Label, remembered, scopeOf } from '../scope.ts';
import { mayNameModel } from '../readers.ts';
import { namesWeights } from '../../base/weight-names.ts';

export interface LinkResult {
  /** Sorted by path, line, column. */
  readonly sightings: readonly Sighting[];
  /** Loads from paths of the machine. */
  readonly locals: readonly LocalLoad[];
  readonly problems: readonly Problem[];
  /** Files read on the surface whose definitions a load needs: extract them in full, then link again. */
  readonly wants: readonly string[];
}

/** Files that make a folder a saved model or dataset. */
const SAVED = [
  'config.json',
  'model_index.json',
  'adapter_config.json',
  'modules.json',
  'tokenizer_config.json',
  'preprocessor_config.json',
  'dataset_info.json',
  'dataset_infos.json',
  'state.json',
];

export interface LinkOptions {
  /** Every path, also those that are used through links. */
  readonly paths: ReadonlySet<string>;
  /** Of a path that is used through a link, where its content lies: git's attributes are those of that path. */
  readonly targets?: ReadonlyMap<string, string>;
  /** What a path is for, as long as nobody uses it; absent: by its name. */
  readonly label?: Label;
}

export function link(files: ReadonlyMap<string, FileFacts>, options: LinkOptions): LinkResult {
  const found = byKind(files);
  const modules = createModules(files.keys());
  const tree = createTreePaths(files.keys());
  const label = remembered(options.label ?? scopeOf);
  const starts = createStarts(files, tree, label);
  const reach: Reach = reachOfProduct(files, modules, starts, label);
  const scope = (path: string): Scope => effectiveScope(path, reach.reached, label);
  // What tests and pages replace for themselves moves nothing that ships (T37).
  const takesPart = (path: string): boolean => !['test', 'docs'].includes(scope(path));
  const resolver = createResolver(files, modules, createWrites(files, modules, takesPart));
  const callables = createCallables(files, modules);
  const callers = createCallers({ files, modules, resolver, scope });
  const told = createTold({ ...found, files, paths: options.paths, modules, resolver, starts, started: reach.started, scope });
  // An empty folder of that name changes nothing: without these files the library asks the hub.
  const isModelFolder = (path: string): boolean => SAVED.some((name) => options.paths.has(`${path}/${name}`));
  const sightings: Sighting[] = [];
  const locals: LocalLoad[] = [];
  const problems: Problem[] = [];
  const naming = new Set(found.loads.flatMap(([path, fact]) => (fact.config === undefined ? [path] : [])));
  for (const [path, load] of found.loads) {
    if (load.config !== undefined && isRead(path, load.config, naming)) continue;
    // A commit is written where the text lies, not through a link.
    const fact = options.targets?.has(path) === true ? { ...load, pin: null } : load;
    const server = told(path, fact);
    const around = { endpoint: server?.server ?? null, endpointOpen: server !== null && server.server === null };
    const { calls, isWhole } = callers.of(path, fact);
    const context = { resolver, callables, isModelFolder, scope: scope(path), isCalled: isWhole, ...around };
    sightings.push(...loadSightings(path, fact, context));
    for (const call of calls) sightings.push(...loadSightings(path, fact, { ...context, scope: scope(call.place.path) }, call));
    locals.push(...localLoads(path, fact, context));
  }
  for (const [path, fact] of found.packages) sightings.push(packageSighting(path, fact, scope(path)));
  for (const [path, fact] of found.tracked) sightings.push(trackedSighting(path, fact, scope(path)));
  const attributes = gitAttributes(found.attributes);
  for (const [path, fact] of found.weights) {
    if (!fact.pointer || attributes.of(options.targets?.get(path) ?? path).get('filter')?.state === 'lfs')
      sightings.push(weightsSighting(path, fact, scope(path)));
    else
      problems.push({
        code: 'pointer-not-lfs',
        message: 'looks like a Git LFS pointer, but .gitattributes does not make this path LFS: it proves nothing',
        path,
        line: 1,
        column: 1,
        blob: files.get(path)?.blob ?? null,
        ...kindOf(path),
      });
  }
  for (const [path, { code, message, line, column }] of found.problems) {
    problems.push({ code, message, path, line, column, blob: files.get(path)?.blob ?? null, ...kindOf(path) });
  }
  if (tree.exhausted) problems.push(TOO_MUCH);
  return {
    sightings: sightings.sort(byPlace),
    locals,
    problems,
    wants: [...new Set([...resolver.wants, ...callables.wants, ...callers.wants])].sort(),
  };

  /** Labels follow use (T42): what product code imports is product. */
  function kindOf(path: string): Pick<Problem, 'scope' | 'mayNameModel'> {
    return { scope: scope(path), mayNameModel: mayNameModel(path) };
  }
}

/** Whether a configuration file that a command names is one of the tree's, and names a model that is listed there (T36). */
function isRead(path: string, config: string, naming: ReadonlySet<string>): boolean {
  if (config.startsWith('/')) return false;
  return naming.has(inFolderOf('', config)) || naming.has(inFolderOf(path, config));
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

interface Found {
  readonly loads: [string, LoadFact][];
  readonly packages: [string, PackageFact][];
  readonly weights: [string, WeightsFact][];
  readonly tracked: [string, TrackedFact][];
  readonly problems: [string, Extract<Fact, { kind: 'problem' }>][];
  readonly endpoints: [string, EndpointFact][];
  readonly attributes: Map<string, AttributesFact>;
}

function byKind(files: ReadonlyMap<string, FileFacts>): Found {
  const found: Found = { loads: [], packages: [], weights: [], tracked: [], problems: [], endpoints: [], attributes: new Map() };
  for (const [path, file] of files) {
    for (const fact of file.facts) {
      if (fact.kind === 'load') found.loads.push([path, fact]);
      else if (fact.kind === 'package') found.packages.push([path, fact]);
      else if (fact.kind === 'weights') found.weights.push([path, fact]);
      else if (fact.kind === 'tracked') found.tracked.push([path, fact]);
      else if (fact.kind === 'problem') found.problems.push([path, fact]);
      else if (fact.kind === 'endpoint') found.endpoints.push([path, fact]);
      else if (fact.kind === 'attributes') found.attributes.set(path, fact);
    }
  }
  return found;
}

function packageSighting(path: string, fact: PackageFact, scope: Scope): Sighting {
  const slash = fact.name.startsWith('@') ? fact.name.indexOf('/') : -1;
  const name = fact.ecosystem === 'pypi' ? normalizePypiName(fact.name) : fact.name;
  return {
    ...nothing,
    detector: fact.from,
    kind: 'library',
    // An address without a name is known by the address: the name of a repository is none of a package.
    ref:
      name === ''
        ? { type: 'generic', repo: null, namespace: null, name: fact.location ?? 'an address that cannot be read', version: null }
        : {
            type: fact.ecosystem,
            repo: null,
            namespace: slash < 0 ? null : name.slice(0, slash),
            name: name.slice(slash + 1),
            version: null,
          },
    requested: fact.version ?? fact.range,
    exact: fact.version !== null,
    api: fact.from === 'lock' ? 'lock entry' : 'requirement',
    place: { path, line: fact.line, column: fact.column },
    scope: fact.group === 'development' ? 'test' : scope,
    package: fact,
  };
}

/** Weights are known by their bytes: a rename keeps the identity, other bytes are another component. */
function weightsSighting(path: string, fact: WeightsFact, scope: Scope): Sighting {
  const name = fact.sha256 === null ? `unread:${path}` : `sha256:${fact.sha256}`;
  return {
    ...nothing,
    detector: 'weights',
    kind: 'model',
    ref: { type: 'generic', repo: null, namespace: null, name, version: null },
    api: `${fact.format} file`,
    place: { path, line: fact.line, column: fact.column },
    scope,
    weights: fact,
  };
}

/** What DVC tracks is known by where it lies; its MD5 is the version. An import stands under its own source. */
function trackedSighting(path: string, fact: TrackedFact, scope: Scope): Sighting {
  const name = inFolderOf(path, fact.path);
  return {
    ...nothing,
    detector: 'dvc',
    kind: namesWeights(fact.path) ? 'model' : 'dataset',
    ref: { type: 'generic', repo: null, namespace: null, name: `dvc:${name}`, version: null },
    requested: fact.md5,
    api: fact.source === null ? 'dvc output' : `dvc import from ${fact.source.url}`,
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

const nothing = {
  requested: null,
  exact: false,
  how: 'literal',
  revisionHow: 'literal',
  endpoint: null,
  remoteCode: false,
  pin: null,
  package: null,
  weights: null,
} as const;

function byPlace(a: Sighting, b: Sighting): number {
  return a.place.path < b.place.path
    ? -1
    : a.place.path > b.place.path
      ? 1
      : a.place.line - b.place.line || a.place.column - b.place.column;
}
