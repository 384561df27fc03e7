/** bun.lock, the text form. */
import { npm } from '../../../ecosystems/npm/index.ts';
import type { PackageFact, ProblemFact, SteeringFact } from '../../../model/index.ts';
import { inMap, textsAt } from '../../datum/datum.ts';
import { readJsonDatum } from '../../datum/json.ts';
import { entryProblem, problemFact } from '../../text-input.ts';
import { folderFacts } from '../folder.ts';
import { type Budget, type LockedPackage, lockfile } from '../lockfile.ts';
import { npmMarker } from '../npm/marker.ts';
import { ASKS_NOTHING, groupsByReach } from '../npm/reach.ts';
import { type BunEntry, bunSource, readBunEntry } from './entries.ts';
import { bunGraph, type BunGraph, lastName } from './graph.ts';

export const bunLockDetector = lockfile({
  id: 'bun-lock',
  version: 4,
  names: ['bun.lock'],
  about: {
    title: 'Packages in bun.lock',
    motivation: 'The lock is the exact list of what a Bun product installs.',
    decides:
      'Every entry of "packages" (lock versions 0 and 1) with its real name, the name that it is installed under, version, integrity, the address of its archive or its repository and commit, the systems that it is for, and what it needs, at the line of its entry. ' +
      'Workspace members and folders are no packages. What only development dependencies of all members reach is marked development; what only optional ones reach, optional. ' +
      'A dependency without an entry, and the same entry twice, are reported; a lock of a later version is read, and its version told. The binary form, bun.lockb, is not read.',
    remedy: 'Run "bun install --save-text-lockfile" and commit bun.lock.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'bun.lock',
    source: `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "app", "dependencies": { "openai": "^5.0.0" }, "devDependencies": { "a": "o/r" } } },
  "packages": {
    "openai": ["openai@5.0.0", "", { "os": "linux" }, "sha512-${'A'.repeat(86)}=="],
    "a": ["@scope/a@github:o/r#0123456", { "dependencies": { "openai": "5" } }, "o-r-0123456"],
    "member": ["member@workspace:packages/member"],
  }
}
`,
    gives: [
      { name: 'openai', version: '5.0.0', line: 5, integrity: [`sha512-${'A'.repeat(86)}==`], marker: 'os=linux', group: 'runtime' },
      {
        name: '@scope/a',
        as: 'a',
        version: null,
        line: 6,
        source: 'git',
        location: 'https://github.com/o/r@0123456',
        group: 'development',
        needs: ['openai@5.0.0'],
      },
    ],
  },
  read: readBunLock,
});

/** The newest that was looked at. */
const KNOWN = 1;
/** Of a lock: each package is some dozen. */
const MAX_VALUES = 1_000_000;
const START = { line: 1, column: 1 };

function* readBunLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const { roots, whole } = readJsonDatum(text, MAX_VALUES);
  if (!whole) yield problemFact('syntax', 'not JSON with comments as Bun writes it; what stands behind the fault was not read', START);
  const packages = inMap(roots[0], 'packages');
  const version = /"lockfileVersion":\s{0,9}(\d{1,9})/.exec(text.slice(0, 2_000))?.[1];
  if (packages?.kind !== 'map') {
    if (whole) yield problemFact('unsupported', 'a lock of Bun of a form that is not known; its packages were not read', START);
    return;
  }
  if (version === undefined || Number(version) > KNOWN) {
    const said = version ?? 'none';
    const message = `a lock of Bun of version ${said}, which is not known; it was read like one of version ${KNOWN}`;
    yield { ...problemFact('unsupported', message, START), quiet: true };
  }
  const entries = new Map<string, BunEntry>();
  for (const entry of packages.entries) {
    const found = readBunEntry(entry);
    if (found === null) yield entryProblem('syntax', 'an entry of a form that is not known; it was not read', entry.at, entry.key);
    if (found !== null && entries.has(entry.key)) yield problemFact('syntax', 'the same entry twice; the last one counts', entry.at);
    if (found !== null) entries.set(entry.key, found);
  }
  const graph = bunGraph(roots[0], entries, budget);
  if (graph.missing !== null)
    yield problemFact('syntax', 'a dependency without an entry: the lock is cut, or was edited by hand', graph.missing.at);
  const groupOf = groupsByReach(graph.roots, graph.graph, budget);
  for (const found of entries.values()) {
    if (found.label !== null) yield packageOf(found, entries, graph, groupOf(found.key));
    else yield* folderFacts(npm, found.name, found.what, found.entry.at);
  }
}

function packageOf(
  found: BunEntry,
  entries: ReadonlyMap<string, BunEntry>,
  { graph }: BunGraph,
  group: PackageFact['group'],
): LockedPackage {
  const { runtime, optional } = graph.get(found.key) ?? ASKS_NOTHING;
  const said = (key: string): readonly string[] => textsAt(found.info, key);
  const marker = npmMarker({ os: said('os'), cpu: said('cpu'), libc: said('libc') });
  return {
    kind: 'locked',
    ecosystem: npm,
    name: found.name,
    as: lastName(found.key),
    version: found.version,
    integrity: found.texts.filter((one) => one.startsWith('sha')),
    ...bunSource(found),
    needs: [...runtime, ...optional].flatMap((key) => entries.get(key)?.label ?? []),
    ...(marker === undefined ? {} : { marker }),
    group,
    license: null,
    at: found.entry.at,
  };
}
