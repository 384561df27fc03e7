/** Docstrings and comments, by line: what is not certain counts as code (T35). */
import { describe, expect, it } from 'vitest';
import { idleLines, withoutQuietBrackets } from '../../../../../src/core/discover/languages/python/idle-lines.ts';

const idle = (text: string): number[] => [...idleLines(text)];

describe('lines that nothing comes of', () => {
  it.each<[string, string, number[]]>([
    ['a docstring', 'def f():\n    """\n    load("a/b")\n    """\n    g()\n', [2, 3, 4]],
    ['a docstring of one line', 'class A:\n    "load(\'a/b\')"\n', [2]],
    ['a raw docstring, with Windows line ends', 'r"""\r\nload("a/b")\r\n"""\r\nx = 1\r\n', [1, 2, 3]],
    ['comments', '# coding: utf-8\nload("a/b")  # c\n  # load("a/b")\nload(\n  # "a/b"\n)\n', [1, 3, 5]],
    ['the first string of a file that ends with it', '"load"', [1]],
    ['beside an f-string with brackets', 'log(f"({x}")\n"""\na/b\n"""\n', [2, 3, 4]],
  ])('%s', (_, text, lines) => {
    expect(idle(text)).toEqual(lines);
  });

  it.each<[string, string]>([
    ['an argument', 'load(\n  "a/b"\n)\n'],
    ['an argument behind an f-string that looks like the end', 'load(f")",\n  "a/b"\n)\n'],
    ['an argument behind a comment that looks like the end', 'load( # )\n  "a/b"\n)\n'],
    ['the value of a name', 'x = """\na/b\n"""\n'],
    ['the next line of a value', 'x = \\\n"a/b"\n'],
    ['the next line of a value, far to the right', `x = \\\n${' '.repeat(1000)}"a/b"\n`],
    ['the start of an expression', '"a/b" \\\n.strip()\n'],
    ['the start of an expression, far to the right', `"a/b"${' '.repeat(1000)}.strip()\n`],
    ['joined strings', 'x = ("a"\n"/b")\n'],
    ['an f-string', 'f"{load(\'a/b\')}"\n'],
    ['a docstring that somebody asks for', '"""\na/b\n"""\nload(__doc__.strip())\n'],
    ['a line that a lone CR ends', '# c\rload("a/b")\n'],
    ['quotes that do not close', '"""\nload("a/b")\n'],
    ['a comment in another encoding', '# coding: utf-7\n# +AAo-load("a/b")\n'],
  ])('not %s', (_, text) => {
    expect(idle(text)).toEqual([]);
  });

  it('are found in linear work (T39)', () => {
    const texts = ['"a";', '#\n', '("a"', '"""a"""\n', '\\\n'].map((one) => one.repeat(100_000));
    for (const text of [...texts, `${' '.repeat(500_000)}"a"`]) expect(idleLines(text).size).toBeLessThan(100_001);
  });
});

describe('brackets that close nothing', () => {
  it.each([
    ['load( # )\n  "a/b")', 'load( #  \n  "a/b")'],
    ['load(")", "a/b")', 'load(" ", "a/b")'],
    ['f"{load(\'a/b\')})"', 'f"{load(\'a/b\' } "'],
    ['exec(\'load("a/b")\')', 'exec(\'load("a/b")\')'],
    ['load(")(", "a/b")', 'load(" (", "a/b")'],
    ['load("""\n)', 'load("""\n '],
  ])('%j', (text, expected) => {
    expect(withoutQuietBrackets(text)).toBe(expected);
  });
});
