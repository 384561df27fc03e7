/**
 * go.sum: hashes of modules, of more versions than are used. An entry alone is no component (go.mod is the list): it is a sighting of the version that
 * go.mod lists, so that a hash that changes at one version is told where it stands. "h1:" is the SHA-256 of a list of files, and no hash of an archive.
 */
import { golang } from '../../../ecosystems/golang/index.ts';
import type { At, ProblemFact } from '../../../model/index.ts';
import { problemFact } from '../../text-input.ts';
import { type LockedPackage, lockfile } from '../lockfile.ts';
import { numberedLines } from '../stated/stated.ts';

const [TREE, MANIFEST] = [`h1:${'A'.repeat(43)}=`, `h1:${'B'.repeat(43)}=`];

export const goSumDetector = lockfile({
  id: 'go-sum',
  version: 2,
  names: ['go.sum'],
  about: {
    title: 'Hashes in go.sum',
    motivation: 'go checks what it downloads against these hashes: who changes one at the same version changes the bytes.',
    decides:
      'The hashes of each module and version, of its files and of its go.mod. They stand for the versions that go.mod lists; others are in the file without being used, and are no components. A hash of this kind is that of a tree of files, and is compared with its like alone.',
    remedy: 'Run "go mod tidy" and commit go.mod and go.sum.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'go.sum',
    source: `github.com/openai/openai-go/v2 v2.7.1 ${TREE}
github.com/openai/openai-go/v2 v2.7.1/go.mod ${MANIFEST}
github.com/old/one v1.0.0/go.mod ${MANIFEST}
`,
    gives: [
      {
        name: 'github.com/openai/openai-go/v2',
        version: 'v2.7.1',
        line: 1,
        integrity: [TREE, MANIFEST],
        archives: [
          ['', TREE],
          ['go.mod', MANIFEST],
        ],
        hashesOnly: true,
        from: 'lock',
      },
      { name: 'github.com/old/one', version: 'v1.0.0', line: 3, integrity: [MANIFEST], hashesOnly: true },
    ],
  },
  read: readGoSum,
});

const LINE = /^(\S{1,300}) (v\d[\w.+-]{0,120}?)(\/go\.mod)? (h1:\S{1,100})$/;
/** In a text that is none, one problem a line would be no help. */
const MAX_PROBLEMS = 10;

interface Sums {
  readonly name: string;
  readonly version: string;
  readonly archives: [file: string, hash: string][];
  readonly at: At;
}

function* readGoSum(text: string): Generator<LockedPackage | ProblemFact> {
  const sums = new Map<string, Sums>();
  let problems = 0;
  for (const [line, number] of numberedLines(text)) {
    if (line.trim() === '') continue;
    const [, name, version, manifest, hash] = LINE.exec(line.trimEnd()) ?? [];
    const at = { line: number, column: 1 };
    if (name === undefined || version === undefined || hash === undefined) {
      if (problems++ < MAX_PROBLEMS) yield problemFact('syntax', 'not a hash that go can read', at);
      continue;
    }
    const key = `${name} ${version}`;
    const known = sums.get(key) ?? { name, version, archives: [], at };
    known.archives.push([manifest === undefined ? '' : 'go.mod', hash]);
    sums.set(key, known);
  }
  for (const one of sums.values()) {
    yield packageOf(one);
    // go refuses both.
    if (new Set(one.archives.map(([file]) => file)).size < new Set(one.archives.map(String)).size)
      yield problemFact('syntax', 'entries of one module disagree about a hash', one.at);
  }
}

function packageOf({ name, version, archives, at }: Sums): LockedPackage {
  return {
    kind: 'locked',
    ecosystem: golang,
    name,
    version,
    integrity: archives.map(([, hash]) => hash),
    archives,
    hashesOnly: true,
    source: { source: 'registry', location: null },
    group: 'runtime',
    license: null,
    at,
  };
}
