/** yarn.lock: the form of Yarn 1, and that of later ones. */
import type { ProblemFact, SteeringFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';
import { type LineBlock, readBlocks } from '../blocks/read-blocks.ts';
import { inBlock, blockText } from '../blocks/values.ts';
import { type Budget, type LockedPackage, lockfile } from '../lockfile.ts';
import { berryEntry, berryPackages } from './berry.ts';
import { classicEntry, classicPackages } from './classic.ts';
import { edgesAmong } from './edges.ts';

export const yarnLockDetector = lockfile({
  id: 'yarn-lock',
  version: 6,
  names: ['yarn.lock'],
  about: {
    title: 'Packages in yarn.lock',
    motivation: 'The lock is the exact list of what a Node.js product installs.',
    decides:
      'Every entry of Yarn 1, and of later ones (metadata versions 4 to 10), with its real name, the names that it is installed under, version, address or repository and commit, the systems that it is for, and what it needs, at the line of its entry. ' +
      'Of Yarn 1 with its integrity, and the SHA-1 behind its address. The checksums of later forms are of archives that Yarn makes itself: they prove nothing about the registry, and are kept apart, by their cache key, so that another checksum of one version and one cache key can be told. ' +
      'Workspace members, folders and patched copies of other entries are no packages; which names stand for a folder, and which patches of the tree are applied, is kept apart. The lock does not say what only development needs. ' +
      'A dependency without an entry (of Yarn 1 in a text that is cut), and the same entry twice, are reported; a lock of a later version is read, and its version told.',
    remedy: 'Run "yarn install" and commit the lock.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'yarn.lock',
    source: `# yarn lockfile v1


"alias@npm:@scope/real@^1.2.0", "@scope/real@^1.2.3":
  version "1.2.3"
  resolved "https://registry.example/@scope/real/-/real-1.2.3.tgz#0123456789abcdef0123456789abcdef01234567"
  integrity sha512-${'A'.repeat(86)}==

openai@^5.0.0:
  version "5.0.0"
  resolved "https://files.example/openai.tgz"
  integrity sha512-${'B'.repeat(86)}==
  dependencies:
    "@scope/real" "^1.2.3"
`,
    gives: [
      {
        name: '@scope/real',
        version: '1.2.3',
        line: 4,
        integrity: ['sha1-ASNFZ4mrze8BI0VniavN7wEjRWc=', `sha512-${'A'.repeat(86)}==`],
        servers: ['https://registry.example'],
      },
      { name: '@scope/real', as: 'alias', version: '1.2.3', line: 4 },
      { name: 'openai', version: '5.0.0', line: 9, source: 'url', needs: ['@scope/real@1.2.3'] },
    ],
  },
  read: readYarnLock,
});

/** The newest that was looked at. */
const KNOWN = 10;

function* readYarnLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const isLater = /^__metadata:/m.test(text);
  const { documents, faults } = readBlocks(text, isLater ? 'yaml' : 'yarn');
  yield* faults;
  const blocks = documents.flat();
  const metadata = blocks.find(({ key }) => key === '__metadata');
  if (isLater) yield* metadataProblems(metadata);
  const entries = blocks.filter((block) => block !== metadata);
  const edges = edgesAmong(entries.map(isLater ? berryEntry : classicEntry), budget);
  const cacheKey = blockText(inBlock(metadata, 'cacheKey')) ?? '';
  for (const block of entries) yield* isLater ? berryPackages(block, edges, cacheKey) : classicPackages(block, edges);
  const missing = edges.missing();
  // Yarn 1 leaves out the members of a workspace: there only a text that ends within a line tells more.
  if (missing !== null && (isLater || !text.endsWith('\n')))
    yield problemFact('syntax', 'a dependency without an entry: the lock is cut, or was edited by hand', { line: missing.line, column: 1 });
}

function* metadataProblems(metadata: LineBlock | undefined): Generator<ProblemFact> {
  const version = blockText(inBlock(metadata, 'version')) ?? '';
  if (/^\d{1,9}$/.test(version) && Number(version) <= KNOWN) return;
  const said = /^\d{1,9}$/.test(version) ? version : 'none';
  yield {
    ...problemFact('unsupported', `a lock of Yarn of version ${said}, which is not known; it was read like one of version ${KNOWN}`, {
      line: metadata?.line ?? 1,
      column: 1,
    }),
    quiet: true,
  };
}
