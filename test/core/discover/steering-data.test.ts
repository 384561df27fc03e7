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
])('%s: %j', (path, source, expected) => {
  expect(told(path, source)).toEqual(expected);
});
