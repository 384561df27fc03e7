/** T33: absence is earned. */
import { changesBetween, listedEntries } from '../../../src/core/discover/entries.ts';
import type { Coverage } from '../../../src/core/model/index.ts';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/core/discover/coverage.ts';
import { detectors } from '../../../src/core/discover/index.ts';
import { languages } from '../../../src/core/discover/languages/index.ts';
import { unreadKind } from '../../../src/core/discover/kinds.ts';
import { formats } from '../../../src/core/index.ts';
import type { Problem, TreeEntry } from '../../../src/core/model/index.ts';
import type { CheckResult } from '../../../src/core/pipeline.ts';
import { checking } from '../../support/checking.ts';

const doors = checking();
const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/a")\n';

describe('kinds', () => {
  it.each([
    'app.ts',
    'a/b.JSX',
    'main.go',
    'lib.rs',
    'X.java',
    'run.sh',
    'a.rb',
    'main.tf',
    'chart/templates/_helpers.tpl',
    'Makefile',
    'CMakeLists.txt',
    'Procfile',
    'config.json',
    'Cargo.toml',
    'go.mod',
    '.env',
    '.env.production',
    'Pipfile',
    'Modelfile',
    'bin/start',
    'a.unheardof',
    'tox.ini',
    'bat.bash.in',
    'messages_de.properties',
    'vendor.zip',
    'bin/start.1',
    'models/base.7',
    'woman/x.1',
    'man/man1/lib.so.1',
  ])('%s can name a component, and is not read', (path) => {
    expect(unreadKind(path)).not.toBeNull();
  });

  it.each([
    'a.png',
    'x/style.CSS',
    'README',
    'README.ja',
    'LICENSE-MIT',
    'docs/a.md',
    'notes.txt',
    'data.csv',
    'go.sum',
    'locale/messages.ca_ES.xlf',
    'docs/.htaccess',
    'MANIFEST.in',
    'man/man1/fzf.1',
    'doc/man8/x.8',
    'man/x.5',
    'train.conllup',
    'src/env.d.ts',
    'Cargo.lock',
    '.gitignore',
  ])('%s names none whatever it holds', (path) => {
    expect(unreadKind(path)).toBeNull();
  });

  /** Paths of detectors that neither a language nor a reader of packages has an example for. */
  const OTHERS: Readonly<Record<string, readonly string[]>> = {
    python: ['A.PYW'],
    notebook: ['a.ipynb'],
    'typescript-jsx': ['a.tsx'],
    dockerfile: ['Dockerfile', 'a.dockerfile', 'Containerfile'],
    yaml: ['a.yml', 'compose.YAML'],
    'model-config': ['adapter_config.json', 'm/tokenizer_config.json'],
    attributes: ['.gitattributes'],
    requirements: ['requirements/dev.txt'],
    'package-lock': ['npm-shrinkwrap.json'],
    dvc: ['dvc.lock', 'data.csv.dvc'],
    modelfile: ['Modelfile', 'a.modelfile'],
    mcp: ['.mcp.json', '.vscode/mcp.json', 'claude_desktop_config.json'],
    'own-license-text': ['LICENSE', 'sdk/LICENCE.md', 'MIT-LICENSE', 'UNLICENSE', 'COPYING.LESSER', 'NOTICE'],
    weights: ['a.safetensors', 'a.bin', 'b.gguf', 'm.pkl.gz'],
  };
  /** What they read is not the whole file. */
  const PARTLY =
    /^(?:actions|unnamed-weights|browser-weights|python-script|env-file|images|elsewhere|address-list|model-card|web-page|web-page-script|gradle-build|swift-package|mix|settings-.*|literals-.*|mcp-.*|starts-.*|steering-.*|own-license-(?!text).*|telling-.*)$/;
  const EXAMPLES = [
    ...languages.readers.flatMap(({ example, detectors: own }) => own.map((one) => ({ one, path: example.path }))),
    ...detectors.flatMap((one) => (one.example === undefined ? [] : [{ one, path: one.example.path }])),
  ].flatMap(({ one, path }) => (!PARTLY.test(one.id) && one.wants(path, 100) ? [{ id: one.id, path }] : []));
  /** One path for each detector that reads text: nobody may add one whose files are called unread. */
  const READ = Map.groupBy(
    [...EXAMPLES, ...Object.entries(OTHERS).flatMap(([id, paths]) => paths.map((path) => ({ id, path })))],
    ({ id }) => id,
  );
  const file = (path: string, id = 'b'): TreeEntry => ({ path, kind: 'file', id, size: 100 });
  const side = (...entries: TreeEntry[]) => ({ entries, linked: [] as TreeEntry[], problems: [] as Problem[] });
  type Listed = ReturnType<typeof side>;
  const covered = (base: Listed | null, head: Listed): Coverage =>
    coverageOf(
      { entries: changesBetween(base?.entries ?? [], head.entries), linked: changesBetween(base?.linked ?? [], head.linked) },
      { ...head, entries: listedEntries(head.entries) },
    );

  it.each([...READ].map(([id, all]) => [id, all.map(({ path }) => path)] as const))('what %s reads is never called unread', (id, paths) => {
    const detector = detectors.find((one) => one.id === id);
    expect(paths.filter((path) => detector?.wants(path, 100) !== true)).toEqual([]);
    expect(covered(null, side(...paths.map((path) => file(path)))).names).toEqual([]);
  });

  it('every detector of text has its paths in this table', () => {
    // Of packages the names of all kinds are tried in test/contract/detectors.test.ts, whoever reads them.
    const others = detectors.filter(({ only }) => only !== 'packages').map(({ id }) => id);
    const known = others.filter((id) => !PARTLY.test(id));
    expect([...READ.keys()]).toEqual(expect.arrayContaining(known));
  });

  it('counts what the change touches, and names what went wrong', () => {
    const problem: Problem = { code: 'too-large', message: 'larger than our limit', path: 'big.py', line: 1, column: 1, blob: null };
    const base = side(file('a.rs'), file('b.rs'), file('gone.rs'), file('old.py'));
    const head = {
      ...side(file('a.rs'), file('b.rs', 'c'), file('big.py'), file('new.py'), file('x.png'), { ...file('sub'), kind: 'submodule' }),
      problems: [problem, { ...problem, path: 'new.py', code: 'ambiguous-path' as const }],
    };
    expect(covered(base, head)).toEqual({
      files: 5,
      unread: 3,
      names: [
        { path: 'b.rs', reason: 'Rust, of which only texts that name a model are read' },
        { path: 'big.py', reason: 'larger than our limit' },
        { path: 'sub', reason: 'the content of a submodule' },
      ],
    });
  });

  it('names the first of very many', () => {
    const many = covered(null, side(...Array.from({ length: 5000 }, (_, index) => file(`a${index}.rs`))));
    expect([many.files, many.unread, many.names.length]).toEqual([5000, 5000, 50]);
  });

  it('a link is what it leads to', () => {
    const link: TreeEntry = { path: 'app', kind: 'symlink', id: 'l', size: null };
    const linked = { ...side(link, { ...link, path: 'a.py' }), linked: [{ ...file('a.py'), target: 'x.txt' }] };
    expect(covered(null, linked)).toMatchObject({ files: 2, unread: 0 });
    const moved = { ...linked, linked: [{ ...file('a.py', 'c'), target: 'x.txt' }] };
    expect(covered(linked, moved)).toMatchObject({ files: 1 });
  });
});

describe('the report', () => {
  function rendered({ verdict, bom }: CheckResult, id: string, always = false): string {
    return formats.find((one) => one.id === id)?.render(verdict, bom, { color: false, specVersion: '1.7', always }) ?? '';
  }

  it('says absent only where all was read', async () => {
    const all = await doors.check({ 'a.md': '' }, { 'b.md': '', 'c.py': '', 'd.png': '' });
    expect(rendered(all, 'terminal')).toContain('\nNo AI component changed\n');
    expect(rendered(all, 'markdown', true)).toContain('Nothing about AI changes.');
    const some = await doors.check({ 'a.md': '' }, { 'web/app.go': 'import "openai"', 'c.py': '' });
    expect(rendered(some, 'terminal')).toContain('\nNothing found in the 1 of 2 changed files that were read\n');
    expect(rendered(some, 'terminal')).toContain(
      '\nNot read: 1 of 2 changed files\n   web/app.go (Go, of which only texts that name a model are read)\n',
    );
    expect(rendered(some, 'markdown', true)).toContain('Nothing found in the 1 of 2 changed files that were read.');
    expect(rendered(some, 'markdown', true)).toContain(
      '<details><summary>Not read: 1 of 2 changed files</summary>\n\n- `web/app.go` · Go, of which only texts that name a model are read',
    );
    expect(rendered(some, 'html')).toContain('<details><summary>Not read: 1 of 2 changed files</summary>');
    expect(JSON.parse(rendered(some, 'json'))).toMatchObject({ verdict: { coverage: { files: 2, unread: 1 } } });
    expect(rendered(some, 'sarif')).toContain('Not read: 1 of 2 changed files');
    const none = await doors.check({ 'a.md': '' }, { 'web/app.go': 'import "openai"' });
    expect(rendered(none, 'terminal')).toContain('\nThe one changed file was not read\n');
  });

  it('code that is read says where it hides names, and what no reader of it knows (T33)', async () => {
    const check = async (code: string): Promise<unknown> => {
      const { verdict } = await doors.check({ 'a.md': '' }, { 'web/app.ts': code });
      return [
        verdict.coverage?.names.map(({ reason }) => reason),
        verdict.findings.filter(({ finding }) => finding.rule === 'tree/unread').length,
      ];
    };
    const hides = ['code that makes or imports names in ways that are not followed'];
    expect(await check('const m = await import(name);')).toEqual([hides, 0]);
    expect(await check("const model = eval(atob('YQ=='));")).toEqual([hides, 0]);
    expect(await check("import { Acme } from 'acme-llm';\nnew Acme({ weights: 'acme/llama-7b' });")).toEqual([
      ['acme/llama-7b: looks like a name on a hub'],
      1,
    ]);
    // What its reader took, and what it saw and is none.
    expect(await check("import { pipeline } from '@huggingface/transformers';\nawait pipeline('fill-mask', 'acme/llama-7b');")).toEqual([
      [],
      0,
    ]);
    expect(await check("export const isMini = (model: string) => model === 'gpt-4o-mini' || model === 'openai/gpt-4o-mini';")).toEqual([
      [],
      0,
    ]);
    expect(await check('const router = await import(`./pages/${name}.ts`);')).toEqual([[], 0]);
  });

  it('unread kinds alone make no comment and no warning', async () => {
    const result = await doors.check({ 'a.md': '' }, { 'web/app.go': 'import "openai"', 'go.mod': 'x', 'c.sh': '' });
    expect([result.verdict.conclusion, rendered(result, 'markdown')]).toEqual(['pass', '']);
  });

  it('says in its second line how much was read, where there is something to say', async () => {
    const result = await doors.check({ 'a.md': '' }, { 'app.py': LOAD, 'web/app.go': 'import "openai"' });
    expect(rendered(result, 'markdown').split('\n')[1]).toContain('1 AI component changed · read 1 of 2 changed files');
  });

  it('text of the tree is escaped where it is named (T22)', async () => {
    const result = await doors.check({ 'a.md': '' }, { '@team <img src=x>`x`\u202E.ts': 'x' });
    const markdown = rendered(result, 'markdown', true);
    expect(markdown).not.toMatch(/\u202E/);
    expect(rendered(result, 'html')).not.toContain('<img');
  });
});
