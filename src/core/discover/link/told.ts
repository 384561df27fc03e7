/** For each load the server that its process is told (T37): by code that is imported with it, by what starts it, or by its package. */
import type { EndpointFact, FileFacts, LoadFact, Scope } from '../../model/index.ts';
import { moves } from '../endpoint-variables.ts';
import { isEnvFile, isTemplate } from '../starts/env-file.ts';
import { type Told, toldBy } from './endpoint.ts';
import { processes } from './reach.ts';
import type { Modules } from './modules.ts';
import type { ValueResolver } from './resolver.ts';
import { isCheck, type Starts } from './starts.ts';
import { ancestors, folderOf } from './tree-paths.ts';

export interface ToldInput {
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Every path of the tree: manifests bound packages. */
  readonly paths: ReadonlySet<string>;
  readonly endpoints: readonly (readonly [string, EndpointFact])[];
  readonly loads: readonly (readonly [string, LoadFact])[];
  readonly modules: Modules;
  readonly resolver: ValueResolver;
  readonly starts: Starts;
  readonly started: ReadonlySet<string>;
  readonly scope: (path: string) => Scope;
}

interface Entry {
  readonly told: Told;
  readonly product: boolean;
}

const MANIFEST =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|requirements[\w.-]{0,60}\.(?:txt|in)|Pipfile|environment\.ya?ml|package\.json|go\.mod|Cargo\.toml|uv\.lock|poetry\.lock)$/i;
/** Settings that are followed through what they start: more are taken for the package. */
const MAX_STEPS = 200_000;
const NOBODY = (): null => null;

export function createTold(input: ToldInput): (path: string, load: LoadFact) => Told | null {
  const { files, starts, resolver, scope } = input;
  const told = input.endpoints.flatMap(([path, fact]) => {
    const said = toldBy(fact, resolver.resolve(path, fact.value, fact));
    return said === null || !counts(path, fact, input) ? [] : [{ path, fact, said }];
  });
  if (told.length === 0) return NOBODY;
  const process = processes(files, input.modules);
  const places = createPlaces(input);
  const byProcess = new Map<string, Map<string, Entry>>();
  const byPath = new Map<string, Map<string, Entry>>();
  const byFolder = new Map<string, Map<string, Entry>>();
  let steps = MAX_STEPS;
  for (const { path, fact, said } of told) {
    const entry = { told: said, product: scope(path) === 'product' };
    put(byPath, path, entry);
    if (fact.unit === undefined) put(byProcess, process(path), entry);
    else for (const open of follow(path, fact.unit, entry)) put(byFolder, entry.product ? places.packageOf(open) : folderOf(open), entry);
  }

  return (path, load) => {
    const product = scope(path) === 'product';
    const near = [byPath.get(path), byProcess.get(process(path)), ...ancestors(folderOf(path)).map((folder) => byFolder.get(folder))];
    // What only tests and examples set does not move what the product loads (T5).
    const fits = near.flatMap((entries, index) =>
      [...(entries?.values() ?? [])].filter(
        (entry) => (entry.product === product || (!product && index < 2)) && moves(entry.told.variable, load),
      ),
    );
    return (fits.find((entry) => entry.told.server !== null) ?? fits[0])?.told ?? null;
  };

  /** Tells everything that `path` starts; gives those files whose start is not known, for whose package it then counts. */
  function follow(path: string, unit: string | null, entry: Entry): string[] {
    const open: string[] = [];
    const seen = new Set([path]);
    const next: (readonly [string, string | null])[] = [[path, unit]];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      const [file, only] = one;
      const isCode = /\.(?:pyw?|ipynb)$/i.test(file);
      if (isCode) put(byProcess, process(file), entry);
      if (file !== path) put(byPath, file, entry);
      const { files: targets, followed } = starts.code(file, only);
      if (followed === 'no' && !isCode && (!isEnvFile(file) || file === path)) open.push(file);
      steps -= targets.length + 1;
      if (steps <= 0) return [...open, path];
      for (const target of targets) {
        if (seen.has(target)) continue;
        seen.add(target);
        next.push([target, null]);
      }
    }
    return open;
  }
}

/** Documents, tests and templates set nothing for the product; a template does that something starts with. */
function counts(path: string, fact: EndpointFact, { scope, started }: ToldInput): boolean {
  if (fact.unit === undefined) return true;
  if (isEnvFile(path) && isTemplate(path)) return started.has(path);
  const where = scope(path);
  return (
    where !== 'docs' && where !== 'test' && !(isCheck(path) && /(?:^|[._-])tests?(?:[._-]|$)/i.test(path.slice(path.lastIndexOf('/') + 1)))
  );
}

/** One for each variable: however many addresses and files there are, the first one is named. */
function put(map: Map<string, Map<string, Entry>>, key: string, entry: Entry): void {
  const entries = map.get(key) ?? new Map<string, Entry>();
  const name = `${entry.told.variable.name} ${entry.told.server === null} ${entry.product}`;
  if (!entries.has(name)) entries.set(name, entry);
  map.set(key, entries);
}

/** The folder of the nearest manifest above a file that has loads below it; "" where there is none. */
function createPlaces({ paths, loads }: ToldInput): { packageOf(path: string): string } {
  const loading = new Set(loads.flatMap(([path]) => ancestors(folderOf(path))));
  const manifests = new Set([...paths].flatMap((path) => (MANIFEST.test(path.slice(path.lastIndexOf('/') + 1)) ? [folderOf(path)] : [])));
  return { packageOf: (path) => ancestors(folderOf(path)).find((folder) => manifests.has(folder) && loading.has(folder)) ?? '' };
}
