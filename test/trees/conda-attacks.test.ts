/** Attacks on locks and manifests of conda and pixi, and on aliases: none is silent, and plain changes are. */
import { describe, expect, it } from 'vitest';
import { checking } from '../support/checking.ts';

const doors = checking();
const S = 'a'.repeat(64),
  T = 'b'.repeat(64),
  U = 'c'.repeat(64);
const sri = (l: string) => `sha512-${l.toUpperCase().repeat(86)}==`;
const R = 'https://registry.example';
const j = (v: unknown) => JSON.stringify(v, null, 1);
const man = (spec: string) => j({ name: 'shop', dependencies: { openai: spec, left: '^1.0.0' } });
const LEFT = { version: '1.0.0', resolved: `${R}/left/-/left-1.0.0.tgz`, integrity: sri('e') };
const npm3 = (e: object, top: object = { openai: 'x' }) =>
  j({
    name: 'shop',
    lockfileVersion: 3,
    packages: { '': { name: 'shop', dependencies: top }, 'node_modules/openai': e, 'node_modules/left': LEFT },
  });
const npm1 = (e: object) => j({ name: 'shop', lockfileVersion: 1, dependencies: { openai: e, left: LEFT } });
const ent = (n: string, v: string, h: string) => ({ name: n, version: v, resolved: `${R}/${n}/-/${n}-${v}.tgz`, integrity: sri(h) });
const pnpm = (spec: string, pkg: string, h: string) =>
  `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      openai:\n        specifier: ${spec}\n        version: ${pkg}\n      left:\n        specifier: ^1.0.0\n        version: 1.0.0\n\npackages:\n\n  ${pkg.includes('@') ? pkg : `openai@${pkg}`}:\n    resolution: {integrity: ${sri(h)}}\n\n  left@1.0.0:\n    resolution: {integrity: ${sri('e')}}\n\nsnapshots:\n\n  ${pkg.includes('@') ? pkg : `openai@${pkg}`}: {}\n\n  left@1.0.0: {}\n`;
const yc = (key: string, n: string, v: string, h: string) =>
  `# yarn lockfile v1\n\n"left@^1.0.0":\n  version "1.0.0"\n  resolved "${R}/left/-/left-1.0.0.tgz#0123"\n  integrity ${sri('e')}\n\n"openai@${key}":\n  version "${v}"\n  resolved "${R}/${n}/-/${n}-${v}.tgz#0123"\n  integrity ${sri(h)}\n`;
const yb = (key: string, res: string, v: string, h: string) =>
  `__metadata:\n  version: 8\n  cacheKey: 10c0\n\n"left@npm:^1.0.0":\n  version: 1.0.0\n  resolution: "left@npm:1.0.0"\n  checksum: 10c0/${'e'.repeat(128)}\n  languageName: node\n  linkType: hard\n\n"openai@${key}":\n  version: ${v}\n  resolution: "${res}"\n  checksum: 10c0/${h.repeat(128)}\n  languageName: node\n  linkType: hard\n`;
const bun = (spec: string, id: string, h: string) =>
  `{\n  "lockfileVersion": 1,\n  "workspaces": { "": { "name": "shop", "dependencies": { "openai": "${spec}", "left": "^1.0.0" } } },\n  "packages": {\n    "left": ["left@1.0.0", "", {}, "${sri('e')}"],\n    "openai": ["${id}", "", {}, "${sri(h)}"],\n  }\n}\n`;
const cl = (e: string) => `version: 1\nmetadata: {}\npackage:\n${e}`;
const ce = (o: Partial<Record<'name' | 'version' | 'url' | 'sha' | 'md5' | 'manager', string | null>> = {}) => {
  const v = o.version ?? '2.5.1',
    n = o.name ?? 'pytorch';
  return `- name: ${n}\n  version: ${v}\n  manager: ${o.manager ?? 'conda'}\n  platform: linux-64\n  dependencies: {}\n  url: ${o.url ?? `https://conda.example/conda-forge/linux-64/${n}-${v}-cpu_0.conda`}\n  hash:\n${o.md5 === null ? '' : `    md5: ${o.md5 ?? '0'.repeat(32)}\n`}${o.sha === null ? '' : `    sha256: ${o.sha ?? S}\n`}  category: main\n  optional: false\n`;
};
const ofPip = (v: string) => ce({ version: v, manager: 'pip', sha: T, url: `https://files.example/p/pytorch-${v}-py3-none-any.whl` });
const three = ['numpy', 'scipy', 'pandas'].map((n, i) => ce({ name: n, sha: (['d', 'e', 'f'][i] ?? 'd').repeat(64) })).join('');
const px = (e: string) =>
  `version: 6\nenvironments:\n  default:\n    channels:\n    - url: https://conda.example/conda-forge/\npackages:\n${e}`;
const channels = (...addresses: readonly string[]) =>
  px(pe() + pthree).replace(/ {4}- url: .*\n/, addresses.map((one) => `    - url: ${one}\n`).join(''));
const pe = (o: { url?: string; sha?: string | null; v?: string; n?: string; md5?: string } = {}) => {
  const v = o.v ?? '2.5.1',
    n = o.n ?? 'pytorch';
  return `- conda: ${o.url ?? `https://conda.example/conda-forge/linux-64/${n}-${v}-cpu_0.conda`}\n${o.sha === null ? '' : `  sha256: ${o.sha ?? S}\n`}  md5: ${o.md5 ?? '0'.repeat(32)}\n  license: BSD\n`;
};
const pthree = ['numpy', 'scipy', 'pandas'].map((n, i) => pe({ n, sha: (['d', 'e', 'f'][i] ?? 'd').repeat(64) })).join('');
const pp = (o: { url?: string; sha?: string | null; v?: string; n?: string } = {}) => {
  const v = o.v ?? '5.2.0',
    n = o.n ?? 'transformers';
  return `- pypi: ${o.url ?? `https://files.example/p/${n}-${v}-py3-none-any.whl`}\n  name: ${n}\n  version: ${v}\n${o.sha === null ? '' : `  sha256: ${o.sha ?? S}\n`}`;
};
const env = (c: string, d: string) => `name: a\nchannels:\n${c}dependencies:\n${d}`;
const EV = 'https://evil.example';
const ROWS: Readonly<Record<string, readonly (readonly [file: string, base: string, head: string])[]>> = {
  alias: [
    ['package-lock.json', npm3(ent('good', '1.0.0', 'a')), npm3(ent('evil', '2.0.0', 'b'))],
    [
      'package-lock.json',
      npm1({ version: 'npm:good@1.0.0', resolved: `${R}/good/-/good-1.0.0.tgz`, integrity: sri('a') }),
      npm1({ version: 'npm:evil@2.0.0', resolved: `${R}/evil/-/evil-2.0.0.tgz`, integrity: sri('b') }),
    ],
    ['pnpm-lock.yaml', pnpm('npm:good@^1', 'good@1.0.0', 'a'), pnpm('npm:evil@^2', 'evil@2.0.0', 'b')],
    ['pnpm-lock.yaml', pnpm('^1', '1.0.0', 'a'), pnpm('npm:evil@^2', 'evil@2.0.0', 'b')],
    ['yarn.lock', yc('npm:good@^1', 'good', '1.0.0', 'a'), yc('npm:evil@^2', 'evil', '2.0.0', 'b')],
    ['yarn.lock', yc('^1', 'openai', '1.0.0', 'a'), yc('npm:evil@^2', 'evil', '2.0.0', 'b')],
    ['yarn.lock', yb('npm:good@^1', 'good@npm:1.0.0', '1.0.0', 'a'), yb('npm:evil@^2', 'evil@npm:2.0.0', '2.0.0', 'b')],
    ['yarn.lock', yb('npm:^1', 'openai@npm:1.0.0', '1.0.0', 'a'), yb('npm:^2', 'evil@npm:2.0.0', '2.0.0', 'b')],
    ['yarn.lock', yb('npm:^1', 'openai@npm:1.0.0', '1.0.0', 'a'), yb('npm:evil@^2', 'evil@npm:2.0.0', '2.0.0', 'b')],
    ['bun.lock', bun('npm:good@^1', 'good@1.0.0', 'a'), bun('npm:evil@^2', 'evil@2.0.0', 'b')],
    ['bun.lock', bun('^1', 'openai@1.0.0', 'a'), bun('npm:evil@^2', 'evil@2.0.0', 'b')],
    ['package.json', man('npm:good@^1'), man('npm:evil@^2')],
    ['package.json', man('^1'), man('npm:evil@^2')],
    [
      'Cargo.toml',
      '[dependencies]\nhub = { package = "good", version = "1" }\n',
      '[dependencies]\nhub = { package = "evil", version = "2" }\n',
    ],
    ['Cargo.toml', '[dependencies]\nhub = "1"\n', '[dependencies]\nhub = { package = "evil", version = "2" }\n'],
    [
      'deno.lock',
      j({
        version: '5',
        specifiers: { 'npm:openai@1': '1.0.0' },
        npm: { 'openai@1.0.0': { integrity: sri('a') }, 'a@1.0.0': { integrity: sri('d'), dependencies: ['openai'] } },
      }),
      j({
        version: '5',
        specifiers: { 'npm:a@1': '1.0.0' },
        npm: { 'evil@2.0.0': { integrity: sri('b') }, 'a@1.0.0': { integrity: sri('d'), dependencies: ['openai@npm:evil@2.0.0'] } },
      }),
    ],
  ],
  condaLock: [
    ['conda-lock.yml', cl(ce() + three), cl(ce({ sha: T }) + three)],
    ['conda-lock.yml', cl(ce() + three), cl(ce({ sha: null }) + three)],
    ['conda-lock.yml', cl(ce() + three), cl(ce({ sha: null, md5: null }) + three)],
    ['conda-lock.yml', cl(ce() + three), cl(ce({ version: '2.5.2', sha: null, md5: 'f'.repeat(32) }) + three)],
    ['conda-lock.yml', cl(ce({ sha: null }) + three), cl(ce({ sha: null, md5: 'f'.repeat(32) }) + three)],
    ['conda-lock.yml', cl(ce() + three), cl(ce({ url: `${EV}/conda-forge/linux-64/pytorch-2.5.1-cpu_0.conda`, sha: T }) + three)],
    [
      'conda-lock.yml',
      cl(ce() + three),
      cl(ce({ version: '2.5.2', url: `${EV}/conda-forge/linux-64/pytorch-2.5.2-cpu_0.conda`, sha: T }) + three),
    ],
    [
      'conda-lock.yml',
      cl(ce() + three),
      cl(ce({ version: '2.5.2', url: 'https://conda.example/mallory/linux-64/pytorch-2.5.2-cpu_0.conda', sha: T }) + three),
    ],
    ['conda-lock.yml', cl(ce() + three), cl(ce({ url: 'https://conda.example/conda-forge/linux-64/evil-1.0-0.conda' }) + three)],
    [
      'conda-lock.yml',
      cl(ce() + three),
      cl(ce({ version: '2.5.2', sha: T, url: 'https://conda.example/conda-forge/linux-64/evil-1.0-0.conda' }) + three),
    ],
    ['conda-lock.yml', cl(ce() + three), cl(ce({ version: '2.5.2', sha: 'd'.repeat(64) }) + three)],
    ['conda-lock.yml', cl(ce() + three), cl(ofPip('2.5.1') + three)],
    ['conda-lock.yml', cl(ce() + three), cl(ofPip('2.6.0') + three)],
    ['conda-lock.yml', cl(ofPip('2.5.1') + three), cl(ce({ sha: T }) + three)],
  ],
  pixi: [
    ['pixi.lock', px(pe() + pthree), px(pe({ sha: T }) + pthree)],
    ['pixi.lock', px(pe() + pthree), px(pe({ sha: null }) + pthree)],
    ['pixi.lock', px(pe() + pthree), px(pe({ v: '2.5.2', sha: null }) + pthree)],
    ['pixi.lock', px(pe({ sha: null }) + pthree), px(pe({ sha: null, md5: 'f'.repeat(32) }) + pthree)],
    ['pixi.lock', px(pe() + pthree), px(pe({ v: '2.5.2', sha: T, url: `${EV}/conda-forge/linux-64/pytorch-2.5.2-cpu_0.conda` }) + pthree)],
    [
      'pixi.lock',
      px(pe() + pthree),
      px(pe({ v: '2.5.2', sha: T, url: 'https://conda.example/mallory/linux-64/pytorch-2.5.2-cpu_0.conda' }) + pthree),
    ],
    ['pixi.lock', px(pe() + pthree), channels('https://conda.example/mallory/')],
    ['pixi.lock', px(pe() + pthree), channels(`${EV}/conda-forge/`)],
    ['pixi.lock', px(pe() + pthree), channels('https://conda.example/mallory/', 'https://conda.example/conda-forge/')],
    ['pixi.lock', px(pe() + pthree), channels('https://conda.example/conda-forge/\n    indexes:\n    - https://evil.example/simple')],
    [
      'pixi.lock',
      px(pe() + pthree),
      px(pp({ n: 'pytorch', v: '2.5.1', url: 'https://files.example/p/pytorch-2.5.1-py3-none-any.whl' }) + pthree),
    ],
    ['pixi.lock', px(pp()), px(pp({ sha: T }))],
    ['pixi.lock', px(pp()), px(pp({ sha: null }))],
    ['pixi.lock', px(pp()), px(pp({ v: '5.3.0', sha: T, url: `${EV}/p/transformers-5.3.0-py3-none-any.whl` }))],
    ['pixi.lock', px(pp()), px(pp({ v: '5.3.0', sha: T, url: 'https://files.example/p/evil-5.3.0-py3-none-any.whl' }))],
    ['pixi.lock', px(pp()), px(pp({ v: '5.3.0', sha: T, url: `direct+${EV}/transformers-5.3.0-py3-none-any.whl` }))],
    [
      'pixi.lock',
      px(pp()),
      px(pp({ v: '5.3.0', sha: null, url: `git+https://github.com/evil/transformers?rev=${'1'.repeat(40)}#${'1'.repeat(40)}` })),
    ],
  ],
  env: [
    ['environment.yml', env('  - conda-forge\n', '  - pytorch=2.5.1\n'), env('  - mallory\n  - conda-forge\n', '  - pytorch=2.5.1\n')],
    ['environment.yml', env('  - conda-forge\n', '  - pytorch=2.5.1\n'), env('  - conda-forge\n', '  - mallory::pytorch=2.5.1\n')],
    [
      'environment.yml',
      env('  - conda-forge\n', '  - pytorch=2.5.1\n'),
      env('  - conda-forge\n', '  - pytorch[channel=mallory,version=2.5.1]\n'),
    ],
    [
      'environment.yml',
      env('  - conda-forge\n', '  - pytorch=2.5.1\n'),
      env('  - conda-forge\n', '  - https://evil.example/linux-64/pytorch-2.5.1-0.conda\n'),
    ],
    ['environment.yml', env('  - conda-forge\n', '  - pytorch=2.5.1\n'), env('  - https://evil.example/c\n', '  - pytorch=2.5.1\n')],
    [
      'environment.yml',
      env('  - conda-forge\n', '  - pip:\n    - torch==2.5.1\n'),
      env('  - conda-forge\n', '  - pip:\n    - --index-url https://evil.example/simple\n    - torch==2.5.1\n'),
    ],
    [
      'environment.yml',
      env('  - conda-forge\n', '  - pip:\n    - torch==2.5.1\n'),
      env('  - conda-forge\n', '  - pip:\n    - -r https://evil.example/r.txt\n    - torch==2.5.1\n'),
    ],
    [
      'environment.yml',
      env('  - conda-forge\n', '  - pip:\n    - torch==2.5.1\n'),
      env('  - conda-forge\n', '  - pip:\n    - torch @ git+https://github.com/evil/torch\n'),
    ],
    ['environment.yml', env('  - conda-forge\n', '  - pytorch=2.5.1\n'), 'name: a\nchannels: [mallory]\ndependencies: [pytorch=2.5.1]\n'],
    [
      'environment.yml',
      env('  - conda-forge\n', '  - pytorch=2.5.1\n'),
      `${env('  - conda-forge\n', '  - pytorch=2.5.1\n')}variables:\n  PIP_INDEX_URL: https://evil.example/simple\n`,
    ],
    [
      'pixi.toml',
      '[workspace]\nchannels = ["conda-forge"]\n[dependencies]\npytorch="*"\n',
      '[workspace]\nchannels = ["conda-forge", "mallory"]\n[dependencies]\npytorch="*"\n',
    ],
    [
      'pixi.toml',
      '[workspace]\nchannels = ["conda-forge"]\n[dependencies]\npytorch="*"\n',
      '[workspace]\nchannels = ["conda-forge"]\n[dependencies]\npytorch={version="*", channel="mallory"}\n',
    ],
    [
      'pixi.toml',
      '[workspace]\nchannels = ["conda-forge"]\n[pypi-dependencies]\ntorch="*"\n',
      '[workspace]\nchannels = ["conda-forge"]\n[pypi-options]\nextra-index-urls=["https://evil.example/simple"]\n[pypi-dependencies]\ntorch="*"\n',
    ],
    [
      'pixi.toml',
      '[workspace]\nchannels = ["conda-forge"]\n[pypi-dependencies]\ntorch="*"\n',
      '[workspace]\nchannels = ["conda-forge"]\n[pypi-dependencies]\ntorch={version="*", index="https://evil.example/simple"}\n',
    ],
    [
      'pixi.toml',
      '[workspace]\nchannels = ["conda-forge"]\n',
      '[workspace]\nchannels = ["conda-forge"]\n[feature.x]\nchannels = ["mallory"]\n[activation]\nscripts=["x.sh"]\n',
    ],
    ['.pixi/config.toml', 'a=1\n', 'default-channels=["mallory"]\n[mirrors]\n"https://conda.example"=["https://evil.example"]\n'],
  ],
};

const QUIET: (typeof ROWS)[string] = [
  ['conda-lock.yml', cl(ce() + three), cl(ce({ version: '2.5.2', sha: T }) + three)],
  ['pixi.lock', px(pe() + pp()), px(pe({ v: '2.5.2', sha: T }) + pp({ v: '5.3.0', sha: U }))],

  ['pixi.lock', '', channels('https://conda.example/conda-forge/')],
  ['pixi.lock', channels('https://conda.example/mallory/', 'https://conda.example/conda-forge/'), px(pe() + pthree)],
  ['pixi.lock', px(pe() + pthree), channels('https://conda.example/t/tk-1234/conda-forge')],
  ['conda-lock.yml', cl(ce() + ofPip('2.5.1')), cl(ofPip('2.5.1'))],

  ['conda-lock.yml', cl(ce() + three), cl(three + ce())],
  ['conda-lock.yml', cl(ce() + three), cl(three)],
  ['conda-lock.yml', cl(ce({ sha: null })), cl(ce({ version: '2.5.2' }))],
  ['environment.yml', env('  - conda-forge\n', '  - pytorch=2.5.1\n'), env('  - conda-forge # all\n', '  - conda-forge::pytorch=2.5.2\n')],
  ['environment.yml', '', env('  - conda-forge\n', '  - pytorch=2.5.1\n')],
  ['package.json', man('npm:good@^1'), man('npm:good@^2')],
  ['package.json', man('^1'), man('^2')],
];

const told = async (file: string, base: string, head: string): Promise<string[]> => {
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...(base === '' ? {} : { [file]: base }) }, { [file]: head });
  return verdict.findings.flatMap(({ finding: { rule, gap }, status }) =>
    status === 'new' && rule !== 'dependency/version' ? [`${rule} ${gap.split(/[ :]/)[0]}`] : [],
  );
};

it.each(
  Object.entries(ROWS).flatMap(([kind, list]) => list.map(([file, base, head], index) => [`${kind} ${index}`, file, base, head] as const)),
)('told: %s, %s', async (_, file, base, head) => {
  expect((await told(file, base, head))[0]).toMatch(
    /^dependency\/(?:integrity-changed|integrity-missing|registry-unexpected|install-hook-changed)/,
  );
});

it.each(QUIET.map(([file, base, head], index) => [index, file, base, head] as const))('quiet: %i, %s', async (_, file, base, head) => {
  expect(await told(file, base, head)).toEqual([]);
});

describe('an archive that MD5 alone holds', () => {
  const md5 = (one: string): string => one.repeat(32);
  it.each<[string, string, string, string, string, boolean]>([
    ['moves with another hash', 'a/conda-lock.yml', cl(ce({ sha: null })), 'b/conda-lock.yml', cl(ce({ sha: null, md5: md5('f') })), true],
    ['moves as it was', 'a/conda-lock.yml', cl(ce({ sha: null })), 'b/conda-lock.yml', cl(ce({ sha: null })), false],
    [
      'is locked by another tool, otherwise',
      'conda-lock.yml',
      cl(ce({ sha: null })),
      'pixi.lock',
      px(pe({ sha: null, md5: md5('f') })),
      true,
    ],
    ['is locked by another tool, as it was', 'conda-lock.yml', cl(ce({ sha: null })), 'pixi.lock', px(pe({ sha: null })), false],
  ])('%s', async (_, from, base, to, head, isTold) => {
    const { verdict } = await doors.check({ 'a.md': 'a\n', [from]: base }, { [from]: null, [to]: head });
    const rules = verdict.findings.flatMap(({ finding, status }) =>
      status === 'new' && finding.gap.startsWith('module:') ? [finding.rule] : [],
    );
    expect(rules).toEqual(isTold ? ['dependency/integrity-changed'] : []);
  });
});
