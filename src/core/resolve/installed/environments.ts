/** Virtual environments beside the files of a tree, and what is installed in them. Source: PEP 405, "Recording installed projects" (packaging specifications). */
import { versionKey } from '../../ecosystems/pypi/version.ts';
import { normalizePackageName } from '../../ref/package-types.ts';
import type { InstalledFiles } from '../../ports/index.ts';
import { pathIn } from './located.ts';

export interface InstalledDistribution {
  /** As the name of its folder says it. */
  readonly version: string;
  /** Its *.dist-info. */
  readonly folder: string;
}

export interface Environment {
  /** The environment itself: files of packages lie below it. */
  readonly folder: string;
  /** What paths in a RECORD count from. */
  readonly site: string;
  /** By name in normal form. */
  readonly distributions: ReadonlyMap<string, readonly InstalledDistribution[]>;
}

const NAMES = ['.venv', 'venv'] as const;
const MAX_NAMES = 50_000;

/** Reads each environment once, however many packages it has. The nearest to a file comes first, then that at the top. */
export function environmentsOf(files: InstalledFiles): (folder: string) => Promise<readonly Environment[]> {
  const known = new Map<string, Promise<readonly Environment[]>>();
  const at = (folder: string): Promise<readonly Environment[]> => {
    const before = known.get(folder) ?? environmentsIn(folder, files);
    known.set(folder, before);
    return before;
  };
  return async (folder) => (folder === '' ? at('') : [...(await at(folder)), ...(await at(''))]);
}

/** What an environment has of a version; null: not this one. */
export function distributionOf({ distributions }: Environment, name: string, version: string): InstalledDistribution | null {
  const key = versionKey(version);
  const all = distributions.get(normalizePackageName('pypi', name)) ?? [];
  return all.find((one) => key !== null && versionKey(one.version) === key) ?? null;
}

async function environmentsIn(folder: string, files: InstalledFiles): Promise<readonly Environment[]> {
  const found: Environment[] = [];
  for (const name of NAMES) {
    const venv = pathIn(folder, name);
    const pythons = ((await files.names(`${venv}/lib`, 100)) ?? []).filter((one) => /^python3\.\d{1,3}t?$/.test(one));
    for (const site of [...pythons.map((one) => `${venv}/lib/${one}/site-packages`), `${venv}/Lib/site-packages`]) {
      const names = await files.names(site, MAX_NAMES);
      if (names !== null) found.push({ folder: venv, site, distributions: distributionsIn(site, names) });
    }
  }
  return found;
}

function distributionsIn(site: string, names: readonly string[]): ReadonlyMap<string, readonly InstalledDistribution[]> {
  const found = new Map<string, InstalledDistribution[]>();
  for (const entry of names) {
    const [, name = '', version = ''] = /^([\w.]{1,200})-([\w.+!]{1,128})\.dist-info$/.exec(entry) ?? [];
    if (name === '') continue;
    const key = normalizePackageName('pypi', name);
    found.set(key, [...(found.get(key) ?? []), { version, folder: `${site}/${entry}` }]);
  }
  return found;
}
