import { beforeAll, describe, expect, it } from 'vitest';
import { javascriptDetector, typescriptDetector } from '../../../../src/core/discover/languages/javascript/detector.ts';
import { stampedBy } from '../../../../src/core/discover/stamped.ts';
import type { FileFacts } from '../../../../src/core/model/index.ts';
import { apartIn, changeOf, type LinkedTree, linkTree, missedBy } from './touched.ts';
import { type Random, randomFrom, type SmallTree, sorted } from './trees.ts';

const CASES = Number(process.env['EQUIVALENCE_CASES'] ?? 200);
const FIRST = Number(process.env['EQUIVALENCE_FIRST'] ?? 1);

/** Imports by paths, with and without suffixes, of folders, by aliases, of names with dots; passed on by name, by stars, by CommonJS. */
const PATHS = [
  'src/app.ts',
  'src/m.ts',
  'src/m.js',
  'src/lib/index.ts',
  'src/lib/m.ts',
  'src/lib.ts',
  'src/m.config.ts',
  'src/index.js',
  'tests/m.ts',
];
const FROM = [
  './m',
  './m.js',
  './lib',
  '../lib',
  './lib/m',
  '..',
  '.',
  '@/lib',
  '@/m',
  '../m.config',
  './m.config',
  '../src/m',
  '../tests/m',
];
const USES = "import { pipeline } from '@huggingface/transformers';\n";

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

function lineAt(random: Random): string {
  const from = pick(random, FROM);
  const value = pick(random, ["'acme/a'", "'acme/b'", 'N', '{ fast: "acme/c" }']);
  return pick(random, [
    `import { M } from '${from}';`,
    `import { M as N } from '${from}';`,
    `import * as lib from '${from}';`,
    `import M from '${from}';`,
    `export * from '${from}';`,
    `export { M } from '${from}';`,
    `const { M } = require('${from}');`,
    `export const M = ${value};`,
    `export const N = ${value};`,
    `export default ${value};`,
    `module.exports = { M: ${value} };`,
    "export function load(name = 'acme/d') { return pipeline('t', name); }",
    `import { load } from '${from}';\nload('acme/e');`,
    "pipeline('t', M);",
    "pipeline('t', M.fast);",
    "pipeline('t', lib.M);",
    "process.env.HF_ENDPOINT = 'https://mirror.example';",
  ]);
}

function fileAt(path: string, random: Random): FileFacts {
  const code = `${random() < 0.7 ? USES : ''}${Array.from({ length: 1 + Math.floor(random() * 4) }, () => lineAt(random)).join('\n')}\n`;
  const bytes = new TextEncoder().encode(code);
  const detector = path.endsWith('.js') ? javascriptDetector : typescriptDetector;
  return { blob: code, depth: 'full', facts: stampedBy(detector, detector.facts({ bytes, size: bytes.length, depth: 'full' }, {})) };
}

function treeOf(files: ReadonlyMap<string, FileFacts>): SmallTree {
  return { files: sorted(files), paths: new Set(files.keys()), targets: new Map() };
}

function edited(tree: SmallTree, random: Random): SmallTree {
  const files = new Map(tree.files);
  for (let left = 1 + Math.floor(random() * 2); left > 0; left--) {
    const path = pick(random, PATHS);
    if (random() < 0.3) files.delete(path);
    else files.set(path, fileAt(path, random));
  }
  return treeOf(files);
}

let cases: readonly { readonly seed: number; readonly base: LinkedTree; readonly head: LinkedTree }[] = [];
beforeAll(() => {
  cases = Array.from({ length: CASES }, (_, seed) => {
    const random = randomFrom(seed + FIRST);
    const paths = PATHS.filter(() => random() < 0.7);
    const tree = treeOf(new Map(paths.map((path) => [path, fileAt(path, random)])));
    return { seed, base: linkTree(tree), head: linkTree(edited(tree, random)) };
  });
});

describe('linking the scripts that a random edit reaches', () => {
  it('says of every file what linking everything says', () => {
    expect(cases.flatMap(({ seed, base, head }) => missedBy(base, head).map((path) => `${seed} ${path}`))).toEqual([]);
  });

  it('knows which files run together as linking everything does', () => {
    expect(cases.flatMap(({ seed, base, head }) => apartIn(base, head).map((what) => `${seed} ${what}`))).toEqual([]);
  });

  it('leaves files alone that the edit does not reach, and finds models', () => {
    expect(
      cases.filter(({ base, head }) => (changeOf(base, head.tree)?.linked.size ?? Infinity) < head.results.size).length,
    ).toBeGreaterThan(CASES / 4);
    expect(cases.filter(({ head }) => [...head.results.values()].some(({ sightings }) => sightings.length > 0)).length).toBeGreaterThan(
      CASES / 2,
    );
  });
});
