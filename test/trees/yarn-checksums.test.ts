/** The checksums of Yarn 2 and later are of archives that Yarn makes itself: they can be compared with each other, and with nothing else. */
import { expect, it } from 'vitest';
import { checking } from '../support/checking.ts';

const doors = checking();

const entry = (checksum: string | null, conditions = false, version = '4.70.0'): string =>
  [
    `"openai@npm:^4":`,
    `  version: ${version}`,
    `  resolution: "openai@npm:${version}"`,
    ...(checksum === null ? [] : [`  checksum: ${checksum}`]),
    ...(conditions ? ['  conditions: os=linux'] : []),
    '  languageName: node',
    '  linkType: hard',
    '',
  ].join('\n');
const later = (text: string): string => `__metadata:\n  version: 8\n  cacheKey: 10c0\n\n${text}`;
const [A, B] = [`10c0/${'a'.repeat(128)}`, `10c0/${'b'.repeat(128)}`];
const left = (key: string): string => entry(`${key}/${'c'.repeat(128)}`).replaceAll('openai', 'left');
const both = (one: string, key = '10c0'): string => later(`${one}\n${left(key)}`);
const CLASSIC = `# yarn lockfile v1\n\nopenai@^4:\n  version "4.70.0"\n  resolved "https://registry.example/openai/-/openai-4.70.0.tgz"\n  integrity sha512-${'A'.repeat(86)}==\n`;

it.each<[string, string, string, readonly string[]]>([
  ['another checksum of one cache key', later(entry(A)), later(entry(B)), ['dependency/integrity-changed']],
  ['the checksum taken away', later(entry(A)), later(entry(null)), ['dependency/integrity-changed']],
  ['another cache key', later(entry(A)), later(entry(B.replace('10c0', '11'))), []],
  ['another cache key of one entry alone', both(entry(A)), both(entry(B.replace('10c0', '11'))), ['dependency/integrity-changed']],
  ['another cache key of all', both(entry(A)), both(entry(B.replace('10c0', '11')), '11'), []],
  ['the old cache key left on one system alone', both(entry(A, true)), both(entry(A, true), '11'), []],
  ['the checksum exchanged for a condition', both(entry(A)), both(entry(null, true)), ['dependency/integrity-changed']],
  ['no checksum on one system alone any more', both(entry(A, true)), both(entry(null, true)), []],
  ['a condition that a newer tool writes, with all other keys', both(entry(A)), both(entry(null, true), '11'), []],
  ['another version', later(entry(A)), later(entry(B, false, '4.71.0')), []],
  ['no checksum, on one system alone', later(entry(A, true)), later(entry(null, true)), []],
  ['a checksum that was missing', later(entry(null)), later(entry(A)), []],
  ['a new package without a checksum', later(''), later(entry(null, true)), []],
  ['from Yarn 1', CLASSIC, later(entry(A)), []],
])('%s', async (_, base, head, expected) => {
  const { verdict } = await doors.check({ 'yarn.lock': base }, { 'yarn.lock': head });
  expect(verdict.findings.map(({ finding }) => finding.rule)).toEqual(expected);
});
