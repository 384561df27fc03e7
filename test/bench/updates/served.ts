/** What registries would answer if they served what the locks of a repository say: the way on which answers are used is gone, and nothing is wrong. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { detectors, isLoopback } from '../../../src/core/index.ts';
import { npmService } from '../../../src/core/hosts/npm/service.ts';
import { pypiService } from '../../../src/core/hosts/pypi/service.ts';
import type { PackageFact } from '../../../src/core/model/index.ts';
import type { FakeRegistry } from '../../registry-fake/index.ts';
import { npmDocument } from '../../registry-fake/npm.ts';
import { type FakeFile, pypiPage, pypiStated } from '../../registry-fake/pypi.ts';
import type { Update } from './select.ts';

/** Long before each update. */
const PUBLISHED = '2020-01-01T00:00:00.000Z';

export function serveLocks(registry: FakeRegistry, folder: string, updates: readonly Update[]): void {
  const packages = updates.flatMap((update) =>
    update.paths.flatMap((path) => [update.parent, update.commit].flatMap((commit) => packagesIn(folder, commit, path))),
  );
  for (const [name, facts] of Map.groupBy(
    packages.filter(({ ecosystem }) => ecosystem === 'npm'),
    (fact) => fact.name,
  ))
    registry.serve(
      npmDocument(
        name,
        versionsOf(facts).map(([version, all]) => ({ version, integrity: integrityOf(name, version, all), at: PUBLISHED, by: 'none' })),
      ),
    );
  for (const [name, facts] of Map.groupBy(
    packages.filter(({ ecosystem }) => ecosystem === 'pypi'),
    (fact) => fact.name,
  )) {
    const versions = versionsOf(facts);
    registry.serve(
      pypiPage(
        name,
        versions.flatMap(([version, all]) => filesOf(name, version, all)),
      ),
    );
    for (const [version] of versions) registry.serve(pypiStated(name, version, { license_expression: 'MIT' }));
  }
}

/**
 * From now on whoever asks a public registry in this process asks the stand-in, and whoever asks another server than this machine is refused:
 * locks name the public ones, and packages of other servers are not asked about.
 */
export function standInFor({ npm, pypi }: Pick<FakeRegistry, 'npm' | 'pypi'>): void {
  const real = globalThis.fetch;
  const places: readonly (readonly [string, string])[] = [
    [npmService.publicUrl, npm],
    [pypiService.publicUrl, pypi],
  ];
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const [from, to] = places.find(([origin]) => url.startsWith(`${origin}/`)) ?? ['', ''];
    const asked = to + url.slice(from.length);
    return isLoopback(new URL(asked).hostname) ? real(asked, init) : Promise.reject(new TypeError('fetch failed'));
  };
}

/** Packages that a file of a commit pins; none where it is not there. */
function packagesIn(folder: string, commit: string, path: string): readonly PackageFact[] {
  const bytes = contentOf(folder, commit, path);
  const reader = bytes === null ? undefined : detectors.find((one) => one.only === 'packages' && one.wants(path, bytes.length));
  if (bytes === null || reader === undefined) return [];
  const facts = reader.facts({ bytes, size: bytes.length, depth: 'full' }, {});
  return facts.flatMap((fact) => (fact.kind === 'package' && fact.source === 'registry' && fact.version !== null ? [fact] : []));
}

export function contentOf(folder: string, commit: string, path: string): Uint8Array | null {
  try {
    return execFileSync('git', ['-C', folder, 'cat-file', 'blob', `${commit}:${path}`], {
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}

function versionsOf(facts: readonly PackageFact[]): [version: string, facts: PackageFact[]][] {
  return [...Map.groupBy(facts, ({ version }) => version ?? '')];
}

/** The strongest that a lock says; of yarn's own archives no hash of the registry is known, and any will do. */
function integrityOf(name: string, version: string, facts: readonly PackageFact[]): string {
  const said = facts.flatMap(({ integrity, unhashed }) => (unhashed === true ? [] : integrity));
  const made = `sha512-${createHash('sha512').update(`${name}@${version}`).digest('base64')}`;
  return ['sha512-', 'sha384-', 'sha256-', 'sha1-'].flatMap((algorithm) => said.find((one) => one.startsWith(algorithm)) ?? [])[0] ?? made;
}

/** Under the names that the locks give them; hashes without a name are those of further wheels. */
function filesOf(name: string, version: string, facts: readonly PackageFact[]): readonly FakeFile[] {
  const named = new Map(facts.flatMap(({ archives = [] }) => archives.map(([file, hash]) => [hash, file] as const)));
  const hashes = [...new Set(facts.flatMap(({ integrity }) => integrity))].filter((one) => one.startsWith('sha256:'));
  const known = hashes.length > 0 ? hashes : [`sha256:${createHash('sha256').update(`${name}@${version}`).digest('hex')}`];
  return known.map((hash, index) => ({
    filename:
      named.get(hash) ?? (index === 0 ? `${name}-${version}.tar.gz` : `${name.replaceAll('-', '_')}-${version}-${index}-py3-none-any.whl`),
    sha256: hash.slice('sha256:'.length),
    at: PUBLISHED,
  }));
}
