/** package-lock.json and npm-shrinkwrap.json, lock versions 1 to 3. */
import type { ProblemFact, SteeringFact } from '../../model/index.ts';
import { parseJsonLock, twiceProblems } from '../json-file.ts';
import { problemFact } from '../text-input.ts';
import { type Budget, type LockedPackage, lockfile } from './lockfile.ts';
import { saidOf } from './npm/lock-entry.ts';
import { npmLockPlaces } from './npm/lock-places.ts';
import { newPackages } from './npm/new-list.ts';
import { oldPackages } from './npm/old-list.ts';
import { asTable, field } from './toml/table.ts';

export const packageLockDetector = lockfile({
  id: 'package-lock',
  version: 7,
  names: ['package-lock.json', 'npm-shrinkwrap.json'],
  about: {
    title: 'Packages in package-lock.json',
    motivation: 'The lock is the exact list of what a Node.js product installs, with the integrity values that prove it.',
    decides:
      'Every installed package of package-lock.json and npm-shrinkwrap.json (lock versions 1, 2 and 3) with its real name (aliases resolved), the name that it is installed under, version, integrity, address, group, license, the systems that it is for, and what it needs, at the line of its entry. ' +
      'Version 2 has two lists, and npm 6 reads the older one: both count, and what they say alike counts once. ' +
      'Links, workspace members and folders are no packages; which names stand for a folder is kept apart. Bundled packages count as part of the package that carries them. The same key twice is reported; a lock of a later version is read, and that it is one is told.',
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

const KNOWN: ReadonlySet<unknown> = new Set([undefined, 1, 2, 3]);

function* readPackageLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const file = parseJsonLock(text, npmLockPlaces());
  if (!file.ok) return yield file.problem;
  const { data, places, twice } = file;
  yield* twiceProblems(twice);
  const packages = asTable(field(data, 'packages'));
  const isRead = packages !== null || asTable(field(data, 'dependencies')) !== null;
  const version = field(data, 'lockfileVersion');
  if (!KNOWN.has(version)) {
    const at = places.nearest(['lockfileVersion']);
    const message = isRead ? 'it was read like one of version 3' : 'its packages were not read';
    yield {
      ...problemFact('unsupported', `a package-lock of a version that is not known; ${message}`, at),
      ...(isRead ? { quiet: true } : {}),
    };
  }
  // Version 2 holds both lists: newer ones read "packages", and npm 6 the other one. What both say counts once.
  const said = new Set<string>();
  for (const found of packages === null ? [] : newPackages(packages, places, budget)) {
    if (found.kind === 'locked') said.add(saidOf(found));
    yield found;
  }
  for (const found of oldPackages(data, places, budget)) if (found.kind !== 'locked' || !said.has(saidOf(found))) yield found;
}
