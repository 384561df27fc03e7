/** package-lock.json and npm-shrinkwrap.json, lock versions 1 to 3. */
import type { KeyPlaces } from '../../base/json/places.ts';
import type { ProblemFact } from '../../model/index.ts';
import { parseJsonText } from '../json-file.ts';
import { problemFact } from '../text-input.ts';
import { type LockedPackage, lockfile } from './lockfile.ts';
import { bundlersIn, holdsBundled, isBundled } from './npm/bundled.ts';
import { npmEntry } from './npm/lock-entry.ts';
import { isFolder, readSpec } from './npm/spec.ts';
import { asTable, asText, entries, field, type Table } from './toml/table.ts';

/** Keys of version 1 alternate "dependencies" and a name; folders nest a few dozen deep at worst. */
const OLD_KEYS = 80;

export const packageLockDetector = lockfile({
  id: 'package-lock',
  version: 5,
  names: ['package-lock.json', 'npm-shrinkwrap.json'],
  about: {
    title: 'Packages in package-lock.json',
    motivation: 'The lock is the exact list of what a Node.js product installs, with the integrity values that prove it.',
    decides:
      'Every installed package of package-lock.json and npm-shrinkwrap.json (lock versions 1, 2 and 3) with its real name (aliases resolved), version, integrity, address, group and license, at the line of its entry. ' +
      'Links, workspace members and folders are left out. Bundled packages count as part of the package that carries them.',
    remedy: 'Run "npm install" and commit the lock; entries without integrity are filled in by removing node_modules and the entry first.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'web/package-lock.json',
    source: `{
  "name": "demo",
  "lockfileVersion": 3,
  "packages": {
    "": { "name": "demo", "dependencies": { "openai": "^5" } },
    "node_modules/openai": {
      "version": "5.0.0",
      "resolved": "https://registry.example/openai/-/openai-5.0.0.tgz",
      "integrity": "sha512-${'A'.repeat(86)}==",
      "license": "Apache-2.0"
    },
    "node_modules/alias": {
      "name": "@scope/real",
      "version": "1.2.3",
      "resolved": "git+ssh://git@git.example/o/real.git#${'c'.repeat(40)}",
      "dev": true
    }
  }
}
`,
    gives: [
      { name: 'openai', version: '5.0.0', line: 6, license: 'Apache-2.0', integrity: [`sha512-${'A'.repeat(86)}==`] },
      { name: '@scope/real', version: '1.2.3', line: 12, group: 'development', source: 'git' },
    ],
  },
  read: readPackageLock,
});

function readPackageLock(text: string): Iterable<LockedPackage | ProblemFact> {
  const file = parseJsonText(text, 2);
  if (!file.ok) return [file.problem];
  const version = field(file.data, 'lockfileVersion');
  if (version !== undefined && version !== 1 && version !== 2 && version !== 3) {
    const at = place(file.places, ['lockfileVersion']);
    return [problemFact('unsupported', 'a package-lock of a version that is not known; its packages were not read', at)];
  }
  // Version 2 holds both forms; npm reads "packages" (npm, "package-lock.json").
  const packages = asTable(field(file.data, 'packages'));
  if (packages !== null) return newPackages(packages, file.places);
  // Their names stand deep: places of all keys are kept only here.
  const old = parseJsonText(text, OLD_KEYS);
  return old.ok ? oldPackages(old.data, old.places) : [old.problem];
}

function* newPackages(packages: Table, places: KeyPlaces): Generator<LockedPackage> {
  const isHeld = bundlersIn(packages);
  for (const [folder, value] of entries(packages)) {
    const cut = folder.lastIndexOf('node_modules/');
    const entry = asTable(value);
    // The project itself and its workspace members have no node_modules in their path; a link points to one of them.
    if (cut === -1 || field(entry, 'link') === true) continue;
    const name = asText(field(entry, 'name')) ?? folder.slice(cut + 'node_modules/'.length);
    yield npmEntry(name, entry, place(places, ['packages', folder]), isBundled(entry) && isHeld(folder));
  }
}

interface Open {
  readonly table: unknown;
  readonly path: readonly string[];
  /** Whether a hash holds what lies inside of the package around it. */
  readonly isHeld: boolean;
}

function* oldPackages(data: Table, places: KeyPlaces): Generator<LockedPackage> {
  // A list that grows while it is walked, instead of recursion: the nesting is the author's.
  const open: Open[] = [{ table: field(data, 'dependencies'), path: ['dependencies'], isHeld: false }];
  for (const next of open) {
    for (const [key, value] of entries(next.table)) {
      const entry = asTable(value);
      const path = [...next.path, key];
      const version = asText(field(entry, 'version')) ?? '';
      const alias = version.startsWith('npm:') ? readSpec(key, version) : null;
      if (!version.startsWith('file:') || !isFolder(version))
        yield npmEntry(
          alias?.name ?? key,
          alias === null || entry === null ? entry : { ...entry, version: alias.version },
          place(places, path),
          next.isHeld,
        );
      open.push({ table: field(entry, 'dependencies'), path: [...path, 'dependencies'], isHeld: holdsBundled(entry, next.isHeld) });
    }
  }
}

function place(places: KeyPlaces, path: readonly string[]): { line: number; column: number } {
  return places.at(path) ?? { line: 1, column: 1 };
}
