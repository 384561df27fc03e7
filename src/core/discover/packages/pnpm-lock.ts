/** pnpm-lock.yaml, lock versions 5 to 9. */
import { npm } from '../../ecosystems/npm/index.ts';
import type { ProblemFact } from '../../model/index.ts';
import { problemFact } from '../text-input.ts';
import { type LockedPackage, lockfile } from './lockfile.ts';
import { numberedLines } from './stated/stated.ts';

export const pnpmLockDetector = lockfile({
  id: 'pnpm-lock',
  version: 1,
  names: ['pnpm-lock.yaml'],
  about: {
    title: 'Packages in pnpm-lock.yaml',
    motivation: 'The lock is the exact list of what a Node.js product installs.',
    decides:
      'Every entry of "packages" with its name, version, integrity and, where it has one, the address of its archive or repository. Folders are left out. Whether only development needs a package is not looked at.',
    remedy: 'Run "pnpm install" and commit the lock.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'pnpm-lock.yaml',
    source: `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      openai:
        specifier: ^5.0.0
        version: 5.0.0

packages:

  '@scope/real@1.2.3':
    resolution: {integrity: sha512-${'A'.repeat(86)}==}

  openai@5.0.0:
    resolution: {integrity: sha512-${'B'.repeat(86)}==, tarball: https://files.example/openai.tgz}

snapshots:

  openai@5.0.0: {}
`,
    gives: [
      { name: '@scope/real', version: '1.2.3', line: 13, integrity: [`sha512-${'A'.repeat(86)}==`] },
      { name: 'openai', version: '5.0.0', line: 16, source: 'url' },
    ],
  },
  read: readPnpmLock,
});

const ENTRY = /^ {2}(['"]?)\/?((?:@[\w.~-]{1,100}\/)?[\w.~-]{1,214})[@/]([^'"\s]{1,1000})\1:\s{0,5}$/;
const RESOLUTION = /^ {4}resolution: \{([^\n]{1,2000})\}/;

interface Entry {
  readonly name: string;
  readonly version: string;
  readonly line: number;
  resolution: string | null;
}

function* readPnpmLock(text: string): Generator<LockedPackage | ProblemFact> {
  if (!/^lockfileVersion:/m.test(text.slice(0, 2_000))) return yield problemFact('syntax', 'not a lock of pnpm', { line: 1, column: 1 });
  let isInside = false;
  let entry: Entry | null = null;
  for (const [line, number] of numberedLines(text)) {
    if (/^[a-zA-Z]/.test(line)) isInside = line.startsWith('packages:');
    if (!isInside) continue;
    const [, , name, version] = ENTRY.exec(line) ?? [];
    if (name !== undefined && version !== undefined) {
      if (entry !== null) yield* packageOf(entry);
      // Behind "(" and "_" stand the peers that it was resolved with.
      entry = { name, version: version.replace(/[(_].*$/s, ''), line: number, resolution: null };
    } else if (entry !== null) entry.resolution ??= RESOLUTION.exec(line)?.[1] ?? null;
  }
  if (entry !== null) yield* packageOf(entry);
}

function* packageOf({ name, version, line, resolution }: Entry): Generator<LockedPackage> {
  const said = (key: string): string => new RegExp(`(?:^|[\\s,])${key}: ["']?([^"'\\s,}]{1,1000})`).exec(resolution ?? '')?.[1] ?? '';
  if (said('directory') !== '') return;
  const [integrity, tarball, repository] = [said('integrity'), said('tarball'), said('repo')];
  const address = repository === '' ? tarball : `git+${repository}#${said('commit')}`;
  yield {
    kind: 'locked',
    ecosystem: npm,
    name,
    version: /^\d/.test(version) ? version : null,
    integrity: integrity === '' ? [] : [integrity],
    source: address === '' ? { source: 'registry', location: null } : npm.sourceOf(name, address),
    group: 'runtime',
    license: null,
    at: { line, column: 1 },
  };
}
