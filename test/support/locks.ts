/** Small lockfiles of many kinds that say the same: for tests that hold one package of a base against that of a head. */

/** What an entry says. `hash`: one letter, of which its hash is made; null: none. `from`: of a registry, or where else it is taken from. */
export interface LockedEntry {
  readonly name: string;
  readonly version: string;
  readonly hash?: string | null;
  /** Origin of the registry; absent: REGISTRY. */
  readonly server?: string;
  /** A repository, with "#" and its commit. */
  readonly git?: string;
  /** An address of an archive. */
  readonly url?: string;
}

export const REGISTRY = 'https://registry.example';
const COMMIT = 'c'.repeat(40);

const sri = (letter: string): string => `sha512-${letter.toUpperCase().repeat(86)}==`;
const sha256 = (letter: string): string => `sha256:${letter.toLowerCase().repeat(64)}`;
const lines = (...all: readonly (string | null)[]): string => all.filter((one) => one !== null).join('\n');
const gitOf = (text: string): readonly [string, string] => [text.split('#')[0] ?? '', text.split('#')[1] ?? COMMIT];

export interface LockKind {
  readonly file: string;
  /** Whether an entry says which server its archive is taken from. */
  readonly saysServer: boolean;
  write(entries: readonly LockedEntry[]): string;
}

export const LOCKS: readonly LockKind[] = [
  {
    file: 'package-lock.json',
    saysServer: true,
    write: (entries) =>
      JSON.stringify(
        {
          name: 'shop',
          lockfileVersion: 3,
          packages: Object.fromEntries([
            ['', { name: 'shop' }],
            ...entries.map(({ name, version, hash = 'a', server = REGISTRY, git, url }) => [
              `node_modules/${name}`,
              {
                version,
                resolved:
                  git === undefined
                    ? (url ?? `${server}/${name}/-/${name}-${version}.tgz`)
                    : `git+https://${gitOf(git)[0].slice(8)}#${gitOf(git)[1]}`,
                ...(hash === null || git !== undefined ? {} : { integrity: sri(hash) }),
              },
            ]),
          ]),
        },
        null,
        1,
      ),
  },
  {
    file: 'yarn.lock',
    saysServer: true,
    write: (entries) =>
      lines(
        '# yarn lockfile v1',
        '',
        ...entries.map(({ name, version, hash = 'a', server = REGISTRY, git, url }) =>
          lines(
            `${name}@^${version}:`,
            `  version "${version}"`,
            `  resolved "${git === undefined ? (url ?? `${server}/${name}/-/${name}-${version}.tgz#0123`) : `git+${gitOf(git).join('#')}`}"`,
            hash === null || git !== undefined ? null : `  integrity ${sri(hash)}`,
            '',
          ),
        ),
      ),
  },
  {
    file: 'pnpm-lock.yaml',
    saysServer: false,
    write: (entries) =>
      lines(
        "lockfileVersion: '9.0'",
        '',
        'packages:',
        '',
        ...entries.map(({ name, version, hash = 'a', git, url }) =>
          lines(
            `  '${name}@${version}':`,
            git === undefined
              ? `    resolution: {${[hash === null ? null : `integrity: ${sri(hash)}`, url === undefined ? null : `tarball: ${url}`].filter((one) => one !== null).join(', ')}}`
              : `    resolution: {commit: ${gitOf(git)[1]}, repo: ${gitOf(git)[0]}, type: git}`,
            '',
          ),
        ),
      ),
  },
  {
    file: 'uv.lock',
    saysServer: true,
    write: (entries) =>
      lines(
        'version = 1',
        '',
        ...entries.map(({ name, version, hash = 'a', server = REGISTRY, git, url }) =>
          lines(
            '[[package]]',
            `name = "${name}"`,
            `version = "${version}"`,
            `source = { ${git !== undefined ? `git = "${gitOf(git).join('#')}"` : url !== undefined ? `url = "${url}"` : 'registry = "https://index.example/simple"'} }`,
            git === undefined
              ? `wheels = [{ url = "${url ?? `${server}/${name}-${version}-py3-none-any.whl`}"${hash === null ? '' : `, hash = "${sha256(hash)}"`} }]`
              : null,
            '',
          ),
        ),
      ),
  },
  {
    file: 'poetry.lock',
    saysServer: false,
    write: (entries) =>
      lines(
        ...entries.map(({ name, version, hash = 'a', git, url }) =>
          lines(
            '[[package]]',
            `name = "${name}"`,
            `version = "${version}"`,
            'groups = ["main"]',
            git !== undefined || hash === null
              ? 'files = []'
              : `files = [{file = "${name}-${version}-py3-none-any.whl", hash = "${sha256(hash)}"}]`,
            git === undefined && url === undefined
              ? null
              : lines(
                  '',
                  '[package.source]',
                  ...(git === undefined
                    ? ['type = "url"', `url = "${url ?? ''}"`]
                    : ['type = "git"', `url = "${gitOf(git)[0]}"`, `resolved_reference = "${gitOf(git)[1]}"`]),
                ),
            '',
          ),
        ),
      ),
  },
  {
    file: 'Pipfile.lock',
    saysServer: false,
    write: (entries) =>
      JSON.stringify(
        {
          default: Object.fromEntries(
            entries.map(({ name, version, hash = 'a', git }) => [
              name,
              git === undefined
                ? { version: `==${version}`, ...(hash === null ? {} : { hashes: [sha256(hash)] }) }
                : { git: gitOf(git)[0], ref: gitOf(git)[1] },
            ]),
          ),
        },
        null,
        1,
      ),
  },
  {
    file: 'requirements.txt',
    saysServer: false,
    write: (entries) =>
      lines(
        ...entries.map(({ name, version, hash = 'a', git, url }) =>
          git !== undefined
            ? `${name} @ git+${gitOf(git)[0]}@${gitOf(git)[1]}`
            : url !== undefined
              ? `${name} @ ${url}${hash === null ? '' : ` --hash=${sha256(hash)}`}`
              : `${name}==${version}${hash === null ? '' : ` --hash=${sha256(hash)}`}`,
        ),
        '',
      ),
  },
];
