/** A change of locks, judged by what differs and as a whole: generated locks and edits, under policies that speak of libraries. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  check,
  createEvidence,
  detectors,
  effectivePolicy,
  formats,
  hubSettings,
  loadPolicy,
  memoryCache,
  openPorts,
  rules,
} from '../../src/core/index.ts';
import { memoryTree } from '../../src/core/io/trees/memory-tree.ts';
import { bomInParts, partsOfBom } from '../../src/core/model/parts.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { judgeSides } from '../../src/core/policy/judge-sides.ts';
import { BROKEN_LOADERS } from '../../src/core/policy/known-loaders.ts';
import { isFramework } from '../../src/core/ecosystems/look-up.ts';
import { parseRef } from '../../src/core/ref/parse.ts';
import { REGISTRIES_OFF } from '../support/registries-off.ts';
import { parsers } from '../support/threads.ts';

const NOW = new Date('2026-11-24T12:00:00Z');

const POLICIES = [
  'version: 1\n',
  'version: 1\nlicenses: { allow: [MIT] }\n',
  'version: 1\nlicenses: { allow: [MIT], unknown: [{ component: "npm:b*", as: MIT, reason: asked }] }\n',
  'version: 1\nlicenses: { deny: ["class:network-copyleft"], review: [ISC], override: [{ component: "npm:a@1.0.0", as: Apache-2.0, reason: asked }] }\n',
  'version: 1\nproduct: { license: proprietary, use: [commercial, distributed] }\nrules:\n  dependency/version: { level: block, versions: { "npm:a": ">=2", "pypi:c": ">=2" } }\n  dependency/prerelease: warn\n  dependency/integrity-missing: block\n',
];

interface Entry {
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
  readonly dev: boolean;
  readonly hash: string | null;
  readonly server: string;
}

const LICENSES = [null, 'MIT', 'ISC', 'AGPL-3.0-only', 'GPL-3.0-only', 'words that nobody knows', 'CC-BY-NC-4.0'];
const entry: fc.Arbitrary<Entry> = fc.record({
  name: fc.constantFrom('a', 'b', 'b-c', 'c', 'd', '@s/e', 'openai', 'torch', 'left'),
  version: fc.constantFrom('1.0.0', '1.0.1', '2.0.0', '2.0.0-rc.1'),
  license: fc.constantFrom(...LICENSES),
  dev: fc.boolean(),
  hash: fc.constantFrom('a', 'b', null),
  server: fc.constantFrom('https://registry.example', 'https://other.example'),
});

function packageLock(entries: readonly Entry[]): string {
  const packages = entries.map(({ name, version, license, dev, hash, server }, index) => [
    `${index === 0 || entries.slice(0, index).every((one) => one.name !== name) ? '' : `node_modules/n${index}/`}node_modules/${name}`,
    {
      version,
      resolved: `${server}/${name}/-/x-${version}.tgz`,
      ...(hash === null ? {} : { integrity: `sha512-${hash.toUpperCase().repeat(86)}==` }),
      ...(dev ? { dev: true } : {}),
      ...(license === null ? {} : { license }),
    },
  ]);
  return `${JSON.stringify({ name: 'shop', lockfileVersion: 3, packages: { '': { name: 'shop' }, ...Object.fromEntries(packages) } }, null, 2)}\n`;
}

function uvLock(entries: readonly Entry[]): string {
  const known = new Map(entries.map((one) => [one.name.replace('@s/', ''), one]));
  const packages = [...known].map(
    ([name, { version, hash }]) =>
      `[[package]]\nname = "${name}"\nversion = "${version.replace('-rc.', 'rc')}"\nsource = { registry = "https://index.example/simple" }\n` +
      (hash === null ? '' : `sdist = { url = "https://files.example/${name}.tar.gz", hash = "sha256:${hash.repeat(64)}" }\n`),
  );
  return `version = 1\nrequires-python = ">=3.12"\n\n${packages.join('\n')}`;
}

/** What one side holds. */
const side = fc.record({
  npm: fc.array(entry, { maxLength: 7 }),
  nested: fc.array(entry, { maxLength: 3 }),
  python: fc.array(entry, { maxLength: 5 }),
});
type Side = typeof side extends fc.Arbitrary<infer T> ? T : never;

const edit = fc.record({
  at: fc.nat(6),
  by: fc.option(entry, { nil: null }),
  where: fc.constantFrom('npm' as const, 'nested' as const, 'python' as const),
});
const edits = fc.record({
  all: fc.array(edit, { maxLength: 3 }),
  asked: fc.constantFrom('', 'a', 'openai'),
  license: fc.constantFrom('MIT', 'MIT', 'GPL-3.0-only'),
  scope: fc.constantFrom('', 'scopes:\n  - { path: "tools/**", as: test }\n'),
});

function filesOf({ npm, nested, python }: Side, asked: string, license: string): Record<string, string> {
  const dependencies = asked === '' ? {} : { dependencies: { [asked]: '^1.0.0' } };
  return {
    'package.json': JSON.stringify({ name: 'shop', license, ...dependencies }),
    'package-lock.json': packageLock(npm),
    'tools/package-lock.json': packageLock(nested),
    'uv.lock': uvLock(python),
    'app.py': 'import torch\nmodel = torch.load("model.pt")\n',
  };
}

function edited(from: Side, all: readonly { readonly at: number; readonly by: Entry | null; readonly where: keyof Side }[]): Side {
  const lists = { npm: [...from.npm], nested: [...from.nested], python: [...from.python] };
  for (const { at, by, where } of all) lists[where].splice(at, 1, ...(by === null ? [] : [by]));
  return lists;
}

async function judged(base: Record<string, string>, head: Record<string, string>, policy: string, whole: boolean): Promise<CheckResult> {
  const { ports, close } = openPorts({
    parsers,
    detectors,
    cache: memoryCache(),
    evidence: createEvidence(),
    hub: hubSettings(REGISTRIES_OFF, { hubUrl: null }),
    offline: true,
    now: NOW,
    progress: () => undefined,
  });
  const [before, after] = [memoryTree(base, 'main'), memoryTree(head, 'feature')];
  const input = {
    base: before,
    head: after,
    subject: { name: 'product', version: null },
    policy: effectivePolicy([loadPolicy(policy, 'weighbridge.yml', rules)], rules),
    review: { changes: [], mistakes: [] },
    notes: [],
    whole,
  };
  try {
    return await check(input, ports);
  } finally {
    await close();
  }
}

function reportOf({ verdict, bom }: Pick<CheckResult, 'verdict' | 'bom'>, format: string): string {
  return formats.find(({ id }) => id === format)?.render(verdict, bom, { color: false, specVersion: '1.7' }) ?? `no format ${format}`;
}

const FORMATS = ['terminal', 'markdown', 'sarif', 'json', 'cyclonedx'];

it('says of a change of locks by what differs the same as by all that there is', { timeout: 120_000 }, async () => {
  let apart = 0;
  await fc.assert(
    fc.asyncProperty(side, edits, fc.constantFrom(...POLICIES), async (from, { all, asked, license, scope }, policy) => {
      const to = edited(from, all);
      const [base, head] = [filesOf(from, '', 'MIT'), filesOf(to, asked, license)];
      const [short, long] = [await judged(base, head, policy + scope, false), await judged(base, head, policy + scope, true)];
      apart += partsOfBom(short.bom).untouched?.libraries.length ?? 0;
      expect(partsOfBom(long.bom).untouched).toBeNull();
      for (const format of FORMATS) expect(reportOf(short, format)).toBe(reportOf(long, format));
      expect({ verdict: short.verdict, bom: short.bom }).toEqual({ verdict: long.verdict, bom: long.bom });
    }),
    { numRuns: Number(process.env['DIFFERENCE_CASES'] ?? 60) },
  );
  expect(apart).toBeGreaterThan(0);
});

it('describes of the libraries that a change leaves alone one for each kind of terms, and lists none for a person', async () => {
  const many = (version: string): Entry[] =>
    Array.from({ length: 300 }, (_, index) => ({
      name: `package-${index}`,
      version: index === 0 ? version : '1.0.0',
      license: index % 2 === 0 ? 'MIT' : 'ISC',
      dev: false,
      hash: 'a',
      server: 'https://registry.example',
    }));
  const of = (version: string): Record<string, string> => filesOf({ npm: many(version), nested: [], python: [] }, '', 'MIT');
  const { verdict, bom } = await judged(of('1.0.0'), of('1.0.1'), POLICIES[0] ?? '', false);
  const { touched, untouched } = partsOfBom(bom);
  expect([touched.components.length, untouched?.libraries.length]).toEqual([1, 299]);
  let described = 0;
  const counting = bomInParts(touched, {
    libraries: untouched?.libraries ?? [],
    described(some) {
      described += some.length;
      return untouched?.described(some) ?? [];
    },
  });
  const policy = effectivePolicy([loadPolicy(POLICIES[0] ?? '', 'weighbridge.yml', rules)], rules);
  const { onHead } = judgeSides({ policy, rules, head: counting, base: counting, changes: verdict.changes, policyChanges: [], now: NOW });
  // Its hash is that of another version.
  expect(new Set(onHead.map(({ component }) => component))).toEqual(new Set(['pkg:npm/package-0']));
  for (const format of ['terminal', 'sarif']) reportOf({ verdict, bom: counting }, format);
  expect(described).toBe(2);
  expect(counting.components).toHaveLength(300);
});

it('leaves no library alone whose loader is known to be broken: which models load through it is told', () => {
  const identities = BROKEN_LOADERS.flatMap(({ identities: all }) => all);
  expect(identities.filter((identity) => !isFramework(parseRef(identity).type, parseRef(identity).name))).toEqual([]);
});
