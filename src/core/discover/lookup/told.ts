/** What each process is told of servers (T37): by code that is imported with it, by what starts it, or by its package. */
import type { Scope } from '../../model/index.ts';
import type { Languages } from '../languages/index.ts';
import { isEnvFile } from '../starts/env-file.ts';
import type { Told } from './question.ts';
import type { Rows } from './rows.ts';
import type { Listing } from './listing.ts';
import type { FactIndex } from './fact-index.ts';
import { ancestors, folderOf } from './tree-paths.ts';

export interface ToldInput {
  readonly stated: FactIndex;
  /** Manifests bound packages. */
  readonly listing: Listing;
  readonly rows: Rows;
  /** For each file a name that it shares with those of its process. */
  readonly process: (path: string) => string;
  readonly languages: Languages;
  readonly scope: (path: string) => Scope;
}

interface Entry {
  readonly told: Told;
  readonly product: boolean;
}

/** Settings that are followed through what they start: more are taken for the package. */
const MAX_STEPS = 200_000;
const NOTHING: readonly Told[] = [];

/** For each file that loads, everything that may be told to it, nearest first. */
export function createTold(input: ToldInput): (path: string) => readonly Told[] {
  const { stated, rows, scope, languages, process } = input;
  const told = stated.marked('telling', '').flatMap((path) => rows.tellings(path).map((telling) => ({ path, ...telling })));
  if (told.length === 0) return () => NOTHING;
  const places = createPlaces(input);
  const byProcess = new Map<string, Map<string, Entry>>();
  const byPath = new Map<string, Map<string, Entry>>();
  const byFolder = new Map<string, Map<string, Entry>>();
  let steps = MAX_STEPS;
  for (const { path, unit, told: said } of told) {
    const entry = { told: said, product: scope(path) === 'product' };
    put(byPath, path, entry);
    if (unit === undefined) put(byProcess, process(path), entry);
    else for (const open of follow(path, unit, entry)) put(byFolder, entry.product ? places.packageOf(open) : folderOf(open), entry);
  }

  return (path) => {
    const product = scope(path) === 'product';
    const near = [byPath.get(path), byProcess.get(process(path)), ...ancestors(folderOf(path)).map((folder) => byFolder.get(folder))];
    // What only tests and examples set does not move what the product loads (T5).
    const fits = near.flatMap((entries, index) =>
      [...(entries?.values() ?? [])].filter((entry) => entry.product === product || (!product && index < 2)),
    );
    return [...new Map(fits.map((entry) => [nameOf(entry.told), entry.told])).values()];
  };

  /** Tells everything that `path` starts; gives those files whose start is not known, for whose package it then counts. */
  function follow(path: string, unit: string | null, entry: Entry): string[] {
    const open: string[] = [];
    const seen = new Set([path]);
    const next: (readonly [string, string | null])[] = [[path, unit]];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      const [file, only] = one;
      // A process of its own: what it imports runs in it.
      const isCode = (languages.of(file)?.reader?.modules ?? null) !== null;
      if (isCode) put(byProcess, process(file), entry);
      if (file !== path) put(byPath, file, entry);
      const { files: targets, followed } = rows.starts(file).code(only);
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

/** One for each variable: however many addresses and files there are, the first one is named. */
function put(map: Map<string, Map<string, Entry>>, key: string, entry: Entry): void {
  const entries = map.get(key) ?? new Map<string, Entry>();
  const name = `${entry.told.variable} ${entry.told.server === null} ${entry.product}`;
  if (!entries.has(name)) entries.set(name, entry);
  map.set(key, entries);
}

function nameOf({ variable, server }: Told): string {
  return JSON.stringify([variable, server]);
}

/** The folder of the nearest manifest above a file that has loads below it; "" where there is none. */
function createPlaces({ listing, stated }: ToldInput): { packageOf(path: string): string } {
  const loading = new Set(stated.marked('load', '').flatMap((path) => ancestors(folderOf(path))));
  const isPackage = (folder: string): boolean => loading.has(folder) && listing.manifestsIn(folder).length > 0;
  return { packageOf: (path) => ancestors(folderOf(path)).find(isPackage) ?? '' };
}
