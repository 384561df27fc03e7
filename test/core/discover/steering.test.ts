/** Files that steer installers: what each reader gives, and that no edit of such a file makes it throw, wander or keep a secret. */
import { describe, expect, test } from 'vitest';
import { steeringDetectors } from '../../../src/core/discover/steering/index.ts';
import type { Fact } from '../../../src/core/model/index.ts';
import { longOnesOf, mutantsOf } from '../../support/mutants.ts';

const SOURCES: Readonly<Record<string, readonly [path: string, source: string, gives: readonly string[]]>> = {
  'steering-npmrc': [
    'a/.npmrc',
    '; x\nregistry=https://registry.example/a\n@acme:registry = https://npm.acme.example:8443/\n//registry.example/:_authToken=${T}\npnpmfile=x.cjs\nignore-scripts=true\n',
    ['registry registry https://registry.example :2', 'registry @acme:registry https://npm.acme.example:8443 :3', 'hook pnpmfile x.cjs :5'],
  ],
  'steering-yarnrc': [
    '.yarnrc',
    'registry "https://registry.example"\nyarn-path "./y.js"\n',
    ['registry registry https://registry.example :1', 'hook yarn-path ./y.js :2'],
  ],
  'steering-pip-conf': [
    'pip.ini',
    '[global]\nindex-url = https://index.example/simple\nextra-index-url =\n  https://a.example/simple\n  https://b.example/simple\nfind-links = ./wheels\n',
    [
      'registry index-url https://index.example :2',
      'registry extra-index-url https://a.example :4',
      'registry extra-index-url https://b.example :5',
      'hook find-links ./wheels :6',
    ],
  ],
  'steering-requirements': [
    'requirements-dev.txt',
    '-i https://index.example/simple\n--trusted-host files.example\ntorch==2.6.0\n-f ./wheels\n',
    ['registry --index-url https://index.example :1', 'registry --trusted-host http://files.example :2', 'hook --find-links ./wheels :4'],
  ],
  'steering-package-json': [
    'package.json',
    '{\n"name": "shop",\n"packageManager": "pnpm@https://x.example/pnpm.tgz",\n"scripts": { "prepare": "husky", "test": "x" },\n"overrides": { "a": { ".": "1", "b": "npm:c@2" } },\n"pnpm": { "onlyBuiltDependencies": ["d"] },\n"trustedDependencies": ["e"]\n}\n',
    [
      'own-name npm shop :1',
      'hook scripts.prepare husky :4',
      'override overrides.a 1 :5',
      'override overrides.a.b npm:c@2 :5',
      'hook trustedDependencies.e may run its scripts at install :7',
      'hook pnpm.onlyBuiltDependencies.d may run its scripts at install :6',
      'registry packageManager https://x.example :3',
    ],
  ],
  'steering-yarnrc-yml': [
    '.yarnrc.yml',
    'yarnPath: y.cjs\nnpmRegistryServer: "https://registry.example"\nplugins:\n  - path: p.cjs\n    spec: "@yarnpkg/p"\nnpmScopes:\n  acme:\n    npmRegistryServer: "https://npm.acme.example"\npackageExtensions:\n  "a@*":\n    dependencies:\n      b: "1"\n',
    [
      'hook yarnPath y.cjs :1',
      'registry npmRegistryServer https://registry.example :2',
      'registry npmScopes.acme.npmRegistryServer https://npm.acme.example :7',
      'hook plugins.p.cjs @yarnpkg/p :4',
      'override packageExtensions.a@*.dependencies.b 1 :12',
    ],
  ],
  'steering-pnpm-workspace': [
    'pnpm-workspace.yaml',
    'packages:\n  - a\nregistries:\n  default: https://registry.example/\noverrides:\n  a: "1"\npnpmfile: x.cjs\n',
    ['member npm a :2', 'override overrides.a 1 :6', 'hook pnpmfile x.cjs :7', 'registry registries.default https://registry.example :4'],
  ],
  'steering-bunfig': [
    'bunfig.toml',
    '[install]\nregistry = "https://registry.example"\n[install.scopes]\nacme = { token = "x", url = "https://npm.acme.example" }\n',
    ['registry install.registry https://registry.example :2', 'registry install.scopes.acme https://npm.acme.example :4'],
  ],
  'steering-content-pnpmfile': ['.pnpmfile.cjs', 'a', ['hook pnpmfile content ca978112ca1bbdca :1']],
  'steering-content-yarn': ['.yarn/releases/yarn-4.0.0.cjs', 'a', ['hook release or plugin content ca978112ca1bbdca :1']],
  'steering-content-patch': ['patches/left+1.0.0.patch', 'a', ['patch patch content ca978112ca1bbdca :1']],
  'steering-pyproject': [
    'pyproject.toml',
    '[project]\nname = "shop"\n[[tool.uv.index]]\nname = "a"\nurl = "https://index.example/simple"\n[tool.uv]\nindex-strategy = "x"\noverride-dependencies = ["torch==2"]\n[[tool.poetry.source]]\nname = "b"\nurl = "https://b.example"\n',
    [
      'own-name pypi shop :1',
      'registry tool.uv.index.a https://index.example :3',
      'hook tool.uv.index-strategy x :7',
      'override tool.uv.override-dependencies.torch ==2 :8',
      'registry tool.poetry.source.b https://b.example :9',
    ],
  ],
  'steering-uv-toml': ['uv.toml', 'find-links = ["https://files.example/x", "./y"]\n', ['registry find-links https://files.example :1']],
  'steering-poetry-toml': [
    'poetry.toml',
    '[repositories.a]\nurl = "https://a.example/x"\n',
    ['registry repositories.a https://a.example :1'],
  ],
  'steering-pipfile': [
    'Pipfile',
    '[[source]]\nname = "a"\nurl = "https://index.example"\n',
    ['registry source.a https://index.example :1'],
  ],
  'steering-cargo-toml': [
    'Cargo.toml',
    '[package]\nname = "shop"\n[patch.crates-io]\na = { git = "https://git.example/a", branch = "x" }\n',
    ['own-name cargo shop :1', 'override patch.crates-io.a https://git.example/a x :4'],
  ],
  'steering-cargo-config': [
    '.cargo/config.toml',
    '[source.crates-io]\nreplace-with = "v"\n[source.v]\ndirectory = "vendor"\n[registries.r]\nindex = "sparse+https://r.example/i/"\n',
    ['override source.crates-io.replace-with v :1', 'override source.v.directory vendor :3', 'registry registries.r https://r.example :5'],
  ],
  'steering-go-mod': [
    'go.mod',
    'module example.com/app\n\nreplace (\n\tgithub.com/x/bar v1.0.0 => github.com/fork/bar v1.0.1 // why\n)\nreplace "github.com/x/baz" => ./baz\n',
    [
      'own-name golang example.com/app :1',
      'override replace.github.com/x/bar@v1.0.0 github.com/fork/bar v1.0.1 :4',
      'override replace.github.com/x/baz ./baz :6',
    ],
  ],
  'steering-go-work': [
    'go.work',
    'go 1.24\nuse (\n\t./a\n)\nreplace github.com/x/bar => github.com/fork/bar v1.0.1\n',
    ['member golang ./a :3', 'override replace.github.com/x/bar github.com/fork/bar v1.0.1 :5'],
  ],
  'steering-go-vendor': [
    'vendor/modules.txt',
    '# github.com/x/bar v1.0.0\n',
    ['hook vendor go takes modules from this folder, unchecked :1'],
  ],
  'steering-condarc': [
    '.condarc',
    'channels:\n  - conda-forge\n  - https://c.example/x\n',
    ['registry channels conda-forge :2', 'registry channels https://c.example :2'],
  ],
  'steering-pixi-toml': [
    'pixi.toml',
    '[workspace]\nchannels = ["conda-forge", { channel = "https://c.example/x", priority = 1 }]\n[dependencies]\na = { version = "*", channel = "mallory" }\n[feature.b.activation]\nscripts = ["x.sh"]\n',
    [
      'registry dependencies.a mallory :4',
      'hook feature.b.activation.scripts x.sh :6',
      'registry channels conda-forge :2',
      'registry channels https://c.example :2',
    ],
  ],
  'steering-pixi-config': [
    '.pixi/config.toml',
    'default-channels = ["conda-forge"]\ntls-no-verify = true\n[mirrors]\n"https://c.example" = ["https://m.example/x"]\n',
    ['registry default-channels conda-forge :1', 'registry mirrors https://m.example :4', 'hook tls-no-verify true :2'],
  ],
  'steering-pdm-toml': [
    'pdm.toml',
    '[pypi]\nurl = "https://index.example/simple"\nverify_ssl = false\n',
    ['registry pypi.url https://index.example :2', 'hook pypi.verify_ssl false :3'],
  ],
};

describe.each(steeringDetectors.map((detector) => [detector.id, detector] as const))('%s', (id, detector) => {
  const [path, source, gives] = SOURCES[id] ?? ['', '', []];
  const facts = (text: string): readonly Fact[] => {
    const bytes = new TextEncoder().encode(text);
    return detector.facts({ bytes, size: bytes.length, depth: 'full' }, {});
  };

  test('reads what steers', () => {
    expect(detector.wants(path, 10)).toBe(true);
    expect(facts(source).map((one) => (one.kind === 'steering' ? `${one.what} ${one.key} ${one.value} :${one.line}` : one.kind))).toEqual(
      gives,
    );
  });

  test('an edited file never throws, and gives the same facts twice', () => {
    for (const text of mutantsOf(source)) {
      const found = facts(text);
      expect(facts(text)).toEqual(found);
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      expect(found.every((one) => one.kind === 'problem' || one.kind === 'steering')).toBe(true);
    }
  });

  test('comes to an end with any line 10,000 times', () => {
    for (const text of longOnesOf(source, 10_000)) expect(facts(text).length).toBeLessThanOrEqual(2_001);
  });

  test('keeps no user-info and no query of an address in a hook, and still tells two apart (T21)', () => {
    const of = (end: string): string =>
      source.replaceAll(/husky|\by\.cjs|npm:c@2/g, `https://me:hunter2@x.example/y.tgz${end} ${'long '.repeat(100)}${end}`);
    const [one, other] = [facts(of('?k=s3cret')), facts(of('?k=other'))];
    expect(JSON.stringify(one)).not.toMatch(/hunter2|s3cret/);
    if (of('') !== source) expect(one).not.toEqual(other);
  });

  test('keeps no user-info, no path and no query of an address (T21)', () => {
    const text = source.replaceAll(/https:\/\/([\w.:]+)[^\s"']*/g, 'https://me:hunter2@$1/s3cret?k=s3cret');
    expect(JSON.stringify(facts(text).filter((one) => one.kind !== 'steering' || one.what === 'registry'))).not.toMatch(/hunter2|s3cret/);
  });
});
