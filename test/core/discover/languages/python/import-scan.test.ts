import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { dynamicImports, scanImports } from '../../../../../src/core/discover/languages/python/import-scan.ts';
import { linked } from '../../linking.ts';

function shown(text: string): string[] {
  return scanImports(text).map(({ module, level, names, alias, line }) => {
    const list = names.map(({ name, as }) => (name === as ? name : `${name} as ${as}`)).join(', ');
    return `${line} ${'.'.repeat(level)}${module}${alias === null ? '' : ` as ${alias}`}${list === '' ? '' : ` (${list})`}`;
  });
}

describe('scanImports', () => {
  it.each([
    ['import a.b as c, d\n', ['1 a.b as c', '1 d']],
    ['x = 1\nfrom a import b as c, d  # why\n', ['2 a (b as c, d)']],
    ['from . import x\nfrom ..y.z import *\n', ['1 . (x)', '2 ..y.z (*)']],
    ['from a import (\n    b,  # noqa: F401 (see c)\n    d as e,\n)\nimport f\n', ['1 a (b, d as e)', '5 f']],
    ['if x: import a\n', ['1 a']],
    ['x = 1; from a import b; import c\n', ['1 a (b)', '1 c']],
    ['from a \\\n    import b, \\\n    c\n', ['1 a (b, c)']],
    ['\tdef f():\n\t\timport a\n', ['2 a']],
    ['m = importlib.import_module("a.b")\n', ['1 a.b']],
    ['importlib.import_module(\n    ".b", package="a")\n', ['1 .b']],
    ["__import__('a')\n", ['1 a']],
    ['from a import (\nimport b\n', ['1 a', '2 b']],
    ['important = 1\nreimported = 2\n# import a\n', []],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('knows the calls among them for files that the grammar reads', () => {
    expect(dynamicImports('import a\nimport_module("b")\n')).toMatchObject([{ module: 'b', line: 2 }]);
  });

  test.prop([
    fc.string({ unit: fc.constantFrom('from ', 'import ', 'a', '.', '(', ')', ',', '\n', '\\\n', '#', ';', ':', '"'), maxLength: 400 }),
  ])('never throws, and names lines that exist', (text) => {
    const lines = text.split('\n').length;
    expect(scanImports(text).every(({ line }) => line >= 1 && line <= lines)).toBe(true);
  });

  it.each([
    ['open brackets', 'from a import (\n'.repeat(100_000), 0],
    ['one endless list', `from a import (${'b,\n'.repeat(300_000)}`, 0],
    ['one endless comment', `from a import (${'# b\n'.repeat(300_000)}`, 0],
    ['words on one line', 'import '.repeat(300_000), 0],
    ['joined lines', `${'\\\n'.repeat(300_000)}import a`, 1],
    ['spaces', `from${' '.repeat(500_000)}import a\n`, 0],
  ])('ends on %s', (_name, text, least) => {
    expect(scanImports(text).length).toBeGreaterThanOrEqual(least);
  });
});

describe('ways to import a test from product code (T5)', () => {
  it.each([
    ['behind a colon', 'if True: import tests.helper\n'],
    ['behind a semicolon', 'x = 1; from tests import helper\n'],
    ['over two lines', 'from tests \\\n    import helper\n'],
    ['by name', 'import importlib\nimportlib.import_module("tests.helper")\n'],
    ['by name, in a file that is parsed', 'import importlib\nimportlib.import_module("tests.helper")\nload_dataset_builder("x/y")\n'],
  ])('%s', async (_name, code) => {
    const tree = { 'app.py': code, 'tests/helper.py': 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n' };
    expect((await linked(tree)).sightings).toMatchObject([{ scope: 'product' }]);
  });
});
