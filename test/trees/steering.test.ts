/** What a change of the files that steer installers says: dependency/install-hook-changed. */
import { describe, expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';

const doors = checking();
async function told(base: Files, head: Files, policy?: string): Promise<string[]> {
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, head, policy === undefined ? {} : { policy });
  return verdict.findings
    .filter(({ finding }) => /^dependency\/(?:install-hook|registry)/.test(finding.rule))
    .map(
      ({ finding, blocks, status }) =>
        `${status}${blocks ? '!' : ''} ${finding.rule.slice('dependency/'.length)} ${finding.name}: ${finding.reason}`,
    );
}

const hook = (path: string, words: string): string[] => [`new install-hook-changed ${path}: ${words}`];
const GO = 'module example.com/app\n\nrequire github.com/x/bar v1.0.0\n';
const FORKED = `${GO}replace github.com/x/bar => github.com/evil/bar v1.0.1\n`;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const berry = (...resolutions: readonly string[]): string =>
  `__metadata:\n  version: 8\n${resolutions.map((one) => `\n"${one}":\n  version: 1.0.0\n  resolution: "${one}"\n`).join('')}`;

describe('what an installer runs, or exchanges', () => {
  it.each<[string, Files, Files, string[]]>([
    [
      'a script',
      {},
      { 'package.json': json({ scripts: { postinstall: 'node x.js' } }) },
      hook('package.json', 'scripts.postinstall is new: node x.js'),
    ],
    [
      'another script',
      { 'package.json': json({ scripts: { prepare: 'husky' } }) },
      { 'package.json': json({ scripts: { prepare: 'node x.js' } }) },
      hook('package.json', 'scripts.prepare: husky → node x.js'),
    ],
    [
      'a setting that nobody here has heard of',
      { '.npmrc': 'save-exact=true\n' },
      { '.npmrc': 'save-exact=true\na-setting-of-tomorrow=true\n' },
      hook('.npmrc', 'a-setting-of-tomorrow is new: true'),
    ],
    [
      'settings in another order, under a comment',
      {
        '.npmrc': 'proxy=http://a.example\nshell=./x\n',
        'pnpm-workspace.yaml': 'pnpmfile: [a.cjs, b.cjs]\nverifyStoreIntegrity: false\n',
        '.cargo/config.toml': '[env]\nX = "1"\nY = { value = "a", force = true }\n',
        'requirements.txt': '--no-index\n-f ./wheels\n',
      },
      {
        '.npmrc': '; why\nshell=./x\nproxy=http://a.example\n',
        'pnpm-workspace.yaml': '# why\nverifyStoreIntegrity: false\npnpmfile:\n  - b.cjs\n  - a.cjs\n',
        '.cargo/config.toml': '# why\n[env]\nY = { force = true, value = "a" }\nX = "1"\n',
        'requirements.txt': '# why\n-f ./wheels\n--no-index\n',
      },
      [],
    ],
    [
      'versions of builders, and how tools look',
      { 'pyproject.toml': '[build-system]\nrequires = ["evil>=1"]\n', '.yarnrc.yml': 'nodeLinker: pnp\n' },
      { 'pyproject.toml': '[build-system]\nrequires = ["evil>=2,<3", "hatchling>=1"]\n', '.yarnrc.yml': 'nodeLinker: node-modules\n' },
      [],
    ],
    [
      'an override',
      { 'package.json': json({ dependencies: { openai: '^4' } }) },
      { 'package.json': json({ dependencies: { openai: '^4' }, overrides: { openai: 'npm:evil@1.0.0' } }) },
      hook('package.json', 'overrides.openai is new: npm:evil@1.0.0'),
    ],
    [
      'a resolution',
      {},
      { 'package.json': json({ resolutions: { 'a/openai': '1.0.0' } }) },
      hook('package.json', 'resolutions.a/openai is new: 1.0.0'),
    ],
    [
      'settings of pnpm',
      { 'pnpm-workspace.yaml': 'packages:\n  - a\n' },
      {
        'pnpm-workspace.yaml':
          'packages:\n  - a\noverrides:\n  left: 1.0.0\nonlyBuiltDependencies:\n  - evil\npatchedDependencies:\n  left: patches/left.patch\n',
      },
      hook(
        'pnpm-workspace.yaml',
        'overrides.left is new: 1.0.0; onlyBuiltDependencies.evil is new: may run its scripts at install; patchedDependencies.left is new: patches/left.patch',
      ),
    ],
    ['yarnPath', {}, { '.yarnrc.yml': 'yarnPath: ./x.cjs\n' }, hook('.yarnrc.yml', 'yarnPath is new: ./x.cjs')],
    [
      'a patch in a lock of Yarn, beside one of its own',
      { 'yarn.lock': berry() },
      { 'yarn.lock': berry('bar@patch:bar@npm%3A1.0.0#./bar.patch', 'foo@patch:foo@npm%3A1.0.0#optional!builtin<compat/foo>') },
      hook('yarn.lock', 'patch.bar is new: ./bar.patch'),
    ],
    ['a plugin', {}, { '.yarnrc.yml': 'plugins:\n  - ./p.cjs\n' }, hook('.yarnrc.yml', 'plugins../p.cjs is new: ./p.cjs')],
    [
      'npm',
      {},
      { '.npmrc': 'script-shell=./x.sh\nignore-scripts=true\nstrict-ssl=false\n' },
      hook('.npmrc', 'script-shell is new: ./x.sh; strict-ssl is new: false'),
    ],
    [
      'the strategy of uv',
      {},
      { 'uv.toml': 'index-strategy = "unsafe-best-match"\n' },
      hook('uv.toml', 'index-strategy is new: unsafe-best-match'),
    ],
    [
      'an override of uv',
      {},
      { 'pyproject.toml': '[tool.uv]\noverride-dependencies = ["torch @ git+https://git.example/m/torch"]\n' },
      [
        ...hook('pyproject.toml', 'tool.uv.override-dependencies.torch is new: @ git+https://git.example/m/torch'),
        'new registry-unexpected pyproject.toml: torch: nothing before named git.example/m/torch, and whoever owns it decides what is installed',
      ],
    ],
    [
      'a patch of Cargo',
      {},
      { 'Cargo.toml': '[patch.crates-io]\ncandle-core = { git = "https://git.example/m/candle" }\n' },
      [
        ...hook('Cargo.toml', 'patch.crates-io.candle-core is new: https://git.example/m/candle'),
        'new registry-unexpected Cargo.toml: candle-core: nothing before named git.example/m/candle, and whoever owns it decides what is installed',
      ],
    ],
    [
      'a replaced source of Cargo',
      {},
      { '.cargo/config.toml': '[source.crates-io]\nreplace-with = "x"\n' },
      hook('.cargo/config.toml', 'source.crates-io.replace-with is new: x'),
    ],
    [
      'a replaced module of Go',
      { 'go.mod': GO },
      { 'go.mod': FORKED },
      hook('go.mod', 'replace.github.com/x/bar is new: github.com/evil/bar v1.0.1'),
    ],
    [
      'a module of Go in a folder',
      { 'go.mod': GO },
      { 'go.mod': `${GO}replace github.com/x/bar => ./bar\n`, 'bar/go.mod': 'module github.com/x/bar\n' },
      hook('go.mod', 'replace.github.com/x/bar is new: ./bar'),
    ],
    [
      'a workspace of Go',
      { 'go.mod': GO },
      { 'go.work': 'go 1.24\nuse .\nreplace github.com/x/bar => github.com/evil/bar v1.0.1\n' },
      hook('go.work', 'replace.github.com/x/bar is new: github.com/evil/bar v1.0.1'),
    ],
    ['a fork of Go in a higher version', { 'go.mod': FORKED }, { 'go.mod': FORKED.replace('v1.0.1', 'v1.0.2') }, []],
    [
      'another fork of Go',
      { 'go.mod': FORKED },
      { 'go.mod': FORKED.replace('evil/bar v1.0.1', 'other/bar v1.0.2') },
      hook('go.mod', 'replace.github.com/x/bar: github.com/evil/bar v1.0.1 → github.com/other/bar v1.0.2'),
    ],
    [
      'own modules of Go in their folders',
      { 'go.mod': GO, 'lib/go.mod': 'module example.com/app/lib\n', 'b/go.mod': 'module b\nrequire example.com/app/lib v1.0.0\n' },
      {
        'go.mod': `${GO}require example.com/app/lib v1.0.0\nreplace example.com/app/lib => ./lib\n`,
        'new/go.mod': 'module example.com/app/new\nrequire example.com/app v1.0.0\nreplace example.com/app => ../\n',
        'b/go.mod':
          'module b\nrequire example.com/app/lib v1.0.0\nrequire example.com/app/new v1.0.0\nreplace example.com/app/new => ../new\n',
      },
      [],
    ],
    [
      'a higher plain version of an override',
      { 'package.json': json({ overrides: { left: '^1.0.0' } }) },
      { 'package.json': json({ overrides: { left: '^1.2.0' } }) },
      [],
    ],
    [
      'a lower one',
      { 'package.json': json({ overrides: { left: '1.2.0' } }) },
      { 'package.json': json({ overrides: { left: '1.0.0' } }) },
      hook('package.json', 'overrides.left: 1.2.0 → 1.0.0'),
    ],
    [
      'the manager in another version',
      { 'package.json': json({ packageManager: 'pnpm@9.0.0' }) },
      { 'package.json': json({ packageManager: 'pnpm@9.1.0' }) },
      [],
    ],
    ['other scripts', {}, { 'package.json': json({ scripts: { test: 'vitest', postbuild: 'x' } }) }, []],
    ['an installed package', {}, { 'node_modules/a/package.json': json({ scripts: { postinstall: 'x' } }) }, []],
    ['what is taken away', { 'package.json': json({ scripts: { prepare: 'husky' } }) }, { 'package.json': json({}) }, []],
    [
      'a file that moved',
      { 'a/package.json': json({ scripts: { prepare: 'husky' } }) },
      { 'a/package.json': null, 'b/package.json': json({ scripts: { prepare: 'husky' } }) },
      [],
    ],
  ])('%s', async (_, base, head, expected) => {
    expect(await told(base, head)).toEqual(expected);
  });

  it('code and patches by their bytes', async () => {
    const files = { '.pnpmfile.cjs': 'a\n', '.yarn/releases/yarn-4.cjs': 'a\n', 'patches/left+1.0.0.patch': 'a\n' };
    const named = (all: readonly string[]): string[] => all.map((one) => /changed (\S+):/.exec(one)?.[1] ?? one);
    expect(named(await told({}, files)).sort()).toEqual(['.pnpmfile.cjs', '.yarn/releases/yarn-4.cjs', 'patches/left+1.0.0.patch']);
    expect(named(await told(files, { '.pnpmfile.cjs': 'b\n' }))).toEqual(['.pnpmfile.cjs']);
    expect(await told(files, { 'a.md': 'b\n' })).toEqual([]);
  });
});
