/** deno.lock: the packages of npm in it, lock versions 2 to 5. */
import { npm } from '../../ecosystems/npm/index.ts';
import { otherArchive } from '../../ecosystems/npm/archive.ts';
import { cleanOrigin } from '../../base/address.ts';
import { keepPlaces, type KeyPlaces } from '../../base/json/places.ts';
import type { At, PackageFact, ProblemFact, SteeringFact } from '../../model/index.ts';
import { parseJsonLock, twiceProblems } from '../json-file.ts';
import { steering, withoutQueries } from '../steering/kind.ts';
import { problemFact } from '../text-input.ts';
import { type Budget, type LockedPackage, lockfile } from './lockfile.ts';
import { underEachName } from './npm/each-name.ts';
import { npmMarker } from './npm/marker.ts';
import { groupsByReach } from './npm/reach.ts';
import { type DenoEntry, denoEntries } from './npm/deno-entries.ts';
import { asList, asTable, asText, entries, field, type Table } from './toml/table.ts';

export const denoLockDetector = lockfile({
  id: 'deno-lock',
  version: 2,
  names: ['deno.lock'],
  about: {
    title: 'Packages in deno.lock',
    motivation: 'The lock is the exact list of what a Deno product fetches, with the integrity values that prove it.',
    decides:
      'Every package of npm (lock versions 2 to 5) with its name, version, integrity, the address of its archive where one is said, the systems that it is for, and what it needs, at the line of its entry. What only optional dependencies reach is marked optional. ' +
      'Packages of JSR, and modules that are fetched by their address, are no components, and that there are some is told; their hashes, and the servers behind redirects, are compared with those of the base. The same key twice is reported; a lock of a later version is read, and that it is one is told.',
    remedy: 'Run "deno install" and commit the lock.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'deno.lock',
    source: `{
  "version": "5",
  "specifiers": {
    "npm:openai@5": "5.0.0_zod@3.0.0"
  },
  "npm": {
    "openai@5.0.0_zod@3.0.0": {
      "integrity": "sha512-${'A'.repeat(86)}==",
      "dependencies": ["zod"],
      "optionalDependencies": ["@scope/fast@1.2.3"]
    },
    "@scope/fast@1.2.3": {
      "integrity": "sha512-${'B'.repeat(86)}==",
      "os": ["linux"],
      "tarball": "https://files.example/fast.tgz"
    },
    "zod@3.0.0": {
      "integrity": "sha512-${'C'.repeat(86)}=="
    }
  }
}
`,
    gives: [
      { name: 'openai', version: '5.0.0', line: 7, needs: ['@scope/fast@1.2.3', 'zod@3.0.0'], integrity: [`sha512-${'A'.repeat(86)}==`] },
      { name: '@scope/fast', version: '1.2.3', line: 12, group: 'optional', marker: 'os=linux', source: 'url' },
      { name: 'zod', version: '3.0.0', line: 17 },
    ],
  },
  read: readDenoLock,
});

/** Where each lock version has its lists: at the edge, or in "packages", or in "npm". */
const PLACES = [['npm'], ['packages', 'npm'], ['npm', 'packages']] as const;
const KNOWN: ReadonlySet<unknown> = new Set(['2', '3', '4', '5']);

function* readDenoLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  const file = parseJsonLock(text, keepPlaces(3));
  if (!file.ok) return yield file.problem;
  const { data, places, twice } = file;
  yield* twiceProblems(twice);
  yield* unreadParts(data, places);
  yield* modulesIn(data, places);
  const path = PLACES.findLast((keys) => asTable(field(data, ...keys)) !== null);
  const version = field(data, 'version');
  if (!KNOWN.has(version)) {
    const isRead = path !== undefined || asTable(field(data, 'remote')) !== null;
    const message = isRead ? 'it was read like one of version 5' : 'its packages were not read';
    const problem = problemFact('unsupported', `a lock of Deno of a version that is not known; ${message}`, places.nearest(['version']));
    yield isRead ? { ...problem, quiet: true } : problem;
  }
  if (path === undefined) return;
  const { entries: found, roots, graph } = denoEntries(data, field(data, ...path), budget);
  const groupOf = groupsByReach([{ runtime: roots, optional: [], development: [] }], graph, budget);
  for (const [key, one] of found) yield* underEachName(packageOf(one, places.nearest([...path, key]), groupOf(key)), one.names);
}

/** What stands beside the packages of npm: no ecosystem is known for it, so its names would be made up. */
function* unreadParts(data: Table, places: KeyPlaces): Generator<ProblemFact> {
  for (const [path, what] of [
    [['jsr'], 'packages of JSR'],
    [['packages', 'jsr'], 'packages of JSR'],
    [['remote'], 'modules that are fetched by their address'],
  ] as const) {
    if (Object.keys(asTable(field(data, ...path)) ?? {}).length === 0) continue;
    yield { ...problemFact('unsupported', `${what}, of which nobody reads what they are`, places.nearest(path)), quiet: true };
  }
}

/** Without user-info; two queries are told apart (T21). */
function plain(address: string): string {
  return withoutQueries(address.replace(/^([a-z]{2,10}:\/\/)[^/@]{1,500}@/i, '$1'));
}

/** What they are held to: compared with the base, wherever they come from. */
function* modulesIn(data: Table, places: KeyPlaces): Generator<SteeringFact> {
  for (const path of [['jsr'], ['packages', 'jsr']])
    for (const [key, value] of entries(field(data, ...path)))
      yield steering('module', `jsr:${key}`, asText(field(asTable(value), 'integrity')) ?? 'no hash', places.nearest([...path, key]));
  for (const [address, hash] of entries(field(data, 'remote')))
    yield steering('module', plain(address), asText(hash) ?? 'no hash', places.nearest(['remote', address]));
  for (const [address, to] of entries(field(data, 'redirects')))
    yield steering(
      'module',
      `redirect of ${plain(address)}`,
      cleanOrigin(asText(to) ?? '') ?? 'no server',
      places.nearest(['redirects', address]),
    );
}

function packageOf({ name, version, entry, needs }: DenoEntry, at: At, group: PackageFact['group']): LockedPackage {
  const said = (key: string): readonly string[] => asList(field(entry, key)).flatMap((one) => asText(one) ?? []);
  const marker = npmMarker({ os: said('os'), cpu: said('cpu'), libc: said('libc') });
  const address = asText(field(entry, 'tarball')) ?? '';
  const source = address === '' ? ({ source: 'registry', location: null } as const) : npm.sourceOf(name ?? '', address);
  const archiveOf = source.source === 'registry' ? otherArchive(name ?? '', version, source.location) : undefined;
  return {
    kind: 'locked',
    ecosystem: npm,
    name,
    version,
    integrity: (asText(field(entry, 'integrity')) ?? '').split(/\s+/),
    ...(archiveOf === undefined ? {} : { archiveOf }),
    servers: [address],
    needs,
    ...(marker === undefined ? {} : { marker }),
    source,
    group,
    license: null,
    at,
  };
}
