import { changesBetween, listedEntries } from '../../src/core/discover/entries.ts';
import type { Coverage } from '../../src/core/model/index.ts';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { fc } from '@fast-check/vitest';
import { Language, Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Grammars } from '../../src/core/discover/detector.ts';
import { coverageOf } from '../../src/core/discover/coverage.ts';
import { detectors } from '../../src/core/discover/index.ts';
import { unreadKind } from '../../src/core/discover/kinds.ts';
import { isRead } from '../../src/core/discover/readers.ts';
import type { Fact, TreeEntry } from '../../src/core/model/index.ts';
import { LISTED_PATHS } from './paths.ts';

let grammars: Grammars = {};
beforeAll(async () => {
  const { resolve } = createRequire(import.meta.url);
  await Parser.init({ wasmBinary: await readFile(resolve('web-tree-sitter/web-tree-sitter.wasm')) });
  const python = new Parser();
  python.setLanguage(await Language.load(await readFile(resolve('tree-sitter-python/tree-sitter-python.wasm'))));
  grammars = { python };
});

test('ids are unique and kebab-case', () => {
  const ids = detectors.map((detector) => detector.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
});

/** Beginnings that get past cheap checks, so that random bytes reach the parsers. */
const BEGINNINGS = [
  '',
  '{"packages": {"node_modules/a": ',
  '{"lockfileVersion": 1, "dependencies": {"a": {',
  '{"cells": [{"cell_type": "code", "source": ["',
  'version = 1\n[[package]]\nname = "',
  '[project]\ndependencies = ["',
  'torch==1 \\\n --hash=sha256:',
  '*.bin filter=lfs ',
  'from transformers import AutoModel\nAutoModel.from_pretrained("',
  'version https://git-lfs.github.com/spec/v1\n',
  'GGUF\u0003\0\0\0',
  'PK\u0003\u0004',
  '{"dependencies": {"',
  'FROM x\nENV A=hf://\nRUN hf download ',
  'CMD ["vllm", "serve", "',
  'run: hf download ',
  'model: org/a\nrevision: ',
  'command: [vllm, serve, ',
  '/annex/objects/',
];

describe.each(detectors.map((detector) => [detector.id, detector] as const))('%s', (_, detector) => {
  test('says what it is about, in full', () => {
    for (const text of Object.values(detector.about)) expect(text.trim().length).toBeGreaterThan(10);
    expect(detector.about.title.length).toBeLessThanOrEqual(80);
    expect(Number.isSafeInteger(detector.version) && detector.version >= 1 && detector.limit > 0).toBe(true);
  });

  test('hostile bytes: never throws, same facts twice, plain data with places', () => {
    const start = fc.constantFrom(...BEGINNINGS).map((text) => new TextEncoder().encode(text));
    const rest = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(start, rest, fc.boolean(), (head, tail, surface) => {
        const bytes = Uint8Array.from([...head, ...tail]);
        const run = (): readonly Fact[] => detector.facts({ bytes, size: bytes.length, depth: surface ? 'surface' : 'full' }, grammars);
        const facts = run();
        expect(run()).toEqual(facts);
        expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
        for (const fact of facts) expect(fact.line >= 1 && fact.column >= 1).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('big and deep inputs give an answer', () => {
    const inputs = [
      '['.repeat(8_000),
      '{"a":'.repeat(8_000),
      '('.repeat(8_000),
      ' '.repeat(300_000),
      '\n'.repeat(100_000),
      'a'.repeat(300_000),
      '"\\'.repeat(50_000),
      '\0'.repeat(1_000),
      `x = ${'{a='.repeat(5_000)}`,
      `RUN hf download ${'$('.repeat(8_000)}`,
      `hf://: ${'['.repeat(8_000)}`,
      `hf://: ${'- '.repeat(8_000)}`,
      `hf://:\n${'a: &x *x\n'.repeat(5_000)}`,
    ];
    for (const text of inputs) {
      const input = { bytes: new TextEncoder().encode(text), size: text.length, depth: 'full' } as const;
      expect(Array.isArray(detector.facts(input, grammars))).toBe(true);
    }
  });

  test('wants is total over paths', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.nat()), (path, size) => typeof detector.wants(path, size) === 'boolean'),
    );
  });
});

/** A change that brings this file alone. */
function covered(path: string, silent: ReadonlySet<string> = new Set()): Coverage {
  const change = { entries: changesBetween([], [entryOf(path)]), linked: [] };
  return coverageOf(change, { entries: listedEntries([entryOf(path)]), linked: [], problems: [] }, { silent, hiding: new Set() });
}

test('no path is both read and called unread (T33)', () => {
  const unread = detectors.filter(({ id }) => id === 'unread-lock');
  expect(unread).toHaveLength(1);
  for (const path of LISTED_PATHS) {
    // What is asked of changed files alone reads none for what it is.
    // Bytes under any name may be a model: whoever looks for that takes nothing else from them.
    const readers = detectors
      .filter((one) => one.id !== 'unnamed-weights' && one.when !== 'changed' && one.wants(path, 100))
      .map(({ id }) => id);
    if (readers.includes('unread-lock')) expect([path, readers]).toEqual([path, ['unread-lock']]);
    const { unread: count } = covered(path);
    if (isRead(path, 100)) expect([path, count]).toEqual([path, 0]);
    // What nobody takes whole has a kind, or names no component: it is never passed over without a word of either.
    else expect([path, count]).toEqual([path, unreadKind(path) === null ? 0 : 1]);
    // Looked through, and silent: it was read as well.
    const silent = covered(path, new Set([path]));
    expect([path, silent.unread]).toEqual([path, 0]);
  }
});

function entryOf(path: string): TreeEntry {
  return { path, kind: 'file', id: 'a'.repeat(40), size: 100 };
}
