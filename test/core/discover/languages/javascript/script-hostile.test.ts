import { fc } from '@fast-check/vitest';
import { parseSync, Visitor } from 'oxc-parser';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { javascriptDetector, typescriptElementsDetector } from '../../../../../src/core/discover/languages/javascript/detector.ts';
import { parseScript } from '../../../../../src/core/discover/languages/javascript/syntax/index.ts';
import { scriptTokens } from '../../../../../src/core/discover/languages/javascript/syntax/lexer.ts';
import { factsOf } from '../../facts.ts';

const USES = "import { pipeline } from '@huggingface/transformers';\n";
const DEEP = 20_000;

function loadsIn(code: string): string[] {
  return factsOf(javascriptDetector, code).flatMap((fact) =>
    fact.kind === 'load' && fact.target.kind === 'literal' ? [fact.target.text] : [],
  );
}

describe('hostile scripts', () => {
  test.each<[string, string]>([
    ['brackets', `${'('.repeat(DEEP)}1${')'.repeat(DEEP)};`],
    ['open brackets', '[{('.repeat(DEEP)],
    ['closing brackets', ')]}'.repeat(DEEP)],
    ['lists', `x = ${'['.repeat(DEEP)}${']'.repeat(DEEP)};`],
    ['tables', `x = ${'{a:'.repeat(DEEP)}1${'}'.repeat(DEEP)};`],
    ['functions', `${'() => {'.repeat(DEEP)}${'}'.repeat(DEEP)}`],
    ['arrows', `x = ${'a => '.repeat(DEEP)}1;`],
    ['choices', `x = ${'a ? b : '.repeat(DEEP)}1;`],
    ['assignments', `${'a = '.repeat(DEEP)}1;`],
    ['signs', `x = ${'!'.repeat(DEEP)}a;`],
    ['a sum', `x = ${'"a" + '.repeat(DEEP)}"b";`],
    ['a chain', `x${'.a()'.repeat(DEEP)};`],
    ['a chain of keys', `x${'[0]'.repeat(DEEP)};`],
    ['conditions', `${'if (a) b; else '.repeat(DEEP)}c;`],
    ['blocks', `${'{'.repeat(DEEP)}${'}'.repeat(DEEP)}`],
    ['templates', `${'`${'.repeat(DEEP)}1${'}`'.repeat(DEEP)}`],
    ['open templates', '`${'.repeat(DEEP)],
    ['elements', `x = ${'<a>'.repeat(DEEP)}${'</a>'.repeat(DEEP)};`],
    ['elements in braces', `x = ${'<a>{'.repeat(DEEP)}1${'}</a>'.repeat(DEEP)};`],
    ['types', `let x: ${'A<'.repeat(DEEP)}B${'>'.repeat(DEEP)} = 1;`],
    ['types that end nowhere', `x = ${'a < b, '.repeat(DEEP)}c;\n${'f<'.repeat(DEEP)}`],
    ['patterns', `let ${'{a:'.repeat(DEEP)}b${'}'.repeat(DEEP)} = c;`],
    ['classes', `${'class A { x = '.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
    ['new', `x = ${'new '.repeat(DEEP)}A();`],
    ['comments', '/*'.repeat(DEEP)],
    ['quotes', `'"\``.repeat(DEEP)],
    ['slashes', '/a'.repeat(DEEP)],
    ['imports', "import { a } from './b';\n".repeat(DEEP)],
    ['words of imports', 'import { '.repeat(DEEP)],
    [
      'names that stand for each other',
      Array.from({ length: 2_000 }, (_, n) => `const a${n} = a${(n + 1) % 2_000} + a${(n + 2) % 2_000};`).join('\n'),
    ],
    ['exports of many', `module.exports = { ${Array.from({ length: DEEP }, (_, n) => `a${n}: 1`).join(', ')} };`],
  ])('%s are read to the end', (_, code) => {
    for (const detector of [javascriptDetector, typescriptElementsDetector])
      expect(() => factsOf(detector, `${USES}${code}`)).not.toThrow();
  });

  test('what stands behind something that is not known is read, and it is said', () => {
    const facts = factsOf(javascriptDetector, `${USES}let a = %%% ;\npipeline('t', 'acme/a');\n`);
    expect(facts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['load', 'problem']));
  });

  test.each([
    ['a pattern with a quote', 'x.replace(/"/g, 1);'],
    ['a pattern in brackets', 'if (/["\'`]/.test(x)) y();'],
    ['a class of characters with a slash', 'const r = /[/"]/;'],
    ['divisions', 'const q = a / b / c; const s = f(1) / 2 + x[0] / 3;'],
    ['a pattern behind a word', 'const r = () => { return /"/; };'],
    ['no pattern behind ++', 'a++ / b; c-- / "d";'],
    ['a postfix sign', 'const q = a! / 2 / b!; this.c! = d[0];'],
    ['a template in a template', 'const t = `a${`b${"c"}`}d`;'],
    ['a quote in an element', 'const e = <p title="it\'s">don\'t {a ? <b>\'</b> : `"`}</p>;'],
    ['signs of types', 'const c = a < b && d > (e); f<A, B>(x); g<h>`t`;'],
    ['a comment in an element', "const e = <p>{/* it's */}<br /></p>;"],
  ])('%s does not swallow what follows', (_, code) => {
    expect(loadsIn(`${USES}${code}\npipeline('t', 'acme/a');`)).toEqual(['acme/a']);
  });

  test('any text is cut into tokens that cover it in order', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom(...'(){}[]<>/\'"`$\\ab=>;:,.!?+-\n *#@'.split(''))).map((all) => all.join('')),
        ),
        fc.boolean(),
        (text, elements) => {
          const { count, starts, ends } = scriptTokens(text, elements);
          for (let index = 1; index < count; index++) expect(starts[index]).toBeGreaterThanOrEqual(ends[index - 1] ?? 0);
          parseScript(text, elements);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a line of a megabyte is read in one pass', () => {
    const line = `${USES}${'var a={b:function(c){return c?d(c):`e${f}`},g:/h/.test(i)};'.repeat(15_000)}pipeline('t','acme/a')`;
    expect(loadsIn(line)).toEqual(['acme/a']);
  });
});

const OURS = globSync('src/core/{discover,policy}/**/*.ts')
  .sort()
  .filter((_, index) => index % 6 === 0);

describe('the structural parser', () => {
  test.each(OURS)('finds the calls of %s as another parser does', (path) => {
    const text = readFileSync(path, 'utf8');
    const program = parseScript(text, false);
    expect([program.strange, program.isBroken]).toEqual([[], false]);
    let calls = 0;
    new Visitor({
      CallExpression: () => void calls++,
      NewExpression: () => void calls++,
    }).visit(parseSync(path, text).program);
    expect(JSON.stringify(program.body).match(/"type":"call"/g)?.length ?? 0).toBe(calls);
  });
});
