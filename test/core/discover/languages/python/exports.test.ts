/** What a star import gives: told where the file says so once and for all, and never where that can be otherwise. */
import { describe, expect, it } from 'vitest';
import { exportsOf } from '../../../../../src/core/discover/languages/python/exports.ts';
import { scanImports } from '../../../../../src/core/discover/languages/python/import-scan.ts';
import { wordsOfPython } from '../../../../../src/core/discover/languages/python/surface.ts';
import { told } from '../../linking.ts';

function exported(text: string): readonly string[] | null {
  return exportsOf(text, wordsOfPython(text), scanImports(text))[0]?.names ?? null;
}

describe('the names that a star import gives', () => {
  it.each<[string, string, string[]]>([
    ['a list', '__all__ = ["A", \'B\']\n', ['A', 'B']],
    ['over lines, with comments', 'x = 1\n__all__ = [\n    # first\n    "A",  # one "more"\n    "B",\n]\n', ['A', 'B']],
    ['a tuple', '__all__ = ("A", "B")\r\n', ['A', 'B']],
    ['a tuple of one', '__all__ = ("A",)\n', ['A']],
    ['with a type', '__all__: list[str] = ["A"]', ['A']],
    ['none', '__all__ = []\n', []],
    ['behind texts and calls', '"""Says {this} "and" that."""\nx = f(a, [1, {"b": 2}])\n__all__ = ["A"]\n', ['A']],
  ])('%s', (_, text, names) => {
    expect(exported(text)).toEqual(names);
  });

  it.each<[string, string]>([
    ['nothing is said', 'A = 1\n'],
    ['a text in parentheses', '__all__ = ("A")\n'],
    ['texts without a comma', '__all__ = ["A" "B"]\n'],
    ['something is added in the same line', '__all__ = ["A"] + other\n'],
    ['something is added later', '__all__ = ["A"]\n__all__ += other\n'],
    ['it is named in a text', '__all__ = ["A"]\nexec("__all__.append(x)")\n'],
    ['a name is computed', '__all__ = ["A", name]\n'],
    ['an escape', '__all__ = ["\\x41"]\n'],
    ['a spread', '__all__ = ["A", *others]\n'],
    ['under a condition', 'if fast:\n    __all__ = ["A"]\n'],
    ['in a text', '"""\n__all__ = ["A"]\n"""\n'],
    ['in an f-string', 'x = f"""\n__all__ = ["A"]\n"""\n'],
    ['in a comment', '# __all__ = ["A"]\n'],
    ['an argument of a call', 'x = dict(\n__all__ = ["A"]\n)\n'],
    ['in a function of one line that goes on', 'def f(): pass; \\\n__all__ = ["A"]\n'],
    ['the same, with other line ends', 'def f(): pass; \\\r\n__all__ = ["A"]\r\n'],
    ['behind a text that does not end', 'x = "a\n__all__ = ["A"]\n'],
    ['names come by a star', 'from other import *\n__all__ = ["A"]\n'],
    ['the list does not end', '__all__ = ["A",'],
    ['it is compared', '__all__ == ["A"]\n'],
  ])('not where %s', (_, text) => {
    expect(exported(text)).toBeNull();
  });

  it('hostile: a list of a million names, a million brackets, a million comments', () => {
    expect(exported(`__all__ = [${'"A",'.repeat(1_000_000)}]`)).toBeNull();
    expect(exported(`${'['.repeat(1_000_000)}\n__all__ = ["A"]\n`)).toBeNull();
    expect(exported(`__all__ = [${'#\n'.repeat(1_000_000)}"A"]\n`)).toEqual(['A']);
  });
});

const LOAD = 'from transformers import AutoModel\nfrom c import *\nAutoModel.from_pretrained(N)\n';

describe('a star import of a file with a list', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['gives a name of it', { 'c.py': '__all__ = ["N"]\nN = "org/a"\n' }, true],
    ['gives no other one', { 'c.py': '__all__ = ["M"]\nN = "org/a"\n' }, false],
    ['also through another star', { 'c.py': 'from d import *\n', 'd.py': '__all__ = ["N"]\nN = "org/a"\n' }, true],
    ['nor through another star', { 'c.py': 'from d import *\n', 'd.py': '__all__ = ["M"]\nN = "org/a"\n' }, false],
    ['whose name is written otherwise', { 'c.py': '__all__ = ["M"]\n__ａｌｌ__ += ["N"]\nN = "org/a"\n' }, true],
    ['that another file changes', { 'c.py': '__all__ = ["M"]\nN = "org/a"\n', 'd.py': 'import c\nc.__all__.append("N")\n' }, true],
    ['that another file replaces', { 'c.py': '__all__ = ["M"]\nN = "org/a"\n', 'd.py': 'import c\nsetattr(c, "__all__", ["N"])\n' }, true],
    ['that it changes by a computed name', { 'c.py': '__all__ = ["M"]\nglobals()["__al" + "l__"] = ["N"]\nN = "org/a"\n' }, true],
    ['that it changes by running a text', { 'c.py': '__all__ = ["M"]\nexec(bytes.fromhex("5f"))\nN = "org/a"\n' }, true],
    ['that it changes by its own names', { 'c.py': '__all__ = ["M"]\nvars().update(more)\nN = "org/a"\n' }, true],
    [
      'that it changes by its module',
      { 'c.py': '__all__ = ["M"]\nimport sys\nsetattr(sys.modules[__name__], x, ["N"])\nN = "org/a"\n' },
      true,
    ],
  ])('%s', async (_, files, isGiven) => {
    const found = (await told({ 'app.py': LOAD, ...files })).filter((one) => one.startsWith('hf:org/a'));
    expect(found.length > 0).toBe(isGiven);
  });
});
