import { execFileSync } from 'node:child_process';
import { fc, test } from '@fast-check/vitest';
import { afterEach, describe, expect, it } from 'vitest';
import { attributesDetector } from '../../src/core/discover/attributes/index.ts';
import { gitAttributes } from '../../src/core/discover/attributes/rules.ts';
import type { AttributesFact } from '../../src/core/model/index.ts';
import { makeRepository } from '../support/repo.ts';

const disposals: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose();
});

function factOf(text: string | Uint8Array): AttributesFact {
  const bytes = Buffer.from(text);
  const [fact] = attributesDetector.facts({ bytes, size: bytes.length, depth: 'full' }, {});
  if (fact?.kind !== 'attributes') throw new Error('no fact');
  return fact;
}

function factsOf(files: Readonly<Record<string, string>>): Map<string, AttributesFact> {
  return new Map(Object.entries(files).map(([path, text]) => [path, factOf(text)]));
}

function isLfs(path: string, files: ReadonlyMap<string, AttributesFact>): boolean {
  return gitAttributes(files).of(path).get('filter')?.state === 'lfs';
}

/** What git itself says: the paths that are LFS under these .gitattributes files. */
function byGit(files: Readonly<Record<string, string>>, paths: readonly string[]): string[] {
  const made = makeRepository();
  disposals.push(() => made.dispose());
  for (const [path, text] of Object.entries(files)) made.write(path, text);
  const options = { input: paths.map((path) => `${path}\0`).join(''), stdio: ['pipe', 'pipe', 'ignore'] as ('pipe' | 'ignore')[] };
  const words = execFileSync('git', ['-C', made.folder, 'check-attr', '-z', '--stdin', 'filter'], options).toString().split('\0');
  return paths.filter((_, index) => words[3 * index + 2] === 'lfs');
}

const NESTED = {
  '.gitattributes':
    '*.safetensors filter=lfs diff=lfs merge=lfs -text\n/top.bin filter=lfs\n*.gguf filter=lfs\nsmall.gguf -filter\na.pt filter=lfs filter=other\n',
  'models/.gitattributes': '*.safetensors !filter\n*.npz filter=lfs\nsub/*.bin filter=lfs\n',
  'models/sub/.gitattributes': 'deep/** filter=lfs\n*.npz filter\n',
};
const NESTED_PATHS = [
  'a.safetensors',
  'x/y/a.safetensors',
  'models/a.safetensors',
  'models/deep/a.safetensors',
  'top.bin',
  'x/top.bin',
  'a.pt',
  'big.gguf',
  'small.gguf',
  'x/small.gguf',
  'models/q.npz',
  'q.npz',
  'models/sub/q.npz',
  'models/sub/w.bin',
  'models/sub/deep/w.bin',
];

const LINES: readonly [line: string, paths: readonly string[]][] = [
  ['"with space.onnx" filter=lfs', ['with space.onnx', '"with']],
  ['"\\303\\251.bin" filter=lfs', ['é.bin', '303.bin']],
  ['"tab\\t.bin" filter=lfs', ['tab\t.bin']],
  ['"open filter=lfs', ['"open', 'open']],
  ['# *.bin filter=lfs', ['a.bin', '#']],
  ['   *.bin\tfilter=lfs\r', ['a.bin']],
  ['!*.bin filter=lfs', ['a.bin', '!a.bin']],
  ['\\!a.bin filter=lfs', ['!a.bin', 'a.bin']],
  ['dir/ filter=lfs', ['dir', 'dir/a.bin']],
  ['/dir filter=lfs', ['dir', 'a/dir']],
  ['*.bin filter=lfs bad*name', ['a.bin']],
  ['*.bin -filter=lfs', ['a.bin']],
  ['*.bin filter=LFS', ['a.bin']],
  ['*.bin filter=lfs -filter', ['a.bin']],
  [`${'a'.repeat(2100)}* filter=lfs`, ['a'.repeat(2101)]],
  ['data/**/x.bin filter=lfs', ['data/x.bin', 'data/a/b/x.bin', 'data/yx.bin', 'z/data/x.bin']],
  ['a**/b filter=lfs', ['a/b', 'ax/b', 'ax/y/b', 'aab']],
  ['?.bin filter=lfs', ['a.bin', 'é.bin', 'ab.bin']],
  ['[!a]/[[:digit:]]x filter=lfs', ['b/1x', 'a/1x', 'b/xx', 'bb/1x']],
  ['[a filter=lfs', ['[a', 'a']],
  ['w\\ filter=lfs', ['w\\', 'w']],
];

describe('isLfs', () => {
  it('takes the last match of the nearest file, as git does', () => {
    const facts = factsOf(NESTED);
    const expected = byGit(NESTED, NESTED_PATHS);
    expect(NESTED_PATHS.filter((path) => isLfs(path, facts))).toEqual(expected);
    expect(expected).toContain('models/sub/deep/w.bin');
    expect(expected).not.toContain('models/deep/a.safetensors');
  });

  it.each(LINES)('reads a line as git does (%#)', (line, paths) => {
    const files = { '.gitattributes': `${line}\n` };
    const facts = factsOf(files);
    expect(paths.filter((path) => isLfs(path, facts))).toEqual(byGit(files, paths));
  });

  it('agrees with git on arbitrary patterns', () => {
    const pieces = ['a', 'b', '*', '**', '/', '/**', '**/', '?', '[ab]', '[!a]', '[a-b]', '[]a]', '[a', '\\', 'é', '-', ']', '.'];
    const pattern = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const part = fc.array(fc.constantFrom('a', 'b', 'é', '-', ']'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
    const paths = fc.sample(fc.array(part, { minLength: 1, maxLength: 4 }), { numRuns: 60, seed: 7 }).map((parts) => parts.join('/'));
    let matched = 0;
    for (const line of fc.sample(pattern, { numRuns: 40, seed: 7 })) {
      const files = { '.gitattributes': `${line} filter=lfs\n` };
      const expected = byGit(files, paths);
      expect([line, paths.filter((path) => isLfs(path, factsOf(files)))]).toEqual([line, expected]);
      matched += expected.length;
    }
    expect(matched).toBeGreaterThan(100);
  });

  it('is not slowed down by hostile patterns, and then proves nothing', () => {
    const line = `${'*a'.repeat(900)}b/c filter=lfs\n`;
    expect(isLfs(`${'a'.repeat(4000)}/c`, factsOf({ '.gitattributes': line.repeat(140) }))).toBe(false);
    // A later, ordinary line still counts.
    expect(isLfs('a.bin', factsOf({ '.gitattributes': `${line.repeat(60)}*.bin filter=lfs\n` }))).toBe(true);
  });

  it('matches names that are not UTF-8 byte by byte', () => {
    expect(isLfs('dir\uDCFF/a\uDC80.bin', factsOf({ '.gitattributes': 'dir?/a?.bin filter=lfs\n' }))).toBe(true);
    // An invalid byte in a pattern is not the replacement character in a name.
    expect(isLfs('a\uFFFD', new Map([['.gitattributes', factOf(Buffer.from('a\xff filter=lfs\n', 'latin1'))]]))).toBe(false);
  });
});

describe('attributesDetector', () => {
  it('wants .gitattributes in any folder and nothing else', () => {
    const paths = ['.gitattributes', 'a/.gitattributes', 'x.gitattributes', '.gitattributes/a', '.gitignore'];
    expect(paths.filter((path) => attributesDetector.wants(path, null))).toEqual(['.gitattributes', 'a/.gitattributes']);
  });

  test.prop([fc.uint8Array({ maxLength: 400 })])('never throws on any bytes', (bytes) => {
    const facts = attributesDetector.facts({ bytes, size: bytes.length, depth: 'full' }, {});
    expect(facts.map(({ kind }) => kind)).toEqual(bytes.includes(0) ? ['attributes', 'problem'] : ['attributes']);
  });

  test.prop([fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 })])('never throws on any pattern and path', (pattern, path) => {
    expect(typeof isLfs(path, factsOf({ '.gitattributes': `${pattern} filter=lfs\n` }))).toBe('boolean');
  });
});
