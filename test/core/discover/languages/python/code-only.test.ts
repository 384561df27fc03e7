import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { codeOnly } from '../../../../../src/core/discover/languages/python/code-only.ts';
import { scanImports } from '../../../../../src/core/discover/languages/python/import-scan.ts';
import { mayLoad } from '../../../../../src/core/discover/languages/python/surface.ts';

const CALL = 'AutoModel.from_pretrained("org/a")';

describe('mayLoad', () => {
  it.each([
    ['a call', `${CALL}\n`, true],
    ['a call after a docstring', `"""doc"""\n${CALL}\n`, true],
    ['a call after a string of the other quotes', `x = '''\n"""\n'''\n${CALL}\ny = '''\n"""\n'''\n`, true],
    ['a call after an escaped quote', `x = "\\""\n${CALL}\n`, true],
    ['a call after a broken string', `x = "open\n${CALL}\n`, true],
    ['a call in a string that its line breaks', `"\n";${CALL};\n`, true],
    ['a call in a string that an escaped quote does not end', `"\\"\n";${CALL};\n`, true],
    ['a call behind a brace that nothing opens in an f-string', `f"}${CALL}rf"\n`, true],
    ['a call behind a NUL in a comment', `#x\0${CALL}\n`, true],
    ['a call in an f-string with doubled braces', `f'}}${CALL}{{'\n`, false],
    ['a call in a docstring that nothing ends', `"""\n${CALL}\n`, true],
    ['a call after nested quotes in an f-string (PEP 701)', `x = f"{d["a"]}"\n${CALL}\n`, true],
    ['a call after a quote inside an f-string expression', `x = f"{'"""'}"\n${CALL}\n`, true],
    ['a call after a comment with an apostrophe', `# don't\n${CALL}\n`, true],
    ['a docstring', `"""\n>>> ${CALL}\n"""\n`, false],
    ['a raw docstring', `r"""\n${CALL}\n"""\n`, false],
    ['a comment', `# ${CALL}\n`, false],
    ['a string', `x = '${CALL}'\n`, false],
    ['an endpoint inside a string', 'os.environ["HF_ENDPOINT"] = x\n', true],
    ['plain code', 'def load(x):\n    return x\n', false],
  ])('%s', (_name, text, expected) => {
    expect(mayLoad(text)).toBe(expected);
  });

  test.prop([fc.string({ maxLength: 500, unit: fc.constantFrom('"', "'", '\\', '\n', '#', 'f', '{', '}', 'a', ' ') })])(
    'takes any mix of quotes',
    (text) => {
      const code = codeOnly(text);
      if (code !== null) expect(code.length).toBeLessThanOrEqual(text.length + text.length);
    },
  );

  it('takes a megabyte of escaped quotes', () => {
    expect(codeOnly(`x = "${'\\"'.repeat(500_000)}"\ny`)).toContain('y');
  });
});

describe('scanImports', () => {
  it('reads every form, with its line', () => {
    expect(
      scanImports(
        'import os, numpy as np\nfrom a.b import c as d, e  # why\n\nif x:\n    from ..p import (\n        q,\n        r as s,\n    )\nfrom . import *\n',
      ),
    ).toMatchObject([
      { module: 'os', alias: null, line: 1 },
      { module: 'numpy', alias: 'np', line: 1 },
      {
        module: 'a.b',
        names: [
          { name: 'c', as: 'd' },
          { name: 'e', as: 'e' },
        ],
        line: 2,
      },
      {
        module: 'p',
        level: 2,
        names: [
          { name: 'q', as: 'q' },
          { name: 'r', as: 's' },
        ],
        line: 5,
      },
      { module: '', level: 1, names: [{ name: '*', as: '*' }], line: 9 },
    ]);
  });
});
