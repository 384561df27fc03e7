import fc from 'fast-check';
import { parse } from 'py-ast';
import { describe, expect, it } from 'vitest';
import { applyPins, editableText } from '../../../src/core/pin/apply.ts';
import { COMMIT, pin, planOf, told } from './pinning.ts';
import { HEAD, REFUSED, SHAPES } from './shapes.ts';

const LOAD = 'AutoModel.from_pretrained("org/a")';
const DONE = `AutoModel.from_pretrained("org/a", revision="${COMMIT}")`;
const IMPORT = 'from transformers import AutoModel\n';

describe('the commit is where the load reads it, and nothing else changes', () => {
  it.each(SHAPES)('%s', async (before, after) => {
    const { files, refused } = await pin({ 'app.py': `${HEAD}m = ${before}\nz = 1\n` });
    expect(refused).toEqual([]);
    expect(files['app.py']).toBe(`${HEAD}m = ${after}\nz = 1\n`);
    // By another parser than ours.
    expect(() => parse(files['app.py'] ?? '')).not.toThrow();
  });

  it.each<[string, string, string]>([
    ['CRLF', `x = 1\r\n${IMPORT.trim()}\r\nm = ${LOAD}\r\n`, `x = 1\r\n${IMPORT.trim()}\r\nm = ${DONE}\r\n`],
    ['mixed line ends', `${IMPORT}x = 1\r\nm = ${LOAD}\n`, `${IMPORT}x = 1\r\nm = ${DONE}\n`],
    ['a lone carriage return', `${IMPORT}# c\rm = ${LOAD}\n`, `${IMPORT}# c\rm = ${DONE}\n`],
    ['no line end at the end', `${IMPORT}m = ${LOAD}`, `${IMPORT}m = ${DONE}`],
    ['a byte order mark', `\uFEFF${IMPORT}m = ${LOAD}\n`, `\uFEFF${IMPORT}m = ${DONE}\n`],
    ['a byte order mark in the line of the load', `\uFEFFm = ${LOAD}\n`, `\uFEFFm = ${DONE}\n`],
    ['tabs', `${IMPORT}if a:\n\tm\t=\t${LOAD}\n`, `${IMPORT}if a:\n\tm\t=\t${DONE}\n`],
    ['characters beyond the plane', `${IMPORT}s = "𝕏"; m = ${LOAD}\n`, `${IMPORT}s = "𝕏"; m = ${DONE}\n`],
    ['quotes and comments before it', `${IMPORT}a = "it's"  # don't\nm = ${LOAD}\n`, `${IMPORT}a = "it's"  # don't\nm = ${DONE}\n`],
    ['the same line twice', `${IMPORT}m = ${LOAD}\nm = ${LOAD}\n`, `${IMPORT}m = ${DONE}\nm = ${DONE}\n`],
  ])('%s', async (_name, before, after) => {
    expect(await pin({ 'a.py': before })).toEqual({ files: { 'a.py': after }, refused: [] });
  });

  it('a name in a constant of another module is pinned at each call', async () => {
    const files = { 'config.py': 'NAME = "org/a"\n', 'one.py': `${IMPORT}from config import NAME\nAutoModel.from_pretrained(NAME)\n` };
    expect((await pin(files)).files).toEqual({
      ...files,
      'one.py': `${IMPORT}from config import NAME\nAutoModel.from_pretrained(NAME, revision="${COMMIT}")\n`,
    });
  });

  it('a secret behind the call stays in the file, and out of the plan (T21)', async () => {
    const secret = `hf_${'a'.repeat(34)}`;
    const before = `${IMPORT}m = ${LOAD}; login(token="${secret}")\n`;
    expect(JSON.stringify(await planOf({ 'a.py': before }))).not.toContain(secret);
    expect((await pin({ 'a.py': before })).files['a.py']).toBe(`${IMPORT}m = ${DONE}; login(token="${secret}")\n`);
  });

  it('what is pinned already gives an empty plan', async () => {
    expect(await planOf({ 'a.py': `${IMPORT}m = ${DONE}\n` })).toEqual({ files: [], refused: [] });
  });
});

describe('what cannot be placed exactly stays as it is', () => {
  it.each(REFUSED)('%s: %s', async (code, expected) => {
    const before = `${HEAD}import os\nm = ${code}\n`;
    const { files, refused } = await pin({ 'app.py': before });
    expect(files['app.py']).toBe(before);
    expect(new Set(refused.map((one) => one.code))).toEqual(new Set([expected]));
    for (const { path, line, reason } of refused) {
      expect([path, line]).toEqual(['app.py', HEAD.split('\n').length + 1]);
      expect(reason).toMatch(/^[^\n]{10,149}[^\n.]$/);
    }
  });

  it('a default that callers replace is no place for a commit; the load beside it is', async () => {
    const before = `${IMPORT}def load(name="org/a"):\n    return AutoModel.from_pretrained(name)\nm = ${LOAD}\n`;
    const { files, refused } = await pin({ 'a.py': before });
    expect(files['a.py']).toBe(before.replace(LOAD, DONE));
    expect(refused.map(told)).toEqual(['overridable-name 3 hf:org/a']);
  });
});

describe('a file that is not what was read is not touched', () => {
  const before = `${IMPORT}m = ${LOAD}\nn = 1\n`;
  it.each<[string, string, string]>([
    ['a line more', `x = 1\n${before}`, 'changed'],
    ['another model in the line', before.replace('org/a', 'org/b'), 'changed'],
    ['nothing', '', 'changed'],
  ])('%s', async (_name, now, code) => {
    const [file] = (await planOf({ 'a.py': before })).files;
    const applied = file === undefined ? null : applyPins(now, file);
    expect(applied).toMatchObject({ state: 'refused', refused: [{ code, path: 'a.py', line: 2, reference: 'hf:org/a' }] });
  });

  it('bytes that are no UTF-8 are refused, all others come back as they were', async () => {
    const [file] = (await planOf({ 'a.py': before })).files;
    expect(file && applyPins(editableText(Uint8Array.from([0xff, 0x0a])), file)).toMatchObject({ refused: [{ code: 'not-utf8' }] });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = Buffer.from(text);
        expect(Buffer.from(editableText(bytes) ?? 'refused').equals(bytes)).toBe(true);
      }),
    );
  });

  it('line ends that git changed on the way to the disk are no change', async () => {
    const [file] = (await planOf({ 'a.py': before })).files;
    const applied = file === undefined ? null : applyPins(before.replaceAll('\n', '\r\n'), file);
    expect(applied).toMatchObject({ state: 'applied', text: before.replace(LOAD, DONE).replaceAll('\n', '\r\n') });
  });

  it('an edit that was made already changes nothing, whatever else changed', async () => {
    const [file] = (await planOf({ 'a.py': before })).files;
    const now = `${before.replace(LOAD, DONE)}more = 1\n`;
    expect(file && applyPins(now, file)).toEqual({ state: 'applied', text: now, changed: 0 });
  });
});

it('no character outside the edit changes, whatever surrounds it', async () => {
  const word = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed().replace(/[\r\n\0]/g, ' '));
  const noise = fc.oneof(
    word.map((text) => `# ${text}`),
    word.map((text) => `s = ${JSON.stringify(text)}`),
    word.map((text) => `t = '''${text.replace(/['\\]/g, '_')}\n"'''`),
    fc.constant(''),
    fc.constant('if a:\n\tpass'),
  );
  const end = fc.constantFrom('\n', '\r\n');
  await fc.assert(
    fc.asyncProperty(
      fc.array(noise, { maxLength: 5 }),
      fc.array(noise, { maxLength: 5 }),
      end,
      fc.boolean(),
      fc.nat(SHAPES.length - 1),
      async (before, after, eol, mark, index) => {
        const [from, to] = SHAPES[index] ?? ['', ''];
        const text = (load: string): string =>
          `${mark ? '\uFEFF' : ''}${[...HEAD.trimEnd().split('\n'), ...before, `m = ${load}`, ...after].join('\n').replaceAll('\n', eol)}`;
        // A string over two lines ends its second line with quotes: its text holds whatever the line end is.
        const { files, refused } = await pin({ 'a.py': text(from) });
        expect(refused).toEqual([]);
        expect(files['a.py']).toBe(text(to));
      },
    ),
    { numRuns: 150 },
  );
});
