/** A package that a folder of the tree takes the place of: dependency/integrity-changed, and no component. */
import { describe, expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';

const doors = checking();
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const SRI = `sha512-${'A'.repeat(86)}==`;
const TARBALL = 'https://registry.example/bar/-/bar-1.0.0.tgz';

async function told(base: Files, head: Files): Promise<string[]> {
  const { verdict, bom } = await doors.check({ 'a.md': 'a\n', ...base }, head);
  expect(
    bom.components.filter(({ sightings }) =>
      sightings.some((one) => one.type === 'package' && one.package.from === 'lock' && one.package.source === 'path'),
    ),
  ).toEqual([]);
  return verdict.findings
    .filter(({ finding }) => finding.rule === 'dependency/integrity-changed')
    .map(({ finding, blocks }) => `${blocks ? 'blocks ' : ''}${finding.name}: ${/\((.*)\)$/.exec(finding.reason)?.[1] ?? finding.reason}`);
}

const npm3 = (packages: object): Files => ({
  'package-lock.json': json({ lockfileVersion: 3, packages: { '': { name: 'a' }, ...packages } }),
});
const npm1 = (dependencies: object): Files => ({ 'package-lock.json': json({ lockfileVersion: 1, dependencies }) });
const BAR3 = { 'node_modules/bar': { version: '1.0.0', resolved: TARBALL, integrity: SRI } };
const BAR1 = { bar: { version: '1.0.0', resolved: TARBALL, integrity: SRI } };
const manifest = (bar: string): Files => ({ 'package.json': json({ name: 'a', dependencies: { bar } }) });

const pnpm = (version: string, packages: string): Files => ({
  'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      bar:\n        specifier: any\n        version: ${version}\n\npackages:\n\n${packages}`,
});
const berry = (resolution: string): Files => ({
  'yarn.lock': `__metadata:\n  version: 8\n  cacheKey: 10c0\n\n"${resolution.split('::')[0] ?? ''}":\n  version: 1.0.0\n  resolution: "${resolution}"\n  languageName: node\n  linkType: soft\n`,
});
const uv = (source: string): Files => ({ 'uv.lock': `version = 1\n\n[[package]]\nname = "bar"\nversion = "1.0.0"\nsource = ${source}\n` });
const bun = (first: string, rest: string): Files => ({
  'bun.lock': `{ "lockfileVersion": 1, "workspaces": { "": { "dependencies": { "bar": "1" } } }, "packages": { "bar": ["${first}", ${rest}] } }\n`,
});
const PROJECT = '[project]\nname = "a"\ndependencies = ["bar>=1"]\n\n';
const GO = 'module a.example/a\n\ngo 1.24\n\nrequire bar.example/bar v1.0.0';

interface Row {
  readonly what: string;
  readonly base: Files;
  readonly head: Files;
  readonly now: string;
}

const ROWS: readonly Row[] = [
  {
    what: 'npm, lock version 3',
    base: npm3(BAR3),
    head: npm3({ 'node_modules/bar': { resolved: 'vendor/bar', link: true }, 'vendor/bar': { version: '1.0.0' } }),
    now: 'vendor/bar',
  },
  {
    what: 'npm, a link that is no boolean',
    base: npm3(BAR3),
    head: npm3({ 'node_modules/bar': { resolved: 'vendor/bar', link: 1 }, 'vendor/bar': {} }),
    now: 'vendor/bar',
  },
  { what: 'npm, lock version 1', base: npm1(BAR1), head: npm1({ bar: { version: 'file:vendor/bar' } }), now: 'file:vendor/bar' },
  {
    what: 'npm, lock version 2, in one list alone',
    base: { 'package-lock.json': json({ lockfileVersion: 2, packages: BAR3, dependencies: BAR1 }) },
    head: {
      'package-lock.json': json({
        lockfileVersion: 2,
        packages: { 'node_modules/bar': { resolved: 'vendor/bar', link: true } },
        dependencies: BAR1,
      }),
    },
    now: 'vendor/bar',
  },
  {
    what: 'npm, a shrinkwrap in the place of the lock',
    base: npm3(BAR3),
    head: {
      'package-lock.json': null,
      'npm-shrinkwrap.json': npm3({ 'node_modules/bar': { resolved: 'vendor/bar', link: true } })['package-lock.json'] ?? null,
    },
    now: 'vendor/bar',
  },
  { what: 'package.json, file:', base: manifest('^1.0.0'), head: manifest('file:./vendor/bar'), now: 'file:./vendor/bar' },
  { what: 'package.json, link:', base: manifest('^1.0.0'), head: manifest('link:vendor/bar'), now: 'link:vendor/bar' },
  { what: 'package.json, portal:', base: manifest('^1.0.0'), head: manifest('portal:vendor/bar'), now: 'portal:vendor/bar' },
  { what: 'package.json, a path', base: manifest('^1.0.0'), head: manifest('./vendor/bar'), now: './vendor/bar' },
  {
    what: 'pnpm, link:',
    base: pnpm('1.0.0', `  bar@1.0.0:\n    resolution: {integrity: ${SRI}}\n`),
    head: pnpm('link:vendor/bar', '  other@1.0.0:\n    resolution: {integrity: sha512-x}\n'),
    now: 'link:vendor/bar',
  },
  {
    what: 'pnpm, a directory',
    base: pnpm('1.0.0', `  bar@1.0.0:\n    resolution: {integrity: ${SRI}}\n`),
    head: pnpm('file:vendor/bar', '  bar@file:vendor/bar:\n    resolution: {directory: vendor/bar, type: directory}\n'),
    now: 'vendor/bar',
  },
  {
    what: 'Yarn 1',
    base: { 'yarn.lock': `# yarn lockfile v1\n\nbar@^1.0.0:\n  version "1.0.0"\n  resolved "${TARBALL}#0123"\n  integrity ${SRI}\n` },
    head: { 'yarn.lock': '# yarn lockfile v1\n\n"bar@link:vendor/bar":\n  version "0.0.0"\n  uid ""\n' },
    now: 'link:vendor/bar',
  },
  {
    what: 'Yarn 1, a link that still names the archive',
    base: { 'yarn.lock': `# yarn lockfile v1\n\nbar@^1.0.0:\n  version "1.0.0"\n  resolved "${TARBALL}#0123"\n  integrity ${SRI}\n` },
    head: {
      'yarn.lock': `# yarn lockfile v1\n\n"bar@link:vendor/bar":\n  version "1.0.0"\n  resolved "${TARBALL}#0123"\n  integrity ${SRI}\n`,
    },
    now: 'link:vendor/bar',
  },
  {
    what: 'Yarn, portal:',
    base: berry('bar@npm:1.0.0'),
    head: berry('bar@portal:vendor/bar::locator=a%40workspace%3A.'),
    now: 'portal:vendor/bar',
  },
  { what: 'Yarn, workspace:', base: berry('bar@npm:1.0.0'), head: berry('bar@workspace:vendor/bar'), now: 'workspace:vendor/bar' },
  {
    what: 'uv, directory',
    base: uv('{ registry = "https://index.example/simple" }'),
    head: uv('{ directory = "vendor/bar" }'),
    now: 'vendor/bar',
  },
  {
    what: 'uv, editable',
    base: uv('{ registry = "https://index.example/simple" }'),
    head: uv('{ editable = "vendor/bar" }'),
    now: 'vendor/bar',
  },
  {
    what: 'sources of uv',
    base: { 'pyproject.toml': PROJECT },
    head: { 'pyproject.toml': `${PROJECT}[tool.uv.sources]\nbar = { path = "vendor/bar", editable = true }\n` },
    now: 'vendor/bar',
  },
  {
    what: 'poetry, the manifest',
    base: { 'pyproject.toml': '[tool.poetry.dependencies]\nbar = "^1.0"\n' },
    head: { 'pyproject.toml': '[tool.poetry.dependencies]\nbar = { path = "vendor/bar" }\n' },
    now: 'vendor/bar',
  },
  {
    what: 'poetry',
    base: { 'poetry.lock': '[[package]]\nname = "bar"\nversion = "1.0.0"\n' },
    head: { 'poetry.lock': '[[package]]\nname = "bar"\nversion = "1.0.0"\n\n[package.source]\ntype = "directory"\nurl = "vendor/bar"\n' },
    now: 'vendor/bar',
  },
  {
    what: 'pdm',
    base: { 'pdm.lock': '[[package]]\nname = "bar"\nversion = "1.0.0"\n' },
    head: { 'pdm.lock': '[[package]]\nname = "bar"\nversion = "1.0.0"\npath = "./vendor/bar"\n' },
    now: './vendor/bar',
  },
  {
    what: 'pylock',
    base: { 'pylock.toml': 'lock-version = "1.0"\n\n[[packages]]\nname = "bar"\nversion = "1.0.0"\n' },
    head: { 'pylock.toml': 'lock-version = "1.0"\n\n[[packages]]\nname = "bar"\ndirectory = { path = "vendor/bar" }\n' },
    now: 'vendor/bar',
  },
  {
    what: 'Bun',
    base: bun('bar@1.0.0', '"", {}, "sha512-x"'),
    head: bun('bar@link:vendor/bar', '{}'),
    now: 'link:vendor/bar',
  },
  {
    what: 'go.mod',
    base: { 'go.mod': `${GO}\n` },
    head: { 'go.mod': `${GO}\n\nreplace bar.example/bar => ./vendor/bar\n` },
    now: './vendor/bar',
  },
];

describe('a folder in the place of a package', () => {
  it.each(ROWS)('$what', async ({ base, head, now }) => {
    expect(await told(base, head)).toEqual([expect.stringMatching(/^blocks (?:bar\.example\/)?bar: (?:bar\.example\/)?bar.* of .* → /)]);
    expect((await told(base, head))[0]).toContain(`→ ${now}`);
  });

  it.each(ROWS)('$what, as before', async ({ base, head }) => {
    expect(await told({ ...base, ...head }, { 'b.md': 'b\n' })).toEqual([]);
  });

  it.each(ROWS)('$what, of a name that the base does not know', async ({ head }) => {
    expect(await told({}, Object.fromEntries(Object.entries(head).filter(([, text]) => text !== null)))).toEqual([]);
  });
});
