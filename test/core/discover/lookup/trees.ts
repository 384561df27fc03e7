/** Small trees at random, as facts: files that import, pass on, define, write, tell, start, copy, link and carry attributes. Seeded. */
import type { Expression, Fact, FileFacts, ImportFact, LoadFact, StartFact } from '../../../../src/core/model/index.ts';
import { AT, type Code, definition, dotted, fileOf, importOf, load, type Said, start, wrapper } from './statements.ts';
import { INSTALLED } from '../../../../src/core/discover/starts/manifests.ts';

export interface SmallTree {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly paths: ReadonlySet<string>;
  readonly targets: ReadonlyMap<string, string>;
}

export type Random = () => number;

/** mulberry32: the same numbers everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

const CODE = ['app.py', 'cfg.py', 'm.py', 'pkg/__init__.py', 'pkg/cfg.py', 'pkg/m.py', 'tests/m.py', 'tests/__init__.py', 'demo/m.py'];
const OTHERS = [
  'Dockerfile',
  'compose.yaml',
  'pyproject.toml',
  'demo/pyproject.toml',
  '.gitattributes',
  'w.gguf',
  'demo/Dockerfile',
  'a.json',
];
const UNREAD = ['acme/a/config.json', 'requirements.txt', 'demo/requirements.txt'];
const MODULES = ['cfg', 'm', 'pkg', 'pkg.cfg', 'pkg.m', 'tests.m', 'demo.m', 'transformers'];
const NAMES = ['M', 'N', 'AutoModel'];

/** By the seed alone. */
export function smallTree(random: Random): SmallTree {
  const paths = [...CODE, ...OTHERS, ...UNREAD].filter(() => random() < 0.6);
  const made = paths.filter((path) => !UNREAD.includes(path)).map((path) => [path, fileAt(path, random)] as const);
  const scene = Object.entries(random() < 0.6 ? pick(random, SCENES)() : {}).map(([path, facts]) => [path, fileOf(facts)] as const);
  const files = sorted(new Map([...made, ...scene]));
  return { files, paths: new Set([...paths, ...files.keys()]), targets: targetsFor(files, random) };
}

/** What chance alone seldom puts together. */
const SCENES: readonly (() => Readonly<Record<string, readonly Said[]>>)[] = [
  () => ({ 'pkg/m.py': usesModule(), 'pkg/cfg.py': [definition('M', { kind: 'literal', text: 'acme/a' })] }),
  () => ({ 'app.py': usesModule(), 'cfg.py': [definition('M', { kind: 'literal', text: 'acme/a' })] }),
  () => ({
    'compose.yaml': [start('file', 'demo/Dockerfile', {}), start('unknown', 'nobody', {})],
    'demo/Dockerfile': [start('copy', 'tests/', {})],
  }),
  () => ({
    'compose.yaml': [start('file', 'demo/Dockerfile', {}), start('unknown', 'nobody', {})],
    'demo/Dockerfile': [start('copy', '.', {})],
    'demo/m.py': [load({ kind: 'literal', text: 'acme/a' })],
  }),
  () => ({
    'compose.yaml': [start('unknown', 'serve', {})],
    'demo/pyproject.toml': [start('module', 'demo.m', { unit: `${INSTALLED}serve`, by: 'script' })],
    'demo/m.py': [load({ kind: 'literal', text: 'acme/a' })],
    'tests/m.py': [load({ kind: 'literal', text: 'acme/a' })],
  }),
  replacing,
  replacing,
  // A function that loads what it is given; who calls it, names the model.
  () => ({ 'm.py': [wrapper(), load({ kind: 'name', name: 'given' }, { within: { piece: '', scope: 1 } })] }),
];

/** Another file replaces the name. */
function replacing(): Readonly<Record<string, readonly Said[]>> {
  const cfg = [definition('M', { kind: 'literal', text: 'acme/a' })];
  return { 'app.py': usesModule(), 'cfg.py': cfg, 'm.py': [importOf('cfg'), { kind: 'write', names: ['cfg.M'], ...AT }] };
}

function usesModule(): Said[] {
  return [{ ...importOf('cfg'), names: [{ name: 'M', as: 'M' }] }, load({ kind: 'name', name: 'M' })];
}

/** One to three things differ. */
export function edited(tree: SmallTree, random: Random): SmallTree {
  const files = new Map(tree.files);
  const paths = new Set(tree.paths);
  let { targets } = tree;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    const path = pick(random, [...CODE, ...OTHERS, ...UNREAD]);
    const what = random();
    if (what < 0.05) targets = targetsFor(files, random);
    else if (what < 0.35) {
      files.delete(path);
      paths.delete(path);
    } else {
      paths.add(path);
      if (!UNREAD.includes(path)) files.set(path, fileAt(path, random));
    }
  }
  // The order of a listing is that of its paths.
  return { files: sorted(files), paths, targets };
}

export function sorted(files: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, FileFacts> {
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function targetsFor(files: ReadonlyMap<string, FileFacts>, random: Random): ReadonlyMap<string, string> {
  return new Map([...files.keys()].filter(() => random() < 0.15).map((path) => [path, pick(random, ['big/w.gguf', 'elsewhere.py'])]));
}

function fileAt(path: string, random: Random): FileFacts {
  const made = Array.from({ length: 1 + Math.floor(random() * 3) }, () => factsFor(path, random)).flat();
  return fileOf(made);
}

function factsFor(path: string, random: Random): Said[] {
  if (path === '.gitattributes') return [attributes(pick(random, ['*.gguf', 'big/*', 'w.gguf']), pick(random, ['lfs', false, 'lfs']))];
  if (path.endsWith('.gguf')) return [weights()];
  if (path === 'a.json') return [load({ kind: 'literal', text: 'acme/j' })];
  if (path.endsWith('pyproject.toml'))
    return [start('module', pick(random, ['tests.m', 'demo.m', 'pkg.m']), { unit: `${INSTALLED}serve`, by: 'script' })];
  if (!path.endsWith('.py')) return ofSettings(random);
  const kinds: readonly (() => Said[])[] = [
    () => [imported(random)],
    () => [imported(random)],
    () => [defined(random)],
    () => [loadIn(random)],
    () => [loadIn(random)],
  ];
  const rare: readonly (() => Said[])[] = [
    () => [
      { ...importOf('m'), names: [{ name: 'fetch', as: 'fetch' }] },
      { kind: 'call', text: pick(random, ['acme/a', 'acme/b']) },
    ],
    () => [written(random)],
    () => [importOf('cfg'), written(random)],
    () => [own()],
    () => [told()],
    () => [run(random)],
  ];
  return pick(random, random() < 0.75 ? kinds : rare)();
}

function ofSettings(random: Random): Fact[] {
  const unit = pick(random, [null, 'web']);
  const process = pick<Fact[]>(random, [
    [start('file', pick(random, ['demo/m.py', 'tests/m.py', 'demo/Dockerfile', 'm.py']), { unit })],
    [start('module', pick(random, ['demo.m', 'pkg.m']), { unit })],
    [start('unknown', pick(random, ['serve', 'other']), { unit })],
  ]);
  const more = pick<Fact[]>(random, [
    [start('copy', pick(random, ['.', 'demo', 'tests/']), { unit })],
    [{ kind: 'endpoint', variable: 'HF_ENDPOINT', value: { kind: 'literal', text: 'https://mirror.example' }, unit, ...AT }],
    [load({ kind: 'unmodeled', text: '--config' }, { config: pick(random, ['a.json', 'b.json']) })],
    [],
  ]);
  return [...process, ...more];
}

function imported(random: Random): ImportFact {
  const module = pick(random, MODULES);
  const names = pick(random, [[{ name: '*', as: '*' }], NAMES.map((name) => ({ name, as: name })), [{ name: 'cfg', as: 'cfg' }], []]);
  return { ...importOf(module), names };
}

function defined(random: Random): Code {
  const value = pick<Expression>(random, [{ kind: 'literal', text: 'acme/a' }, { kind: 'literal', text: 'acme/b' }, dotted('cfg.M')]);
  return definition(pick(random, ['M', 'N']), value);
}

function loadIn(random: Random): LoadFact {
  const name = pick(random, ['M', 'N', 'cfg.M', 'pkg.cfg.M']);
  const target = pick<Expression>(random, [dotted(name), dotted(name), { kind: 'literal', text: 'acme/a' }]);
  const callable = { names: ['AutoModel'], open: false, method: 'from_pretrained', roots: [], telling: true };
  return load(target, random() < 0.6 ? { callable } : {});
}

function written(random: Random): Fact {
  return { kind: 'write', names: [pick(random, ['cfg.M', '?.M', 'sys.path'])], ...AT };
}

function own(): Fact {
  return { kind: 'own', of: 'class', name: 'AutoModel', bases: [], members: ['from_pretrained'], ...AT };
}

function told(): Fact {
  return { kind: 'endpoint', variable: 'HF_ENDPOINT', value: { kind: 'name', name: 'M' }, within: { piece: '', scope: 0 }, ...AT };
}

function run(random: Random): StartFact {
  return start('file', pick(random, ['tests/m.py', 'demo/m.py']), { by: 'script' });
}

function weights(): Fact {
  return { kind: 'weights', format: 'gguf', pointer: true, sha256: 'a'.repeat(64), size: 1, runsCode: false, metadata: {}, ...AT };
}

function attributes(pattern: string, state: string | boolean): Fact {
  return { kind: 'attributes', rules: [{ pattern, macro: false, line: 1, states: [['filter', state]] }], line: 1, column: 1 };
}
