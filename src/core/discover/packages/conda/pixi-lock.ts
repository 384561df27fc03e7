/** pixi.lock, versions 3 to 7: packages of conda and of PyPI, and the environments that hold them. */
import { conda } from '../../../ecosystems/conda/index.ts';
import type { Ecosystem } from '../../../ecosystems/ecosystem.ts';
import { gitLocation } from '../../../ecosystems/git.ts';
import { canHold } from '../../../ecosystems/pypi/marker.ts';
import { ALL_PYTHONS } from '../../../ecosystems/pypi/python-releases.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { cleanLocation } from '../../../base/address.ts';
import type { PackageFact, ProblemFact, SteeringFact } from '../../../model/index.ts';
import { entryProblem, problemFact } from '../../text-input.ts';
import { edgesTo, type LockedVersions, lockedVersions } from '../edges.ts';
import { folderFacts } from '../folder.ts';
import { type Budget, type LockedPackage, lockfile } from '../lockfile.ts';
import { condaArchive, heldByMd5 } from './archives.ts';
import { archiveName, isArchivePath } from '../python/archives.ts';
import { groupOfNames } from '../python/groups.ts';
import { parseRequirement } from '../requirements/pep508.ts';
import { numberedLines } from '../stated/stated.ts';
import { pixiChannels } from './pixi-channels.ts';
import { type ListedTable, listedTablesIn } from './listed-tables.ts';

export const pixiLockDetector = lockfile({
  id: 'pixi-lock',
  version: 5,
  names: ['pixi.lock'],
  about: {
    title: 'Packages in pixi.lock',
    motivation: 'The lock is the exact list of what an environment of pixi holds, with the hashes that prove it.',
    decides:
      'Every entry of "packages" with its name, version, SHA-256, the channel or server that it is taken from, what it needs, its license, and git or an address as its source. A package of no environment but those for development and tests is marked so. The channels and indexes of its environments are told. Folders are no packages, and told by their names; MD5 proves nothing, but another one is another archive.',
    remedy: 'Run "pixi lock" and commit the result.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'pixi.lock',
    source: `version: 6
environments:
  default:
    channels:
    - url: https://conda.example/conda-forge/
    packages:
      linux-64:
      - conda: https://conda.example/conda-forge/linux-64/pytorch-2.5.1-cuda126_py312_0.conda
      - pypi: https://files.example/packages/transformers-5.2.0-py3-none-any.whl
packages:
- conda: https://conda.example/conda-forge/linux-64/pytorch-2.5.1-cuda126_py312_0.conda
  sha256: ${'a'.repeat(64)}
  md5: ${'0'.repeat(32)}
  depends:
  - __glibc >=2.17
  license: BSD-3-Clause
- pypi: https://files.example/packages/transformers-5.2.0-py3-none-any.whl
  name: transformers
  version: 5.2.0
  sha256: ${'b'.repeat(64)}
  requires_dist:
  - torch>=2 ; extra == 'torch'
  requires_python: '>=3.10'
`,
    gives: [
      {
        ecosystem: 'conda',
        name: 'pytorch',
        version: '2.5.1',
        line: 11,
        integrity: [`sha256:${'a'.repeat(64)}`],
        location: 'https://conda.example/conda-forge',
        license: 'BSD-3-Clause',
      },
      {
        ecosystem: 'pypi',
        name: 'transformers',
        version: '5.2.0',
        line: 17,
        integrity: [`sha256:${'b'.repeat(64)}`],
        servers: ['https://files.example'],
        needs: [],
      },
    ],
  },
  read: readPixiLock,
});

/** One entry, whatever version of the lock wrote it. */
interface Entry {
  readonly block: ListedTable;
  readonly ecosystem: Ecosystem;
  /** Of its archive, folder or repository. */
  readonly address: string;
  readonly name: string | null;
  readonly version: string | null;
}

function* readPixiLock(text: string, budget: Budget): Generator<LockedPackage | SteeringFact | ProblemFact> {
  if (!/^packages:[ \t]*(?:\[\])?\r?$/m.test(text))
    return yield problemFact('unsupported', 'a pixi.lock of a form that is not known; its packages were not read', { line: 1, column: 1 });
  yield* pixiChannels(text);
  const entries = Array.from(listedTablesIn(text, 'packages'), entryOf);
  const versions = lockedVersions(
    pypi,
    entries.filter(({ ecosystem }) => ecosystem === pypi),
  );
  const ofPlatform = byPlatform(entries.filter(({ ecosystem }) => ecosystem === conda));
  const environments = environmentsIn(text);
  for (const { block, ecosystem, address, name, version } of entries) {
    if (block.unread !== null)
      yield entryProblem('unsupported', 'an entry of a form that pixi does not write; it was not read whole', block.unread, name);
    const source = sourceOf(ecosystem, address);
    if (source === 'skip') yield* folderFacts(ecosystem, name, address, block.at);
    if (source === 'skip' || name?.startsWith('__') === true) continue;
    const hash = block.texts.get('sha256') ?? null;
    yield* heldByMd5(address, { md5: block.texts.get('md5') ?? null, sha256: hash }, block.at);
    const license = block.texts.get('license') ?? 'None';
    yield {
      kind: 'locked',
      ecosystem,
      name,
      version,
      ...condaArchive(address, hash),
      source,
      needs: [...condaNeeds(block, ofPlatform(platformOf(address)), budget), ...pypiNeeds(block, versions, budget)],
      group: groupOf(environments.get(address)),
      license: license === 'None' || license === 'null' ? null : license.slice(0, 200),
      at: block.at,
    };
  }
}

/** "pytorch-2.5.1-cuda126_py312_0.conda": name, version and build, as conda names all archives. */
const ARCHIVE = /^(.{1,128})-([^-]{1,100})-[^-]{1,128}\.(?:conda|tar\.bz2)$/;

function entryOf(block: ListedTable): Entry {
  const said = (key: string): string | null => block.texts.get(key) ?? null;
  // Until version 5 an entry says its kind, and has its address in a key of its own.
  const kind = said('kind') ?? (said('pypi') === null ? 'conda' : 'pypi');
  const address = said(kind) ?? said('url') ?? said('path') ?? '';
  const [, name, version] = kind === 'pypi' ? [] : (ARCHIVE.exec(archiveName(address)) ?? []);
  return {
    block,
    ecosystem: kind === 'pypi' ? pypi : conda,
    address,
    name: said('name') ?? name ?? null,
    version: said('version') ?? version ?? null,
  };
}

/** "noarch" fits all platforms. */
function platformOf(address: string): string {
  return /\/([a-z]{2,12}-[a-z0-9]{1,12})\/[^/]{1,300}$/.exec(address)?.[1] ?? '';
}

/** A lock has the packages of all platforms, and none needs one of another platform. */
function byPlatform(entries: readonly Entry[]): (platform: string) => LockedVersions {
  const all = lockedVersions(conda, entries);
  const own = Map.groupBy(entries, ({ address }) => platformOf(address));
  const known = new Map<string, LockedVersions>();
  return (platform) => {
    if (platform === '') return all;
    const found = known.get(platform) ?? lockedVersions(conda, [...(own.get(platform) ?? []), ...(own.get('') ?? [])]);
    known.set(platform, found);
    return found;
  };
}

/** Address → the environments that hold it. */
function environmentsIn(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  let isInside = false;
  let environment = '';
  for (const [line] of numberedLines(text)) {
    if (/^\S/.test(line) && !line.startsWith('#')) isInside = line.startsWith('environments:');
    if (!isInside) continue;
    environment = /^ {2}["']?([\w.-]{1,100})["']?:/.exec(line)?.[1] ?? environment;
    const address = /^ {4,12}- (?:conda|pypi): ["']?([^\s"']{1,2000})/.exec(line)?.[1];
    if (address !== undefined) found.set(address, (found.get(address) ?? new Set()).add(environment));
  }
  return found;
}

function groupOf(environments: ReadonlySet<string> | undefined): PackageFact['group'] {
  return groupOfNames([...(environments ?? [])], false);
}

/** "skip": a folder, which its own manifest describes. */
function sourceOf(ecosystem: Ecosystem, address: string): LockedPackage['source'] | 'skip' {
  if (address.startsWith('git+')) {
    const commit = /#([0-9a-f]{40})$/.exec(address)?.[1] ?? /[?&]rev=([0-9a-f]{40})(?:[&#]|$)/.exec(address)?.[1] ?? null;
    return { source: 'git', location: gitLocation(address.replace(/[?#].*$/s, ''), commit) };
  }
  const direct = /^direct\+(.*)$/s.exec(address)?.[1];
  if (direct !== undefined) return { source: 'url', location: cleanLocation(direct) };
  if (!/^https?:\/\//i.test(address))
    return isArchivePath(address) || address.endsWith('.conda') ? { source: 'path', location: null } : 'skip';
  // The servers say where archives of PyPI are taken from.
  return ecosystem === conda ? conda.sourceOf('', address) : { source: 'registry', location: null };
}

/** "python >=3.9,<3.10.0a0 *_cpython": name, range and build. */
function condaNeeds({ lists }: ListedTable, locked: LockedVersions, budget: Budget): readonly string[] {
  return (lists.get('depends') ?? []).flatMap((text) => {
    const [name = '', range] = text.split(' ');
    return budget.spend() ? edgesTo(name, range === undefined || range === '*' ? null : range, locked) : [];
  });
}

function pypiNeeds({ lists }: ListedTable, locked: LockedVersions, budget: Budget): readonly string[] {
  const none = new Set<string>();
  return (lists.get('requires_dist') ?? []).flatMap((text) => {
    const parsed = budget.spend() ? parseRequirement(text) : null;
    // What only an extra brings is needed where somebody asks for the extra, which the lock does not say.
    if (parsed === null || (parsed.marker?.includes('extra') === true && !canHold(parsed.marker, ALL_PYTHONS, { extras: none }))) return [];
    return edgesTo(parsed.name, parsed.specifier, locked);
  });
}
