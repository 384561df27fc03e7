/** Locks of pnpm of any content: the reader of lines finds what a parser of all of YAML finds, at the same lines. */
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { LineCounter, parseDocument } from 'yaml';
import { pnpmLockDetector } from '../../../../src/core/discover/packages/pnpm-lock/index.ts';
import { packagesOf, problemsOf } from '../facts.ts';

const SRI = `sha512-${'A'.repeat(86)}==`;

describe('pnpm-lock: against a parser of all of YAML', () => {
  const name = fc.tuple(fc.constantFrom('', '@s/', '@a.b/'), fc.stringMatching(/^[a-z][a-z0-9._-]{0,9}$/)).map((parts) => parts.join(''));
  const version = fc.tuple(fc.nat(99), fc.nat(9), fc.constantFrom('0', '1-rc.1', '2')).map((parts) => parts.join('.'));
  const entry = fc.record({
    name,
    version,
    peers: fc.constantFrom('', '(react@18.2.0)', '(@s/p@1.0.0(q@2.0.0))'),
    tarball: fc.option(fc.constantFrom('https://x.example/a.tgz', 'https://registry.example/a/-/a-1.0.0.tgz'), { nil: undefined }),
    isFlow: fc.boolean(),
    quote: fc.constantFrom("'", '"'),
    deprecated: fc.option(
      fc.constantFrom('|-\n      no: more\n\n      use x', '>-\n      gone: away', "'it''s old: #1'", '"a \\"b\\": c"'),
      { nil: undefined },
    ),
    isLast: fc.boolean(),
  });

  test('the same packages at the same lines', () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (one) => `${one.name}@${one.version}`, maxLength: 12 }), (entries) => {
        const text = `lockfileVersion: '6.0'\n\npackages:\n${entries
          .map(({ name, version, peers, tarball, isFlow, quote, deprecated, isLast }) => {
            const key = `/${name}@${version}${peers}`;
            const said = [`integrity: ${SRI}`, ...(tarball === undefined ? [] : [`tarball: ${tarball}`])];
            const resolution = isFlow ? `    resolution: {${said.join(', ')}}` : `    resolution:\n      ${said.join('\n      ')}`;
            const old = deprecated === undefined ? [] : [`    deprecated: ${deprecated}`];
            const lines = isLast ? [...old, resolution] : [resolution, ...old];
            return `\n  ${key.length > 20 ? `${quote}${key}${quote}` : key}:\n${lines.join('\n')}\n    dev: false\n`;
          })
          .join('')}`;
        expect(problemsOf(pnpmLockDetector, text)).toEqual([]);
        expect(packagesOf(pnpmLockDetector, text).map(({ name, version, line }) => `${name}@${version}:${line}`)).toEqual(byYaml(text));
      }),
      { numRuns: 200 },
    );
  });

  function byYaml(text: string): string[] {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const items = document.get('packages') as { items?: { key: { value: string; range: [number] } }[] } | null;
    return (items?.items ?? []).map(({ key }) => {
      const [, name, version] = /^\/((?:@[^/]+\/)?[^@]+)@([^(]+)/.exec(key.value) ?? [];
      return `${name}@${version}:${lines.linePos(key.range[0]).line}`;
    });
  }
});
