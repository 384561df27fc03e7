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
    bom.components.filter(({ sightings }) => sightings.some((one) => one.type === 'package' && one.package.source === 'path')),
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
];

describe('a folder in the place of a package', () => {
  it.each(ROWS)('$what', async ({ base, head, now }) => {
    expect(await told(base, head)).toEqual([expect.stringMatching(/^blocks bar: bar.* of .* → /)]);
    expect((await told(base, head))[0]).toContain(`→ ${now}`);
  });

  it.each(ROWS)('$what, as before', async ({ base, head }) => {
    expect(await told({ ...base, ...head }, { 'b.md': 'b\n' })).toEqual([]);
  });

  it.each(ROWS)('$what, of a name that the base does not know', async ({ head }) => {
    expect(await told({}, Object.fromEntries(Object.entries(head).filter(([, text]) => text !== null)))).toEqual([]);
  });
});
