/** pnpm-lock.yaml, lock versions 5 to 9. */
import type { ProblemFact, SteeringFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';
import { type LineBlock, readBlocks } from '../blocks/read-blocks.ts';
import { blockText } from '../blocks/values.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import { folderFacts } from '../folder.ts';
import { type Budget, type LockedPackage, lockfile } from '../lockfile.ts';
import { groupsByReach } from '../npm/reach.ts';
import { entriesIn, type PnpmLock } from './entries.ts';
import { packagesOf } from './package.ts';

export const pnpmLockDetector = lockfile({
  id: 'pnpm-lock',
  version: 5,
  names: ['pnpm-lock.yaml'],
  about: {
    title: 'Packages in pnpm-lock.yaml',
    motivation: 'The lock is the exact list of what a Node.js product installs, with the integrity values that prove it.',
    decides:
      'Every entry of "packages" (lock versions 5 to 9) with its name, version, integrity, the address of its archive or the repository and commit, the systems that it is for, and what it needs, at the line of its entry. ' +
      'A package that is installed under another name as well is named with each. Folders and members of the workspace are no packages; which names stand for a folder is kept apart. ' +
      'A package that only development dependencies of all members reach is marked development; one that only optional ones reach, optional. ' +
      'A dependency whose entry is missing, and the same key twice, are reported; a lock of a later version is read, and its version told.',
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
        version: 5.0.0(real@1.2.3)
    devDependencies:
      alias:
        specifier: npm:@scope/real@^1
        version: '@scope/real@1.2.3'

packages:

  '@scope/real@1.2.3':
    resolution: {integrity: sha512-${'A'.repeat(86)}==}
    os: [linux]

  openai@5.0.0:
    resolution: {integrity: sha512-${'B'.repeat(86)}==, tarball: https://files.example/openai.tgz}

  own@https://codeload.github.com/o/own/tar.gz/${'c'.repeat(40)}:
    resolution: {tarball: https://codeload.github.com/o/own/tar.gz/${'c'.repeat(40)}}
    version: 0.1.0

snapshots:

  '@scope/real@1.2.3': {}

  openai@5.0.0(real@1.2.3):
    dependencies:
      own: https://codeload.github.com/o/own/tar.gz/${'c'.repeat(40)}

  own@https://codeload.github.com/o/own/tar.gz/${'c'.repeat(40)}: {}
`,
    gives: [
      {
        name: '@scope/real',
        as: 'alias',
        version: '1.2.3',
        line: 17,
        group: 'development',
        marker: 'os=linux',
        integrity: [`sha512-${'A'.repeat(86)}==`],
      },
      { name: 'openai', version: '5.0.0', line: 21, source: 'url', needs: ['own@0.1.0'], servers: ['https://files.example'] },
      { name: 'own', version: '0.1.0', line: 24, source: 'git', location: `https://github.com/o/own@${'c'.repeat(40)}` },
    ],
  },
  read: readPnpmLock,
});

/** The newest that was looked at. */
const KNOWN = 9;

function* readPnpmLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const { documents, faults } = readBlocks(text, 'yaml');
  yield* faults;
  for (const document of documents) {
    const version = document.find(({ key }) => key === 'lockfileVersion');
    const number = Number.parseFloat(blockText(version) ?? '');
    if (version === undefined || Number.isNaN(number)) {
      yield problemFact('syntax', 'not a lock of pnpm', { line: document[0]?.line ?? 1, column: 1 });
      continue;
    }
    const entries = entriesIn(document, budget);
    yield* oddities(version, number, entries);
    const groupOf = groupsByReach(entries.roots, entries.graph, budget);
    for (const { name, path, line } of entries.folders) yield* folderFacts(npm, name, path, { line, column: 1 });
    for (const entry of entries.packages.values()) yield* packagesOf(entry, entries, groupOf);
  }
}

function* oddities(version: LineBlock, number: number, { packages, missing }: PnpmLock): Generator<ProblemFact> {
  if (number < 5 || number >= KNOWN + 1) {
    const isRead = packages.size > 0;
    const message = isRead
      ? `a lock of pnpm of version ${number}, which is not known; it was read like one of version ${KNOWN}`
      : 'a lock of pnpm of a version that is not known; its packages were not read';
    const problem = problemFact('unsupported', message, { line: version.line, column: 1 });
    yield isRead ? { ...problem, quiet: true } : problem;
  }
  if (missing !== null) {
    yield problemFact('syntax', 'a dependency without an entry: the lock is cut, or was edited by hand', { line: missing.line, column: 1 });
  }
}
