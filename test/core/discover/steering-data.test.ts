/** Settings in YAML and TOML that steer an installer, by whatever name; and what stays quiet. */
import { expect, test } from 'vitest';
import { steeringDetectors } from '../../../src/core/discover/steering/index.ts';

const told = (path: string, source: string): string[] => {
  const bytes = new TextEncoder().encode(source);
  return steeringDetectors
    .filter((one) => one.wants(path, bytes.length))
    .flatMap((one) => one.facts({ bytes, size: bytes.length, depth: 'full' }, {}))
    .map((one) =>
      one.kind === 'steering'
        ? `${one.what} ${one.key} ${one.value}`
        : `${one.kind} ${'code' in one ? one.code : ''} :${'line' in one ? one.line : ''}`,
    )
    .map((one) => one.replace(/set to [0-9a-f]{12}$/, 'set'));
};

test.each<[string, string, string[]]>([
  ['pnpm-workspace.yaml', 'dangerouslyAllowAllBuilds: true', ['hook dangerouslyAllowAllBuilds true']],
  ['pnpm-workspace.yaml', 'allowBuilds:\n  a: true\n  b: false', ['hook allowBuilds.a may run its scripts at install']],
  ['pnpm-workspace.yaml', 'registry: https://evil.example/x', ['registry registry https://evil.example']],
  ['pnpm-workspace.yaml', 'nodeOptions: --require ./x.js', ['hook nodeOptions set']],
  [
    'pnpm-workspace.yaml',
    'ignoreScripts: false\nverifyStoreIntegrity: false',
    ['hook ignoreScripts false', 'hook verifyStoreIntegrity false'],
  ],
  [
    'pnpm-workspace.yaml',
    'globalPnpmfile: ./g.cjs\npnpmfile:\n  - a.cjs\n  - b.cjs',
    ['hook globalPnpmfile ./g.cjs', 'hook pnpmfile a.cjs', 'hook pnpmfile b.cjs'],
  ],
  ['pnpm-workspace.yaml', 'httpsProxy: http://me:hunter2@evil.example/x', ['hook httpsProxy http://evil.example']],
  [
    'pnpm-workspace.yaml',
    'catalog:\n  a: github:evil/foo\n  b: ^1.0.0\ncatalogs:\n  c:\n    d: npm:e@1',
    ['override catalog.a github:evil/foo', 'override catalogs.c.d npm:e@1'],
  ],
  ['pnpm-workspace.yaml', 'packages: &a\n  - x\nonlyBuiltDependencies: *a', ['member npm x', 'problem unsupported :3']],
  [
    'pnpm-workspace.yaml',
    'packages: [x]\n<<: { registry: "https://evil.example" }',
    ['member npm x', 'hook <<.registry https://evil.example', 'problem unsupported :2'],
  ],
  ['pnpm-workspace.yaml', 'packages: [x]\n---\noverrides: { a: "1" }', ['member npm x', 'problem unsupported :3']],
  ['pnpm-workspace.yaml', 'packages: [x\n', ['problem syntax :1']],
  [
    'pnpm-workspace.yaml',
    '# registry: https://evil.example\ncatalog: { a: ^1.0.0 }\nsaveExact: true\nignoreScripts: true\nupdateConfig: { ignoreDependencies: [a] }',
    [],
  ],
  [
    'package.json',
    '{"pnpm":{"dangerouslyAllowAllBuilds":true,"neverBuiltDependencies":[],"allowBuilds":{"a":true,"b":false},"onlyBuiltDependenciesFile":"x.json","ignoreScripts":true,"peerDependencyRules":{"ignoreMissing":["a"]},"neverHeardOf":true}}',
    [
      'hook pnpm.allowBuilds.a may run its scripts at install',
      'hook pnpm.neverBuiltDependencies nobody',
      'hook pnpm.dangerouslyAllowAllBuilds true',
      'hook pnpm.onlyBuiltDependenciesFile set',
      'hook pnpm.neverHeardOf true',
    ],
  ],
  ['pnpm-workspace.yaml', 'neverBuiltDependencies: []', ['hook neverBuiltDependencies nobody']],
  ['pnpm-workspace.yaml', 'neverBuiltDependencies: [a]', []],
  [
    'bunfig.toml',
    'preload = ["./x.ts"]\n[install]\nignoreScripts = false\ncafile = "ca.pem"\nauto = "force"\nexact = true\n[install.security]\nscanner = "evil"\n[install.scopes]\nacme = "https://evil.example/x"',
    [
      'registry install.scopes.acme https://evil.example',
      'hook preload set',
      'hook install.ignoreScripts false',
      'hook install.cafile set',
      'hook install.auto force',
      'hook install.security.scanner evil',
    ],
  ],
  [
    'bunfig.toml',
    'telemetry = false\n[install]\nexact = true\nfrozenLockfile = true\nignoreScripts = true\n[test]\npreload = "./t.ts"',
    [],
  ],
  [
    '.condarc',
    'channel_priority: flexible\nssl_verify: false\nsafety_checks: disabled\ncustom_channels:\n  acme: https://evil.example/conda\ncreate_default_packages: [evil]\nchannels: [conda-forge]\nnever_heard_of: x',
    [
      'registry channels conda-forge',
      'registry custom_channels.acme https://evil.example',
      'hook channel_priority flexible',
      'hook ssl_verify false',
      'hook safety_checks disabled',
      'hook create_default_packages evil',
      'hook never_heard_of x',
    ],
  ],
  ['.mambarc', 'channels: [mallory]\nalways_yes: true\nchannel_priority: strict', ['registry channels mallory']],
  ['.condarc', 'channels: &a [conda-forge]\ncustom_multichannels: *a', ['registry channels conda-forge']],
  [
    'pdm.toml',
    '[pypi]\nurl = "https://evil.example/simple"\nverify_ssl = false\n[pypi.extra]\nurl = "https://more.example/simple"\n[strategy]\nsave = "exact"',
    ['registry pypi.url https://evil.example', 'registry pypi.extra.url https://more.example', 'hook pypi.verify_ssl false'],
  ],
  [
    '.yarnrc.yml',
    'checksumBehavior: update\nenableStrictSsl: false\nenableScripts: true',
    ['hook checksumBehavior update', 'hook enableStrictSsl false', 'hook enableScripts true'],
  ],
  [
    '.yarnrc.yml',
    'httpsProxy: "http://evil.example:80"\nunsafeHttpWhitelist: [evil]',
    ['hook httpsProxy http://evil.example', 'hook unsafeHttpWhitelist evil'],
  ],
  ['.yarnrc.yml', 'networkSettings:\n  "*.example":\n    enableNetwork: true', ['hook networkSettings.*.example.enableNetwork true']],
  ['.yarnrc.yml', 'nodeLinker: &a x\nyarnPath: *a', ['problem unsupported :2']],
  [
    '.yarnrc.yml',
    '# enableScripts: true\nnodeLinker: node-modules\nchecksumBehavior: throw\nnpmAuthToken: ${T}\nnpmScopes:\n  a:\n    npmAuthToken: x',
    [],
  ],
  [
    'pyproject.toml',
    '[tool.uv]\nallow-insecure-host = ["evil.example"]\nno-build-isolation = true',
    ['registry tool.uv.allow-insecure-host http://evil.example', 'hook tool.uv.no-build-isolation true'],
  ],
  [
    'pyproject.toml',
    '[tool.uv]\nconstraint-dependencies = ["a<2", "b @ https://evil.example/b.whl"]',
    ['override tool.uv.constraint-dependencies b @ https://evil.example/b.whl'],
  ],
  [
    'pyproject.toml',
    '[tool.uv.extra-build-dependencies]\na = ["evil"]\n[[tool.uv.dependency-metadata]]\nname = "b"',
    ['hook tool.uv.extra-build-dependencies.a evil', 'hook tool.uv.dependency-metadata.name b'],
  ],
  [
    'pyproject.toml',
    '[build-system]\nrequires = ["setuptools>=61", "evil>=1", "wheel @ https://evil.example/w.whl"]\nbuild-backend = "own"\nbackend-path = ["."]',
    [
      'hook build-system.requires.evil runs at build',
      'hook build-system.requires.wheel wheel @ https://evil.example/w.whl',
      'hook build-system.backend-path .',
      'hook build-system.build-backend own',
    ],
  ],
  [
    'pyproject.toml',
    '[tool.poetry.requires-plugins]\nevil = ">1"\n[tool.pdm]\nplugins = ["evil"]\nscripts.post_install = "./x"\nscripts.test = "pytest"',
    ['hook tool.poetry.requires-plugins.evil >1', 'hook tool.pdm.plugins evil', 'hook tool.pdm.scripts.post_install ./x'],
  ],
  [
    'pyproject.toml',
    '[tool.hatch.build.hooks.custom]\npath = "x.py"\n[tool.hatch.build.targets.wheel.hooks.custom]\npath = "y.py"',
    ['hook tool.hatch.build.hooks.custom.path x.py', 'hook tool.hatch.build.targets.wheel.hooks.custom.path y.py'],
  ],
  [
    'pyproject.toml',
    '[tool.pixi.pypi-options]\nextra-index-urls = ["https://evil.example/s"]',
    ['registry tool.pixi.pypi-options.extra-index-urls https://evil.example'],
  ],
  [
    'pyproject.toml',
    '# requires = ["evil"]\n[build-system]\nrequires = ["hatchling>=1,<3"]\nbuild-backend = "hatchling.build"\n[tool.uv]\npackage = true\nconstraint-dependencies = ["a<2"]\n[tool.ruff]\nline-length = 100',
    [],
  ],
  ['poetry.toml', '[virtualenvs]\nin-project = true\n[certificates.a]\ncert = false', ['hook certificates.a.cert false']],
  [
    '.cargo/config.toml',
    '[build]\nrustc-wrapper = "./w"\njobs = 4\n[target.x86_64-unknown-linux-gnu]\nlinker = "./l"\nrunner = ["./r"]',
    ['hook build.rustc-wrapper ./w', 'hook target.x86_64-unknown-linux-gnu.linker ./l', 'hook target.x86_64-unknown-linux-gnu.runner ./r'],
  ],
  [
    '.cargo/config.toml',
    'paths = ["./p"]\ninclude = "o.toml"\n[env]\nX = "hunter2"\n[http]\nproxy = "http://evil.example:1"',
    ['hook paths ./p', 'hook include o.toml', 'hook env.X set', 'hook http.proxy http://evil.example:1'],
  ],
  [
    '.cargo/config.toml',
    'patch.crates-io.a.git = "https://evil.example/a"\nregistry.global-credential-providers = ["./c"]',
    ['override patch.crates-io.a https://evil.example/a', 'hook registry.global-credential-providers set'],
  ],
  ['.cargo/config.toml', '# linker = "./l"\n[alias]\nx = "run"\n[term]\ncolor = "always"\n[build]\njobs = 2\n[net]\nretry = 3', []],
])('%s: %j', (path, source, expected) => {
  expect(told(path, source)).toEqual(expected);
});
