import { describe, expect, it } from 'vitest';
import { pythonDetector, pythonScriptDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import { readSource } from '../../../../../src/core/discover/languages/python/source.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { isDoubted } from '../../linking.ts';

const T = 'from transformers import AutoModel\n';

async function targets(detector: typeof pythonDetector, content: string | Uint8Array): Promise<unknown[]> {
  return (await factsOf(detector, content)).flatMap((fact) => (fact.kind === 'load' ? [fact.target] : []));
}
const EVIL = { kind: 'literal', text: 'evil/x' };

describe('names are read as Python compares them (NFKC)', () => {
  it.each([
    ['a class', `from transformers import ＡutoModel\nＡutoModel.from_pretrained("evil/x")\n`],
    ['a method in letters of mathematics', `${T}AutoModel.𝓯rom_pretrained("evil/x")\n`],
    ['a ligature', 'from transformers import AutoModel as ﬁ\nfi.from_pretrained("evil/x")\n'],
    ['a feminine ordinal in Latin-1', Buffer.from(`# coding: latin-1\n${T}AutoModel.from_pretr\xaained("evil/x")\n`, 'latin1')],
  ])('%s', async (_name, code) => {
    expect(await targets(pythonDetector, code)).toEqual([EVIL]);
  });

  it('a commit is written into the line as it stands, or not at all', async () => {
    const pins = async (line: string): Promise<unknown[]> =>
      (await factsOf(pythonDetector, `${T}${line}\n`)).flatMap((fact) => (fact.kind === 'load' ? [fact.pin?.source ?? null] : []));
    const [wide, ligature] = ['s = "𝕏"; AutoModel.from_pretrained("org/a")', 'ﬁ = 1; AutoModel.from_pretrained("org/a")'];
    expect(await pins(wide)).toEqual([wide]);
    expect(await pins(ligature)).toEqual([null]);
  });

  it('a constant that is bound again in another spelling', async () => {
    expect(await isDoubted({ 'app.py': `${T}N = "acme/a"\nＮ = "evil/x"\nAutoModel.from_pretrained(N)\n` })).toBe(true);
  });

  it('other letters, texts and places stay as they are', () => {
    const text = 'größe = "ü"; 变量 = 1\nµ = 2  # ½\n';
    expect(readSource(Buffer.from(text)).text).toBe(text);
    expect(readSource(Buffer.from('x = "𝕏"; y = 1')).text).toHaveLength('x = "𝕏"; y = 1'.length);
  });
});

describe('encodings (PEP 263) and line ends', () => {
  it.each([
    ['a mark at the start', Buffer.from(`\uFEFF${T}AutoModel.from_pretrained("evil/x")\n`)],
    ['carriage returns alone', Buffer.from(`${T}AutoModel.from_pretrained("evil/x")\n`.replaceAll('\n', '\r'))],
    ['form feeds', Buffer.from(`\f${T}\fAutoModel.from_pretrained("evil/x")\n`)],
    [
      'Latin-1',
      Buffer.from(`#!/usr/bin/python\n# -*- coding: iso-8859-15 -*-\n${T}x = "\xe9"; AutoModel.from_pretrained("evil/x")\n`, 'latin1'),
    ],
    ['a replacement character', Buffer.from(`${T}x = "\uFFFD"; AutoModel.from_pretrained("evil/x")\n`)],
  ])('%s', async (_name, bytes) => {
    expect(await targets(pythonDetector, bytes)).toEqual([EVIL]);
    expect((await factsOf(pythonDetector, bytes)).filter(({ kind }) => kind === 'problem')).toEqual([]);
  });

  it.each([
    ['# coding: utf-7\n', 'its encoding "utf-7" is not read'],
    ['\n# vim: set fileencoding=cp037 :\n', 'its encoding "cp037" is not read'],
    ['x = 1\n# coding: utf-7\n', null],
    ['x = 1\n\n# coding: utf-7\n', null],
    ['# coding: utf_8\n', null],
  ])('%j: %s', (text, problem) => {
    expect(readSource(Buffer.from(text)).problem).toBe(problem);
  });
});

describe('scripts without a suffix', () => {
  it.each([
    ['#!/usr/bin/env python3\n'],
    ['#!/usr/bin/python\r\n'],
    ['#!/usr/bin/env -S uv run --script\n'],
    ['#!/opt/venv/bin/python3.12 -u\n'],
    ["#!/bin/sh\n'''exec' python3 \"$0\" \"$@\"\n' '''\n"],
  ])('%j', async (start) => {
    expect(await targets(pythonScriptDetector, `${start}${T}AutoModel.from_pretrained("evil/x")\n`)).toEqual([EVIL]);
  });

  it.each([['#!/bin/bash\n'], ['#!/usr/bin/env node\n'], [''], ['# python\n'], ['\u007fELF python\n']])('no Python: %j', async (start) => {
    expect(await factsOf(pythonScriptDetector, `${start}${T}AutoModel.from_pretrained("evil/x")\n`)).toEqual([]);
  });

  it.each([
    ['bin/serve', 10, true],
    ['serve', null, true],
    ['serve.py', 10, false],
    ['.bashrc', 10, false],
    ['model', 900_000_000, false],
  ])('wants %s of %s bytes: %s', (path, size, expected) => {
    expect(pythonScriptDetector.wants(path, size)).toBe(expected);
  });
});
