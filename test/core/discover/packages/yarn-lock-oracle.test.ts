/** Locks of Yarn of any content: the reader of lines finds what Yarn's own parser finds, at the lines where it stands. */
import { fc } from '@fast-check/vitest';
import { parseSyml } from '@yarnpkg/parsers';
import { describe, expect, test } from 'vitest';
import { yarnLockDetector } from '../../../../src/core/discover/packages/yarn-lock/index.ts';
import { packagesOf, problemsOf } from '../facts.ts';

const SRI = `sha512-${'A'.repeat(86)}==`;

const name = fc.tuple(fc.constantFrom('', '@s/', '@a.b/'), fc.stringMatching(/^[a-z][a-z0-9._-]{0,9}$/)).map((parts) => parts.join(''));
const version = fc.tuple(fc.nat(99), fc.nat(9), fc.constantFrom('0', '1-rc.1', '2')).map((parts) => parts.join('.'));
const range = fc.constantFrom('^1.0.0', '>= 1 <2', '*', '1.x || 2.x', '~0.1', 'latest', '');
const entry = fc.record({
  name,
  version,
  ranges: fc.uniqueArray(range, { minLength: 1, maxLength: 4 }),
  alias: fc.option(name, { nil: undefined }),
  needs: fc.uniqueArray(fc.tuple(name, range), { selector: ([one]) => one, maxLength: 3 }),
  isQuoted: fc.boolean(),
  line: fc.constantFrom('\n', '\r\n'),
});
const entries = fc.uniqueArray(entry, { selector: (one) => one.alias ?? one.name, maxLength: 12 });
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

interface Parsed {
  readonly version: string;
  readonly resolution?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function found(text: string): string[] {
  expect(problemsOf(yarnLockDetector, text).filter(({ message }) => !message.includes('without an entry'))).toEqual([]);
  return packagesOf(yarnLockDetector, text).map(({ name, version, line }) => `${name}@${version}:${line}`);
}

/** The line on which each entry begins, in order. */
function edgeLines(text: string): number[] {
  return text.split('\n').flatMap((line, at) => (/^["@a-z]/.test(line) ? [at + 1] : []));
}

describe('yarn-lock: against the parser of Yarn', () => {
  test('Yarn 1: the same packages at the same lines', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const end = all[0]?.line ?? '\n';
        const text = `# yarn lockfile v1\n\n${all.map(classic).join('\n')}`.replaceAll('\n', end);
        // Of one entry all that was asked for shares one value.
        const parsed = [...Map.groupBy(Object.entries(parseSyml(text) as Record<string, Parsed>), ([, value]) => value)];
        const lines = edgeLines(text);
        expect(found(text)).toEqual(parsed.map(([{ version }, [first]], at) => `${realName(first?.[0] ?? '')}@${version}:${lines[at]}`));
      }),
      { numRuns: 200 },
    );
  });

  test('later ones: the same packages at the same lines', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const text = `__metadata:\n  version: 8\n  cacheKey: 10c0\n\n${all.map(berry).join('\n')}`;
        const { __metadata: _, ...parsed } = parseSyml(text) as Record<string, Parsed>;
        const lines = edgeLines(text);
        expect(found(text)).toEqual(
          Object.values(parsed).map(({ resolution = '', version }, at) => `${realName(resolution)}@${version}:${lines[at]}`),
        );
      }),
      { numRuns: 200 },
    );
  });
});

function realName(asked: string): string {
  return /@npm:((?:@[^/@]+\/)?[^/@]+)@/.exec(asked)?.[1] ?? /^(?:@[^/@]+\/)?[^/@]+/.exec(asked)?.[0] ?? '';
}

function classic({ name, version, ranges, alias, needs, isQuoted }: Entry): string {
  const asked = ranges.map((range) => (alias === undefined ? `${name}@${range}` : `${alias}@npm:${name}@${range}`));
  const quoted = (text: string): string => (isQuoted || /[:\s@|,]/.test(text.replace(/(?<=.)@/, '')) ? JSON.stringify(text) : text);
  const list = needs.map(([one, range]) => `    ${quoted(one)} "${range || '*'}"\n`).join('');
  return `${asked.map(quoted).join(', ')}:\n  version "${version}"\n  integrity ${SRI}\n${list === '' ? '' : `  dependencies:\n${list}`}`;
}

function berry({ name, version, ranges, alias, needs }: Entry): string {
  const asked = ranges.map((range) => (alias === undefined ? `${name}@npm:${range}` : `${alias}@npm:${name}@${range}`));
  const list = needs.map(([one, range]) => `    ${JSON.stringify(one)}: "npm:${range}"\n`).join('');
  return `"${asked.join(', ')}":\n  version: ${version}\n  resolution: "${name}@npm:${version}"\n${list === '' ? '' : `  dependencies:\n${list}`}  languageName: node\n  linkType: hard\n`;
}
