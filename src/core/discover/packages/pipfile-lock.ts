/** Pipfile.lock: one key for each package, in one list for each category. */
import { cleanLocation } from '../../base/address.ts';
import { gitLocation } from '../../ecosystems/git.ts';
import { pypi } from '../../ecosystems/pypi/index.ts';
import type { ProblemFact, SteeringFact } from '../../model/index.ts';
import { parseJsonText } from '../json-file.ts';
import { folderFacts } from './folder.ts';
import { type LockedPackage, lockfile } from './lockfile.ts';
import { isArchivePath } from './python/archives.ts';
import { groupOfNames } from './python/groups.ts';
import { lockAbout } from './python/lock-about.ts';
import { asList, asTable, asText, entries, field, type Table } from './toml/table.ts';

const HASH = `sha256:${'a'.repeat(64)}`;

export const pipfileLockDetector = lockfile({
  id: 'pipfile-lock',
  version: 3,
  names: ['Pipfile.lock'],
  about: lockAbout(
    'Pipfile.lock',
    'Every package of "default", "develop" and further categories with its version, hashes, marker, and its source: the index that it names, git with the commit, a URL, or an archive of the tree. Folders are left out. What needs what, the file does not say.',
  ),
  example: {
    path: 'Pipfile.lock',
    source: `{
  "_meta": { "sources": [{ "name": "house", "url": "https://index.example/simple", "verify_ssl": true }] },
  "default": {
    "openai": { "hashes": ["${HASH}"], "index": "house", "markers": "python_version >= '3.8'", "version": "==1.60.0" }
  },
  "develop": {
    "pytest": { "hashes": ["${HASH}"], "version": "==8.0.0" }
  }
}
`,
    gives: [
      {
        name: 'openai',
        version: '1.60.0',
        line: 4,
        integrity: [HASH],
        location: 'https://index.example/simple',
        marker: "python_version >= '3.8'",
      },
      { name: 'pytest', version: '8.0.0', line: 7, group: 'development' },
    ],
  },
  read: readPipfileLock,
});

function* readPipfileLock(text: string): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const file = parseJsonText(text, 2);
  if (!file.ok) return yield file.problem;
  const indexes = indexesIn(file.data);
  for (const [list, packages] of entries(file.data))
    for (const [name, value] of list === '_meta' ? [] : entries(packages)) {
      const entry = asTable(value);
      const source = sourceOf(entry, indexes);
      const at = file.places.at([list, name]) ?? { line: 1, column: 1 };
      if (source === 'skip') {
        yield* folderFacts(pypi, name, asText(field(entry, 'path')) ?? asText(field(entry, 'file')) ?? '', at);
        continue;
      }
      const marker = asText(field(entry, 'markers'));
      yield {
        kind: 'locked',
        ecosystem: pypi,
        name,
        version: asText(field(entry, 'version'))?.replace(/^={2,3}\s{0,5}/, '') ?? null,
        integrity: asList(field(entry, 'hashes')).flatMap((hash) => asText(hash) ?? []),
        source,
        ...(marker === null ? {} : { marker }),
        group: list === 'develop' ? 'development' : groupOfNames([list], false),
        license: null,
        at,
      };
    }
}

interface Indexes {
  readonly named: ReadonlyMap<string, string>;
  /** Of an entry that names none: the one that there is; null where several are asked. */
  readonly only: string | null;
}

function indexesIn(data: Table): Indexes {
  const named = new Map<string, string>();
  for (const source of asList(field(data, '_meta', 'sources')).map(asTable)) {
    const [name, url] = [asText(field(source, 'name')), asText(field(source, 'url'))];
    if (name !== null && url !== null) named.set(name, url);
  }
  return { named, only: named.size === 1 ? ([...named.values()][0] ?? null) : null };
}

/** "skip": a folder, which its own manifest describes. */
function sourceOf(entry: Table | null, { named, only }: Indexes): LockedPackage['source'] | 'skip' {
  const said = (key: string): string | null => asText(field(entry, key));
  const git = said('git');
  if (git !== null) return { source: 'git', location: gitLocation(git, said('ref')) };
  const place = said('path') ?? said('file');
  if (place !== null) {
    if (/^https?:\/\//i.test(place)) return { source: 'url', location: cleanLocation(place) };
    return isArchivePath(place) ? { source: 'path', location: null } : 'skip';
  }
  const name = said('index');
  const url = name === null ? only : (named.get(name) ?? null);
  return { source: 'registry', location: url === null ? null : cleanLocation(url) };
}
