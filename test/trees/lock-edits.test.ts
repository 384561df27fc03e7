/** Attacks on locks of pnpm, Yarn, uv and poetry, one edit each: none is silent; what tools write is (names that begin with "Q_"). */
import { expect, it } from 'vitest';
import { checking } from '../support/checking.ts';
import { LOCKS, type LockedEntry } from '../support/locks.ts';
const doors = checking();
const E: LockedEntry[] = [
  { name: 'openai', version: '4.70.0', hash: 'a' },
  { name: 'anthropic', version: '1.0.0', hash: 'b' },
  { name: 'left', version: '1.0.0', hash: 'd' },
  { name: 'right', version: '1.0.0', hash: 'e' },
];
const of = (f: string) => LOCKS.find((k) => k.file === f)?.write(E) ?? '';
const sri = (l: string) => `sha512-${l.toUpperCase().repeat(86)}==`;
const A = sri('a'),
  F = sri('f'),
  hx = (l: string) => `sha256:${l.repeat(64)}`;
const R = 'https://registry.example',
  EV = 'https://evil.example';
type M = Record<string, (t: string) => string>;
const pn = of('pnpm-lock.yaml'),
  yc = of('yarn.lock'),
  uv = of('uv.lock'),
  po = of('poetry.lock');
const yb = `__metadata:\n  version: 8\n  cacheKey: 10c0\n\n${['openai:4.70.0:a', 'left:1.0.0:d', 'right:1.0.0:e', 'up:1.0.0:9']
  .map((s) => {
    const [n, v, h] = s.split(':') as [string, string, string];
    return `"${n}@npm:^${v}":\n  version: ${v}\n  resolution: "${n}@npm:${v}"\n  checksum: 10c0/${h.repeat(128)}\n  languageName: node\n  linkType: hard\n`;
  })
  .join('\n')}`;
const entry = (t: string, name: string, f: (s: string) => string) =>
  t
    .split(/\n(?=  '|\S)/)
    .map((s) => (s.includes(name) ? f(s) : s))
    .join('\n');
const pnpm: M = {
  tarball: (t) => t.replace(`{integrity: ${A}}`, `{integrity: ${A}, tarball: ${EV}/openai-4.70.0.tgz}`),
  tarballReg: (t) => t.replace(`{integrity: ${A}}`, `{integrity: ${A}, tarball: ${EV}/openai/-/openai-4.70.0.tgz}`),
  tarballBump: (t) =>
    t
      .replace('openai@4.70.0', 'openai@4.71.0')
      .replace(`{integrity: ${A}}`, `{integrity: ${F}, tarball: ${EV}/openai/-/openai-4.71.0.tgz}`),
  dir: (t) => t.replace(`{integrity: ${A}}`, '{directory: ./vendor, type: directory}'),
  file: (t) => t.replace(`{integrity: ${A}}`, `{integrity: ${A}, tarball: file:vendor/x.tgz}`),
  codeload: (t) => t.replace(`{integrity: ${A}}`, `{tarball: https://codeload.github.com/evil/openai/tar.gz/${'1'.repeat(40)}}`),
  keyUrl: (t) =>
    t
      .replace("'openai@4.70.0':", `'openai@${EV}/o.tgz':`)
      .replace(`{integrity: ${A}}`, `{integrity: ${F}, tarball: ${EV}/o.tgz}\n    version: 4.70.0`),
  registryField: (t) => t.replace(`{integrity: ${A}}`, `{integrity: ${A}, registry: ${EV}/}`),
  registryFieldBump: (t) => t.replace('openai@4.70.0', 'openai@4.71.0').replace(`{integrity: ${A}}`, `{integrity: ${F}, registry: ${EV}/}`),
  link: (t) =>
    t.replace(
      'packages:',
      'importers:\n\n  .:\n    dependencies:\n      openai:\n        specifier: ^4\n        version: link:vendor/openai\n\npackages:',
    ),
  snapshotAlias: (t) => `${t}\nsnapshots:\n\n  anthropic@1.0.0:\n    dependencies:\n      left: evil@1.0.0\n`,
  dupKey: (t) => t.replace("  'left@1.0.0'", `  'openai@4.70.0':\n    resolution: {integrity: ${F}}\n\n  'left@1.0.0'`),
  merge: (t) => t.replace(`    resolution: {integrity: ${A}}`, '    <<: *x'),
  anchor: (t) => t.replace(`    resolution: {integrity: ${A}}`, '    resolution: *x'),
  secondDoc: (t) => `${t}\n---\npackages:\n\n  'openai@4.70.0':\n    resolution: {integrity: ${F}}\n`,
  escaped: (t) => t.replace("'openai@4.70.0':", '"\\u006fpenai@4.70.0":').replace(A, F),
  blockStyle: (t) => t.replace(`    resolution: {integrity: ${A}}`, `    resolution:\n      integrity: ${F}`),
  twoHashes: (t) => t.replace(A, `${A} ${F}`),
  twoHashesQ: (t) => t.replace(A, `'${A} ${F}'`),
  sha1: (t) => t.replace(A, `sha1-${'A'.repeat(27)}=`),
  noRes: (t) => t.replace(`    resolution: {integrity: ${A}}`, '    hasBin: true'),
  version: (t) => t.replace("'9.0'", "'12.0'").replace(A, F),
  peers: (t) => t.replace("'openai@4.70.0'", "'openai@4.70.0(left@1.0.0)'").replace(A, F),
  Q_crlf: (t) => t.replaceAll('\n', '\r\n'),
  Q_comment: (t) => `# hi\n${t}`,
  Q_deprecated: (t) => t.replace(`{integrity: ${A}}`, `{integrity: ${A}}\n    deprecated: no`),
  Q_bump: (t) => t.replace('openai@4.70.0', 'openai@4.71.0').replace(A, F),
  Q_remove: (t) => entry(t, 'right@1', () => ''),
  Q_snap: (t) => `${t}\nsnapshots:\n\n  openai@4.70.0: {}\n`,
};
const yarn1: M = {
  host: (t) => t.replace(`${R}/openai/`, `${EV}/openai/`),
  hostBump: (t) => t.replace(`${R}/openai/`, `${EV}/openai/`).replaceAll('4.70.0', '4.71.0').replace(A, F),
  http: (t) => t.replace(`${R}/openai/`, 'http://registry.example/openai/').replaceAll('4.70.0', '4.71.0').replace(A, F),
  userinfo: (t) => t.replace(`${R}/openai/`, 'https://registry.example@evil.example/openai/').replaceAll('4.70.0', '4.71.0').replace(A, F),
  port: (t) => t.replace(`${R}/openai/`, `${R}:8443/openai/`).replaceAll('4.70.0', '4.71.0').replace(A, F),
  backslash: (t) => t.replace(`${R}/openai/`, 'https:\\\\\\\\evil.example/openai/').replaceAll('4.70.0', '4.71.0').replace(A, F),
  git: (t) =>
    t
      .replace(
        /resolved "https:\/\/registry.example\/openai[^"]*"/,
        `resolved "git+ssh://git@github.com/evil/openai.git#${'1'.repeat(40)}"`,
      )
      .replace(`  integrity ${A}\n`, ''),
  noIntegrity: (t) => t.replace(`  integrity ${A}\n`, ''),
  sha1frag: (t) => t.replace('openai-4.70.0.tgz#0123', `openai-4.70.0.tgz#${'1'.repeat(40)}`).replace(`  integrity ${A}\n`, ''),
  two: (t) => t.replace(A, `${A} ${F}`),
  dup: (t) => `${t}\nopenai@^4.70.0:\n  version "4.70.0"\n  resolved "${EV}/openai/-/openai-4.70.0.tgz#0123"\n  integrity ${F}\n`,
  dup2: (t) => `${t}\nopenai@^4:\n  version "4.70.0"\n  resolved "${EV}/openai/-/openai-4.70.0.tgz#0123"\n  integrity ${F}\n`,
  resolvedTwice: (t) => t.replace(`  integrity ${A}`, `  resolved "${EV}/x.tgz"\n  integrity ${A}`),
  evilPath: (t) =>
    t
      .replace(`${R}/openai/-/openai-4.70.0.tgz`, `${R}/evil/-/evil-4.70.0.tgz`)
      .replace(A, F)
      .replaceAll('version "4.70.0"', 'version "4.70.1"'),
  file: (t) =>
    t
      .replace(/resolved "https:\/\/registry.example\/openai[^"]*"/, 'resolved "file:vendor/openai.tgz"')
      .replaceAll('version "4.70.0"', 'version "4.71.0"')
      .replace(A, F),
  aliasKey: (t) => t.replace('openai@^4.70.0:', '"openai@npm:evil@^4.70.0":').replace(A, F).replaceAll('"4.70.0"', '"4.71.0"'),
  proto: (t) => `${t}\n__proto__@^1:\n  version "1.0.0"\n  resolved "${EV}/x/-/x-1.0.0.tgz#0123"\n  integrity ${F}\n`,
  Q_bump: (t) => t.replaceAll('4.70.0', '4.71.0').replace(A, F),
  Q_range: (t) => t.replace('openai@^4.70.0:', 'openai@^4.0.0, openai@^4.70.0:'),
  Q_rm: (t) => entry(t, 'right@', () => ''),
};
const yarn2: M = {
  sum: (t) => t.replace('a'.repeat(128), 'f'.repeat(128)),
  noSum: (t) => t.replace(`  checksum: 10c0/${'a'.repeat(128)}\n`, ''),
  key: (t) => t.replace(`10c0/${'a'.repeat(128)}`, `9c1/${'f'.repeat(128)}`),
  url: (t) => t.replace('openai@npm:4.70.0"', `openai@${EV}/o.tgz"`),
  git: (t) => t.replace('openai@npm:4.70.0"', `openai@https://github.com/evil/openai.git#commit=${'1'.repeat(40)}"`),
  patch: (t) =>
    t.replace('resolution: "openai@npm:4.70.0"', 'resolution: "openai@patch:openai@npm%3A4.70.0#~/x.patch::version=4.70.0&hash=abc"'),
  archive: (t) =>
    t
      .replace('openai@npm:4.70.0"', 'openai@npm:4.70.0::__archiveUrl=https%3A%2F%2Fevil.example%2Fopenai%2F-%2Fopenai-4.70.0.tgz"')
      .replace('a'.repeat(128), 'f'.repeat(128)),
  archiveBump: (t) =>
    t
      .replace('openai@npm:4.70.0"', 'openai@npm:4.71.0::__archiveUrl=https%3A%2F%2Fevil.example%2Fopenai%2F-%2Fopenai-4.71.0.tgz"')
      .replace('version: 4.70.0', 'version: 4.71.0')
      .replace('a'.repeat(128), 'f'.repeat(128)),
  soft: (t) =>
    t
      .replace('resolution: "openai@npm:4.70.0"', 'resolution: "openai@workspace:vendor/openai"')
      .replace('linkType: hard', 'linkType: soft'),
  other: (t) => t.replace('resolution: "openai@npm:4.70.0"', 'resolution: "evil@npm:4.70.0"').replace('a'.repeat(128), 'f'.repeat(128)),
  cond: (t) => t.replace(`  checksum: 10c0/${'a'.repeat(128)}\n`, '  conditions: os=linux\n'),
  exec: (t) => t.replace('openai@npm:4.70.0"', 'openai@exec:./gen.js"'),
  portal: (t) => t.replace('openai@npm:4.70.0"', 'openai@portal:./x::locator=a"'),
  file: (t) => t.replace('openai@npm:4.70.0"', 'openai@file:./x.tgz#./x.tgz::hash=1&locator=a"'),
  Q_bump: (t) =>
    t
      .replace('"openai@npm:4.70.0"', '"openai@npm:4.71.0"')
      .replace('version: 4.70.0', 'version: 4.71.0')
      .replace('a'.repeat(128), 'f'.repeat(128)),
  Q_key: (t) => t.replaceAll(/10c0\/(.)/g, '11c0/7').replace('cacheKey: 10c0', 'cacheKey: 11c0'),
};
const U = `https://registry.example/openai-4.70.0-py3-none-any.whl`;
const uvm: M = {
  hash: (t) => t.replace(hx('a'), hx('f')),
  wheelAddEvil: (t) =>
    t.replace(
      `hash = "${hx('a')}" }]`,
      `hash = "${hx('a')}" }, { url = "${EV}/openai-4.70.0-cp312-cp312-linux_x86_64.whl", hash = "${hx('f')}" }]`,
    ),
  wheelHost: (t) =>
    t.replace(U, `${EV}/openai-4.71.0-py3-none-any.whl`).replace('version = "4.70.0"', 'version = "4.71.0"').replace(hx('a'), hx('f')),
  sdistHost: (t) =>
    t.replace(
      'wheels = [{ url = "https://registry.example/openai',
      `sdist = { url = "${EV}/openai-4.70.0.tar.gz", hash = "${hx('f')}" }\nwheels = [{ url = "https://registry.example/openai`,
    ),
  source: (t) =>
    t
      .replace('registry = "https://index.example/simple"', `registry = "${EV}/simple"`)
      .replace('version = "4.70.0"', 'version = "4.71.0"')
      .replace(hx('a'), hx('f'))
      .replace(U, U.replace('4.70.0', '4.71.0')),
  path: (t) => t.replace('{ registry = "https://index.example/simple" }', '{ path = "vendor/openai-4.70.0-py3-none-any.whl" }'),
  dir: (t) => t.replace('{ registry = "https://index.example/simple" }', '{ directory = "vendor" }'),
  editable: (t) => t.replace('{ registry = "https://index.example/simple" }', '{ editable = "vendor" }'),
  virtual: (t) => t.replace('{ registry = "https://index.example/simple" }', '{ virtual = "vendor" }'),
  regPath: (t) =>
    t
      .replace('{ registry = "https://index.example/simple" }', '{ registry = "./wheels" }')
      .replace(`url = "${U}"`, 'path = "openai-4.70.0-py3-none-any.whl"')
      .replace(hx('a'), hx('f'))
      .replace('version = "4.70.0"', 'version = "4.70.1"'),
  noHash: (t) => t.replace(`, hash = "${hx('a')}"`, ''),
  md5: (t) => t.replace(hx('a'), `md5:${'a'.repeat(32)}`),
  evilName: (t) => t.replace(U, 'https://registry.example/evil-4.70.0-py3-none-any.whl').replace(hx('a'), hx('f')),
  evilVer: (t) => t.replace(U, 'https://registry.example/openai-4.60.0-py3-none-any.whl').replace(hx('a'), hx('f')),
  secondEntry: (t) =>
    `${t}\n[[package]]\nname = "openai"\nversion = "4.70.0"\nsource = { registry = "${EV}/simple" }\nwheels = [{ url = "${EV}/openai-4.70.0-py3-none-any.whl", hash = "${hx('f')}" }]\n`,
  marker: (t) =>
    `${t}\n[[package]]\nname = "openai"\nversion = "4.70.0"\nsource = { url = "${EV}/openai-4.70.0-py3-none-any.whl" }\nresolution-markers = ["sys_platform == 'linux'"]\n`,
  caps: (t) => t.replace('name = "openai"', 'name = "OpenAI"').replace(hx('a'), hx('f')),
  urlPercent: (t) => t.replace(U, 'https://registry.example%2eevil.example/openai-4.70.0-py3-none-any.whl').replace(hx('a'), hx('f')),
  quoted: (t) => t.replace('name = "openai"', '"name" = \'openai\'').replace(hx('a'), hx('f')),
  multiline: (t) => t.replace(`"${hx('a')}"`, `"""\n${hx('f')}"""`),
  Q_size: (t) => t.replace(`hash = "${hx('a')}" }`, `hash = "${hx('a')}", size = 5, upload-time = "2026-01-01T00:00:00Z" }`),
  Q_rev: (t) => t.replace('version = 1\n', 'version = 1\nrevision = 3\n'),
  Q_wheel: (t) =>
    t.replace(
      `hash = "${hx('a')}" }]`,
      `hash = "${hx('a')}" }, { url = "https://registry.example/openai-4.70.0-cp313-cp313-linux_x86_64.whl", hash = "${hx('f')}" }]`,
    ),
  Q_bump: (t) => t.replace('version = "4.70.0"', 'version = "4.71.0"').replace(hx('a'), hx('f')).replace(U, U.replace('4.70.0', '4.71.0')),
};
const src = (s: string) => (t: string) => t.replace(/(files = \[\{file = "openai[^\n]*)/, `$1\n\n[package.source]\n${s}`);
const pom: M = {
  hash: (t) => t.replace(hx('a'), hx('f')),
  files: (t) => t.replace(/files = \[\{file = "openai[^\n]*/, 'files = []'),
  addFile: (t) => t.replace(`"${hx('a')}"}]`, `"${hx('a')}"}, {file = "evil-1.0-py3-none-any.whl", hash = "${hx('f')}"}]`),
  legacy: src(`type = "legacy"\nurl = "${EV}/simple"\nreference = "x"`),
  legacyBump: (t) =>
    src(`type = "legacy"\nurl = "${EV}/simple"\nreference = "x"`)(t).replaceAll('4.70.0', '4.71.0').replace(hx('a'), hx('f')),
  git: src(`type = "git"\nurl = "https://github.com/evil/openai.git"\nreference = "main"\nresolved_reference = "${'1'.repeat(40)}"`),
  url: src(`type = "url"\nurl = "${EV}/openai-4.70.0-py3-none-any.whl"`),
  dir: src('type = "directory"\nurl = "vendor/openai"'),
  file: src('type = "file"\nurl = "vendor/openai.whl"'),
  unknownSource: src(`type = "teleport"\nurl = "${EV}"`),
  evilFile: (t) =>
    t
      .replace('openai-4.70.0-py3-none-any.whl', 'evil-4.70.0-py3-none-any.whl')
      .replace(hx('a'), hx('f'))
      .replace('version = "4.70.0"', 'version = "4.70.1"'),
  oldFiles: (t) =>
    t.replace(/files = \[\{file = "openai[^\n]*/, '') +
    `\n[metadata.files]\nopenai = [{file = "openai-4.70.0-py3-none-any.whl", hash = "${hx('f')}"}]\n`,
  second: (t) =>
    `${t}\n[[package]]\nname = "openai"\nversion = "4.70.0"\nfiles = [{file = "openai-4.70.0-py3-none-any.whl", hash = "${hx('f')}"}]\n`,
  both: (t) => `${t}\n[metadata.files]\nopenai = [{file = "openai-4.70.0-py3-none-any.whl", hash = "${hx('f')}"}]\n`,
  md5: (t) => t.replace(hx('a'), `md5:${'a'.repeat(32)}`),
  Q_content: (t) => `${t}\n[metadata]\nlock-version = "2.1"\ncontent-hash = "${'0'.repeat(64)}"\n`,
  Q_bump: (t) => t.replaceAll('4.70.0', '4.71.0').replace(hx('a'), hx('f')),
  Q_wheel: (t) => t.replace(`"${hx('a')}"}]`, `"${hx('a')}"}, {file = "openai-4.70.0-cp313-cp313-linux_x86_64.whl", hash = "${hx('f')}"}]`),
  Q_groups: (t) => t.replace('groups = ["main"]\n', ''),
};

it.each(
  (
    [
      ['pnpm-lock.yaml', pn, pnpm],
      ['yarn.lock', yc, yarn1],
      ['yarn.lock', yb, yarn2],
      ['uv.lock', uv, uvm],
      ['poetry.lock', po, pom],
    ] as const
  ).flatMap(([file, text, all]) => Object.entries(all).map(([name, edit]) => [file, name, text, edit(text)] as const)),
)('%s: %s', async (file, name, base, head) => {
  expect(head).not.toBe(base);
  const { verdict } = await doors.check({ 'a.md': 'a\n', [file]: base }, { [file]: head });
  const told = verdict.findings.filter(({ status }) => status === 'new').map(({ finding }) => finding.rule);
  if (name.startsWith('Q_')) expect(told).toEqual([]);
  else expect(told).not.toEqual([]);
});
