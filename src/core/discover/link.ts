/** Facts of all files → sightings. Pure; follows names across files, only from loads outward. */
import type {
  AttributesFact,
  Fact,
  FileFacts,
  LoadFact,
  PackageFact,
  Problem,
  Scope,
  Sighting,
  TrackedFact,
  WeightsFact,
} from '../model.ts';
import { normalizePypiName } from '../ref-parse.ts';
import { isLfs } from './attributes.ts';
import { elsewhere } from './link/endpoint.ts';
import type { LocalLoad } from '../lock/copies.ts';
import { loadSightings, localLoads } from './link/load-sightings.ts';
import { createModules } from './link/modules.ts';
import { connectedTo, effectiveScope, reachedByProduct } from './link/reach.ts';
import { createResolver } from './link/resolve-value.ts';
import { createWrites } from './link/writes.ts';
import { scopeOf } from './scope.ts';
import { namesWeights } from './weights/paths.ts';

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

export function link(files: ReadonlyMap<string, FileFacts>, options: { readonly paths: ReadonlySet<string> }): LinkResult {
  const found = byKind(files);
  const modules = createModules(files.keys());
  const needsReach = [...found.loads, ...found.endpoints].some(([path]) => scopeOf(path) !== 'product');
  let reached = needsReach ? reachedByProduct(files, modules) : null;
  // What tests and pages replace for themselves moves nothing that ships (T37).
  const takesPart = (path: string): boolean =>
    !['test', 'docs'].includes(scopeOf(path)) || (reached ??= reachedByProduct(files, modules)).has(path);
  const resolver = createResolver(files, modules, createWrites(files, modules, takesPart));
  const scopeIn = (path: string): Scope => (reached === null ? scopeOf(path) : effectiveScope(path, reached));
  const anywhere = endpointsOf(found.endpoints, files);
  // What only tests set does not move what the product loads; a file that product code imports is product (T5).
  const inProduct = endpointsOf(
    found.endpoints.filter(([path]) => scopeIn(path) === 'product'),
    files,
  );
  const endpoint = (path: string): string | null => (scopeIn(path) === 'product' ? inProduct : anywhere)(path);
  // An empty folder of that name changes nothing: without these files the library asks the hub.
  const isModelFolder = (path: string): boolean => SAVED.some((name) => options.paths.has(`${path}/${name}`));
  const sightings: Sighting[] = [];
  const locals: LocalLoad[] = [];
  const problems: Problem[] = [];
  for (const [path, fact] of found.loads) {
    const context = { resolver, isModelFolder, scope: scopeIn(path), endpoint: endpoint(path) };
    sightings.push(...loadSightings(path, fact, context));
    locals.push(...localLoads(path, fact, context));
  }
  for (const [path, fact] of found.packages) sightings.push(packageSighting(path, fact));
  for (const [path, fact] of found.tracked) sightings.push(trackedSighting(path, fact));
  for (const [path, fact] of found.weights) {
    if (fact.pointer && !isLfs(path, found.attributes)) {
      problems.push({
        code: 'pointer-not-lfs',
        message: 'looks like a Git LFS pointer, but .gitattributes does not make this path LFS: it proves nothing',
        path,
        line: 1,
        column: 1,
        blob: files.get(path)?.blob ?? null,
      });
    } else sightings.push(weightsSighting(path, fact));
  }
  for (const [path, fact] of found.problems) {
    problems.push({
      code: fact.code,
      message: fact.message,
      path,
      line: fact.line,
      column: fact.column,
      blob: files.get(path)?.blob ?? null,
    });
  }
  return { sightings: sightings.sort(byPlace), locals, problems, wants: [...resolver.wants].sort() };

  function endpointsOf(facts: Found['endpoints'], all: ReadonlyMap<string, FileFacts>): (path: string) => string | null {
    const set = facts.flatMap(([path, fact]) => {
      if (!fact.variable.startsWith('HF') && !fact.variable.startsWith('HUGGINGFACE')) return [];
      const url = elsewhere(resolver.resolve(path, fact.value));
      return url === null ? [] : [{ path, url }];
    });
    const [first] = set;
    if (first === undefined) return () => null;
    const touched = connectedTo(
      set.map(({ path }) => path),
      all,
      modules,
    );
    return (path) => (touched.has(path) ? (set.find((one) => one.path === path) ?? first).url : null);
  }
}

interface Found {
  readonly loads: [string, LoadFact][];
  readonly packages: [string, PackageFact][];
  readonly weights: [string, WeightsFact][];
  readonly tracked: [string, TrackedFact][];
  readonly problems: [string, Extract<Fact, { kind: 'problem' }>][];
  readonly endpoints: [string, Extract<Fact, { kind: 'endpoint' }>][];
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

function packageSighting(path: string, fact: PackageFact): Sighting {
  const slash = fact.name.startsWith('@') ? fact.name.indexOf('/') : -1;
  const name = fact.ecosystem === 'pypi' ? normalizePypiName(fact.name) : fact.name;
  return {
    ...nothing,
    detector: fact.from,
    kind: 'library',
    ref: {
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
    scope: fact.group === 'development' ? 'test' : scopeOf(path),
    package: fact,
  };
}

/** Weights are known by their bytes: a rename keeps the identity, other bytes are another component. */
function weightsSighting(path: string, fact: WeightsFact): Sighting {
  const name = fact.sha256 === null ? `unread:${path}` : `sha256:${fact.sha256}`;
  return {
    ...nothing,
    detector: 'weights',
    kind: 'model',
    ref: { type: 'generic', repo: null, namespace: null, name, version: null },
    api: `${fact.format} file`,
    place: { path, line: fact.line, column: fact.column },
    scope: scopeOf(path),
    weights: fact,
  };
}

/** What DVC tracks is known by where it lies; its MD5 is the version. An import stands under its own source. */
function trackedSighting(path: string, fact: TrackedFact): Sighting {
  const name = inFolderOf(path, fact.path);
  return {
    ...nothing,
    detector: 'dvc',
    kind: namesWeights(fact.path) ? 'model' : 'dataset',
    ref: { type: 'generic', repo: null, namespace: null, name: `dvc:${name}`, version: null },
    requested: fact.md5,
    api: fact.source === null ? 'dvc output' : `dvc import from ${fact.source.url}`,
    place: { path, line: fact.line, column: fact.column },
    scope: scopeOf(path),
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
