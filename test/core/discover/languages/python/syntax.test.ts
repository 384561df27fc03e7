import { describe, expect, test } from 'vitest';
import { parsePython } from '../../../../../src/core/discover/languages/python/syntax/index.ts';
import { pythonParser } from '../../../../support/grammar.ts';
import { agreementOn } from '../../../../support/python-syntax.ts';

const parser = await pythonParser();

const READ: readonly string[] = [
  'x = 1\n',
  '',
  '\n\n# nothing\n',
  '"""Text."""\nimport os, sys as system\nfrom . import a\nfrom ...b.c import (d as e, f,)\nfrom g import *\nfrom __future__ import annotations\n',
  'a = b = c, d = 1, *e\n(a, b), [c, *d] = e\na.b[c] = d\na, = b\nx: int = 1\ny: "list[int]"\nz: Annotated[str, Field(default=f(1))] = g()\n',
  'a += 1; b //= 2; c **= 3; d |= {}; e @= f\n',
  'if a:\n    b\nelif c: d; e\nelse:\n    pass\n',
  'for a, (b, *c) in d, e:\n    continue\nelse:\n    break\nwhile not a: b()\n',
  'try:\n    a\nexcept (B, C) as d:\n    raise E(f) from g\nexcept H:\n    raise\nelse:\n    i\nfinally:\n    j\n',
  'try:\n    a\nexcept* B as c:\n    d\n',
  'with a as b, c(d) as (e, f): g\nwith (a as b, c as d,):\n    e\nwith (a, b): c\nwith (a): b\nwith (a as b): c\nwith (a as b,): c\nwith (a).b() as c: d\n',
  'async def a(b, /, c: int, *d: str, e=1, f: g = h, **i) -> j:\n    async with k as l: await m\n    async for n in o: yield n\n    return [p async for p in q]\n',
  'def a(b, *, c): return\ndef d(*e, f=g): return h, *i\ndef j(): (yield); k = yield l; yield from m\n',
  '@a\n@b.c(d=1)\nclass E(F, metaclass=G):\n    """Text."""\n    h = 1\n    @property\n    def i(self): ...\n',
  'lambda: a\nb = lambda c, *d, e=f, **g: h if i else j\n',
  'a if b else c if d else e\na or b and not c or d\nnot not a\n',
  'a < b <= c != d is not e not in f in g is h\n',
  'a | b ^ c & d << e >> f + g - h * i @ j / k % l // m\n-a ** -b ** c\n~a + +b\n',
  'a.b.c(d)(e)[f][g:h, i::j, ::, :k, l:][m, n,]\na[*b]\n',
  'f(a, *b, c=d, **e)\nf(a for a in b)\nf(*a or b,)\nf(a := 1)\n',
  '[a, *b]; (a,); (a, b); (); []; {}; {a: b, **c}; {a, *b}; (a); ((a))\n',
  '[a for b in c if d if e for f in g]; {a for a in b}; {a: b for a, b in c}; (a for a.b in c)\n',
  "'a' \"b\" '''c\nd''' r'\\d' b'e' Rb'f' u'g' '\\'' \"\\\\\"\n",
  "f'a{b}c{d!r:>{e}}{{f}}{g=}{h:%Y-%m}'\nf'''{\n  a\n}'''\nf\"{a['b']}\" f'{a:{b}{c}}'\nrf'\\{a}'\n",
  'x = (a  # one\n  + b)  # two\n\ny = a + \\\n  b\n',
  'def f():\n\tif a:\n\t\tb\n\tc\n# end\n',
  'global_ = 1\nprint(a, file=b)\nprint\nexec(a)\nmatch = type(a)\ntype: str = match.group(1)\n',
  '1; 1.5; .5; 1e5; 1_000; 0xFF; 0b1; 0o7; 1j; 1.e-3; ...; True; False; None; 00\n',
  'assert a, b; del a, b[c]; global d, e; nonlocal f; import g\n',
  'if a:\n    b\n\n\n    # c\n  # d\n    e\nf\n',
  'naïve = "é"\n',
  '\uFEFFa = 1\r\nif a:\r\n    b = "c"\r\n',
  'a = 1',
];

describe('the structural parser gives the nodes of the grammar', () => {
  test.each(READ.map((text) => [text]))('%j', (text) => {
    expect(agreementOn(text, parser)).toBe('same');
  });
});

/** Python that it does not know, or no Python: the grammar reads it. */
const LEFT: readonly string[] = [
  'match a:\n    case 1: b\n',
  'match (a):\n    case [b, *c]: d\n',
  'type X = int\n',
  'def f[T](a: T): b\n',
  'class A[T]: b\n',
  'print "a"\n',
  'print >>a, b\n',
  'exec "a"\n',
  'except_ = 1 <> 2\n',
  'a = `b`\n',
  'a = 0777L\n',
  'if a:\nb\n',
  'if a:\n    b\n  c\n',
  'if a:\n\tb\n        c\n  \td\n',
  'a = (b\n',
  'a = b)\n',
  "a = 'b\n",
  "a = '''b\n",
  "f'{a'\n",
  "f'a}'\n",
  "f'{}'\n",
  "f'{a:=5}'\n",
  "f'{lambda: 1}'\n",
  "f'\\N{DASH}'\n",
  "f'{a # b}'\n",
  'a b\n',
  'a = \n',
  'f(a=1=2)\n',
  'f() = 1\n',
  '1 = a\n',
  'a\u00a0= 1\n',
  'a = 1\rb = 2\n',
  'a = 1\0b = 2\n',
  'class A:\n',
  'def f(: a\n',
  '  a = 1\n',
  'from __future__ import *\n',
  'await = 1\n',
];

describe('it leaves to the grammar what it does not know', () => {
  test.each(LEFT.map((text) => [text]))('%j', (text) => {
    expect(parsePython(text)).toBeNull();
  });
});

describe('broken texts', () => {
  test('what it reads of a text with a character cut out, the grammar reads alike (T35)', () => {
    const told = READ.flatMap((text) =>
      Array.from(text, (_, at) => `${text.slice(0, at)}${text.slice(at + 1)}`).map((one) => ({ one, agreement: agreementOn(one, parser) })),
    );
    const wrong = told.filter(({ agreement }) => agreement !== 'same' && agreement !== 'left' && 'difference' in agreement);
    expect(wrong).toEqual([]);
    expect(told.filter(({ agreement }) => agreement === 'same').length).toBeGreaterThan(500);
  });

  test.each([
    ['brackets', '('.repeat(100_000)],
    ['closed brackets', `${'('.repeat(50_000)}${')'.repeat(50_000)}\n`],
    ['signs', `a = ${'-'.repeat(100_000)}1\n`],
    ['words', `a = ${'not '.repeat(50_000)}b\n`],
    ['lambdas', `a = ${'lambda: '.repeat(20_000)}b\n`],
    ['choices', `a = ${'b if c else '.repeat(20_000)}d\n`],
    ['powers', `a = ${'b ** '.repeat(20_000)}c\n`],
    ['targets', `${'a = '.repeat(20_000)}b\n`],
    ['blocks', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('')],
    ['formats', `${'f"{'.repeat(10_000)}\n`],
    ['attributes', `a${'.b'.repeat(100_000)}\n`],
    ['parts', `a = ${'"b" '.repeat(50_000)}\n`],
    ['with', `${'with (a, '.repeat(200)}\n`],
  ])('deep or long %s end without an overflow (T18)', (_what, text) => {
    expect(() => parsePython(text)).not.toThrow();
  });
});

test('a long chain is one of its kind, and no deeper than the grammar says', () => {
  const text = `a = ${Array.from({ length: 2_000 }, (_, index) => `b${index}`).join(' + ')}\n`;
  expect(parsePython(text)?.namedChild(0)?.type).toBe('expression_statement');
});
