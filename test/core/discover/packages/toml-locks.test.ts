/** Locks of Python in TOML, generated in the layouts that people and tools write, against what was generated: packages, hashes and lines. */
import { fc } from '@fast-check/vitest';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import type { Detector } from '../../../../src/core/discover/detector.ts';
import { pdmLockDetector } from '../../../../src/core/discover/packages/pdm-lock.ts';
import { poetryLockDetector } from '../../../../src/core/discover/packages/poetry-lock.ts';
import { pylockDetector } from '../../../../src/core/discover/packages/pylock.ts';
import { uvLockDetector } from '../../../../src/core/discover/packages/uv-lock/index.ts';
import { packagesOf, problemsOf } from '../facts.ts';

interface Entry {
  readonly name: string;
  readonly version: string;
  readonly hashes: readonly string[];
  readonly layout: number;
}

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const entry: fc.Arbitrary<Entry> = fc.record({
  name: fc.oneof(fc.stringMatching(/^[a-z][a-z0-9]{0,8}(?:[-_.][a-z0-9]{1,4}){0,2}$/), fc.constantFrom('constructor', 'toString', 'a.b_c')),
  version: fc.constantFrom('1.0', '2.6.0+cu121', '1!2.0rc1', '0.1.dev3'),
  hashes: fc.uniqueArray(hex, { maxLength: 3 }),
  layout: fc.nat({ max: 5 }),
});

/** What stands between the lines of an entry, and says nothing. */
const NOISE = [
  '',
  '# [[package]]',
  'description = """\n[[package]]\nname = "no"\n"""',
  "summary = '[[package]] # no'",
  'x = [\n  [1, 2], # ]\n  [3]\n]',
  'y = { a = "}", b = [1] }',
];

/** Key → how one kind writes the files of an entry. */
const KINDS: readonly (readonly [string, Detector, string, string, (file: string, hash: string) => string, string])[] = [
  ['poetry', poetryLockDetector, '', '[[package]]', (file, hash) => `{file = "${file}", hash = "sha256:${hash}"}`, 'files'],
  ['pdm', pdmLockDetector, '', '[[package]]', (file, hash) => `{url = "https://files.example/${file}", hash = "sha256:${hash}"}`, 'files'],
  [
    'uv',
    uvLockDetector,
    'version = 1\n',
    '[[package]]',
    (file, hash) => `{ url = "https://files.example/${file}", hash = "sha256:${hash}" }`,
    'wheels',
  ],
  [
    'pylock',
    pylockDetector,
    'lock-version = "1.0"\n',
    '[[packages]]',
    (file, hash) => `{ name = "${file}", hashes = { sha256 = "${hash}" } }`,
    'wheels',
  ],
];

test.each(KINDS)('%s', (_, detector, head, header, fileOf, files) => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (list, end) => {
      let text = head;
      const expected = list.map(({ name, version, hashes, layout }, index) => {
        const archives = hashes.map((hash, at) => fileOf(`f${index}-${at}.whl`, hash));
        const array = layout % 2 === 0 ? `[${archives.join(', ')}]` : `[\n${archives.map((one) => `    ${one}, # ]\n`).join('')}]`;
        const noise = NOISE[layout] ?? '';
        const lines = [
          header,
          noise,
          `${files} = ${array}`,
          `${layout % 2 === 0 ? 'name' : '"name"'} = "${name}"`,
          `version = '${version}'`,
        ].filter((line) => line !== '');
        if (layout > 2) lines.push(lines.splice(2, 1)[0] ?? '');
        const before = text.split('\n').length - 1;
        const at = lines
          .slice(
            0,
            lines.findIndex((line) => /^"?name"? =/.test(line)),
          )
          .join('\n')
          .split('\n').length;
        text += `${lines.join('\n')}\n\n`;
        return {
          name: name.toLowerCase().replace(/[-_.]+/g, '-'),
          version,
          line: before + at + 1,
          integrity: hashes.map((hash) => `sha256:${hash}`).sort(),
        };
      });
      const written = text.replaceAll('\n', end);
      expect(Object.keys(parse(written)).length).toBeGreaterThanOrEqual(list.length === 0 ? 0 : 1);
      expect(problemsOf(detector, written)).toEqual([]);
      expect(packagesOf(detector, written).map(({ name, version, line, integrity }) => ({ name, version, line, integrity }))).toEqual(
        expected,
      );
    }),
  );
});
