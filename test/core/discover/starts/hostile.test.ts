import { listingOf } from '../../../support/build.ts';
import { languages } from '../../../../src/core/discover/languages/index.ts';
import { stampedBy } from '../../../../src/core/discover/stamped.ts';
import { describe, expect, it } from 'vitest';
import { link } from '../../../../src/core/discover/link/index.ts';
import { createTreePaths } from '../../../../src/core/discover/lookup/tree-paths.ts';
import { dockerfileStartsDetector } from '../../../../src/core/discover/starts/dockerfile.ts';
import { envFileDetector } from '../../../../src/core/discover/starts/env-file.ts';
import { packageScriptsDetector, pyprojectStartsDetector } from '../../../../src/core/discover/starts/manifests.ts';
import { runFacts } from '../../../../src/core/discover/starts/python-runs.ts';
import { setupDetector } from '../../../../src/core/discover/starts/setup.ts';
import { procfileDetector, shellDetector } from '../../../../src/core/discover/starts/shell.ts';
import { yamlStartsDetector } from '../../../../src/core/discover/starts/yaml.ts';
import type { Fact, FileFacts, StartFact } from '../../../../src/core/model/index.ts';
import { factsOf } from '../facts.ts';

function start(what: StartFact['what'], target: string, more: Partial<StartFact> = {}): StartFact {
  return { kind: 'start', what, targets: [target], folders: [], unit: null, by: 'process', line: 1, column: 1, ...more };
}

function tree(files: Readonly<Record<string, readonly Fact[]>>): ReadonlyMap<string, FileFacts> {
  return new Map(
    Object.entries(files).map(([path, facts]) => [path, { blob: path, depth: 'full', facts: stampedBy({ id: 'by hand' }, facts) }]),
  );
}

const detectors = [
  dockerfileStartsDetector,
  yamlStartsDetector,
  envFileDetector,
  packageScriptsDetector,
  pyprojectStartsDetector,
  setupDetector,
  procfileDetector,
  shellDetector,
];

describe('hostile files cost no more than their length', () => {
  it.each<[string, string]>([
    ['one line of commands', `RUN ${'python a.py && '.repeat(5_000)}true`],
    ['many CDs', `run: |\n${'  cd a\n'.repeat(5_000)}`],
    ['many COPYs', `FROM a\n${'COPY demo /app\n'.repeat(4_000)}`],
    [
      'stages of stages',
      Array.from({ length: 2_000 }, (_, n) => `FROM ${n === 0 ? 'x' : `s${n - 1}`} AS s${n}\nCOPY a /a\nRUN python a.py`).join('\n'),
    ],
    ['copies of copies', Array.from({ length: 300 }, (_, n) => `FROM x AS s${n}\nCOPY --from=s${n - 1} / /\nCOPY a /a`).join('\n')],
    ['settings', 'HF_ENDPOINT=https://a.example/\n'.repeat(2_500)],
    ['open braces', `export HF_ENDPOINT=${'${A:-'.repeat(5_000)}`],
    ['one long value', `HF_ENDPOINT=${'a'.repeat(125_000)}`],
    ['anchors', `a: &a [python, b.py]\n${Array.from({ length: 5_000 }, (_, n) => `k${n}: {command: *a}`).join('\n')}`],
    ['quotes', `web: python ${'"'.repeat(25_000)}`],
    ['entry points', `entry_points\n${'x = a.b:c\n'.repeat(5_000)}`],
    ['almost entry points', `entry_points ${'x = a.b '.repeat(7_500)}`],
    ['scripts', JSON.stringify({ scripts: Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`s${n}`, 'python a.py'])) })],
    ['tables', Array.from({ length: 3_000 }, (_, n) => `[tool.a${n}.env]\nHF_ENDPOINT = "https://a.example"`).join('\n')],
  ])('%s', (_name, text) => {
    for (const detector of detectors) expect(factsOf(detector, text).length).toBeLessThanOrEqual(5_001);
  });

  it('more facts than a file may have are said', () => {
    const facts = factsOf(dockerfileStartsDetector, `FROM x\n${'RUN python a.py; python b.py\n'.repeat(4_000)}`);
    expect(facts.at(-1)).toMatchObject({ kind: 'problem', code: 'limit' });
  });
});

describe('hostile Python', () => {
  it.each<[string, string]>([
    ['calls', 'subprocess.run(\n'.repeat(12_500)],
    ['calls in one line', 'subprocess.run('.repeat(12_500)],
    ['quotes', `subprocess.run(${'"'.repeat(50_000)}`],
    ['exec', `exec(${'open("a.py"'.repeat(7_500)}`],
    ['paths', `sys.path += [${'"a", '.repeat(12_500)}]`],
    ['receivers', `subprocess ${'a.'.repeat(25_000)}run("python a.py")`],
    ['constants', 'A = "python"\n'.repeat(7_500)],
  ])('%s', (_name, text) => {
    expect(runFacts(text).length).toBeLessThanOrEqual(2_100);
  });

  it('says when there is more than is read', () => {
    expect(runFacts('subprocess.run(["python", "a.py"])\n'.repeat(3_000)).at(-1)).toMatchObject({ kind: 'problem', code: 'limit' });
    expect(runFacts('subprocess.run('.repeat(12_500)).at(-1)).toMatchObject({ kind: 'problem', code: 'limit' });
  });
});

describe('hostile trees', () => {
  it('thousands of images of one folder start it once', () => {
    const images = Array.from({ length: 3_000 }, (_, n) => [`a${n}.Dockerfile`, [start('copy', '.'), start('unknown', '')]] as const);
    const tests = Array.from({ length: 3_000 }, (_, n) => [`tests/t${n}.py`, []] as const);
    const result = link(tree(Object.fromEntries([...images, ...tests])), { paths: new Set() });
    expect(result.problems).toEqual([]);
  });

  it('a chain of starts is followed to its end', () => {
    const steps = Array.from({ length: 3_000 }, (_, n) => [`demo/s${n}.sh`, [start('file', `demo/s${n + 1}.sh`)]] as const);
    const load: Fact = {
      kind: 'weights',
      format: 'gguf',
      pointer: false,
      sha256: 'a'.repeat(64),
      size: 1,
      runsCode: false,
      metadata: {},
      line: 1,
      column: 1,
    };
    const files = tree({
      Dockerfile: [start('file', 'demo/s0.sh')],
      ...Object.fromEntries(steps),
      'demo/s3000.sh': [start('copy', 'x')],
      'demo/m.gguf': [load],
    });
    expect(link(files, { paths: new Set() }).sightings.map(({ scope }) => scope)).toEqual(['example']);
    const copied = new Map([...files, ...tree({ 'demo/s3000.sh': [start('copy', 'demo/m.gguf')] })]);
    expect(link(copied, { paths: new Set() }).sightings.map(({ scope }) => scope)).toEqual(['product']);
  });

  it('paths as deep as nobody nests, and names that nobody has', () => {
    const deep = `${'d/'.repeat(2_000)}Dockerfile`;
    const facts = Array.from({ length: 2_000 }, (_, n) => start('file', `/a/b/c/d/e/f${n}.py`));
    const paths = createTreePaths(listingOf([deep, 'app/x.py']), languages.modules);
    for (const { targets } of facts) expect(targets.flatMap((target) => paths.files(deep, target))).toEqual([]);
    expect(paths.exhausted).toBe(false);
  });

  it('what is more than one tree may cost is said', () => {
    const facts = Array.from({ length: 2_000 }, (_, n) => start('module', `a.b${n}.x`));
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`a/b/c/d/e/f${n}/Dockerfile`, facts] as const));
    const { problems } = link(
      tree({
        ...files,
        'tests/x.py': [],
        'tests/m.dvc': [{ kind: 'tracked', path: 'm', md5: null, size: null, source: null, line: 1, column: 1 }],
      }),
      { paths: new Set() },
    );
    expect(problems.map(({ code }) => code)).toEqual(['limit']);
  });

  it('a path that leaves the tree is no path of it', () => {
    const paths = createTreePaths(listingOf(['demo/x.py', 'a/Dockerfile']), languages.modules);
    expect(paths.files('a/Dockerfile', '../demo/x.py')).toEqual(['demo/x.py']);
    expect(paths.files('a/Dockerfile', '../../demo/x.py')).toEqual([]);
    expect(paths.files('Dockerfile', '../demo/x.py')).toEqual([]);
  });
});
