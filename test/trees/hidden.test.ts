/** T34: judged is what a checkout gives. */
import { stampedBy } from '../../src/core/discover/stamped.ts';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { hiddenByAttributes } from '../../src/core/discover/attributes/hidden.ts';
import { attributesDetector } from '../../src/core/discover/attributes/index.ts';
import { isPointerText } from '../../src/core/inspect/pointer-text.ts';
import type { FileFacts, TreeEntry } from '../../src/core/model/index.ts';
import { checking, type Files, told } from '../support/checking.ts';
import { factsOf } from '../core/discover/facts.ts';

const doors = checking();
const OID = 'ab'.repeat(32);
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${OID}\nsize 1234\n`;
const CODE = 'print(1)\n';

describe('a Git LFS pointer where text is wanted', () => {
  const PATHS = [
    'Dockerfile',
    'app/a.py',
    'app/b.PYW',
    'docker-compose.yml',
    'k8s/deploy.yaml',
    'nb/x.ipynb',
    'package-lock.json',
    'poetry.lock',
    'pyproject.toml',
    'requirements.txt',
    'uv.lock',
    'weighbridge.lock',
  ];

  it.each(['* filter=lfs\n', '*.safetensors filter=lfs\n'])('blocks, whatever .gitattributes says of it: %j', async (attributes) => {
    const head = { '.gitattributes': attributes, ...Object.fromEntries(PATHS.map((path) => [path, POINTER])) };
    expect(told(await doors.check({ 'README.md': 'x' }, head), 'tree/hidden').sort()).toEqual(
      PATHS.map((path) => `new! tree/hidden ${path}`),
    );
  });

  it('weights and what nobody reads may be pointers', async () => {
    const head = {
      '.gitattributes': '*.safetensors filter=lfs\n*.png filter=lfs\n',
      'm.safetensors': POINTER,
      'a.png': POINTER,
      'b.txt': POINTER,
    };
    expect(told(await doors.check({ 'README.md': 'x' }, head), 'tree/hidden')).toEqual([]);
  });

  it.each([
    ['as git-lfs writes it', POINTER],
    ['blanks before it', `\n \n${POINTER}`],
    ['an older address', POINTER.replace('git-lfs.github.com/spec/v1', 'hawser.github.com/spec/v1')],
    ['the first address', POINTER.replace('https://git-lfs.github.com/spec/v1', 'http://git-media.io/v/2')],
    ['extensions first', `ext-0-foo sha256:${OID}\n${POINTER}`],
    ['text behind it', `${POINTER}\n`.padEnd(5000, ' ')],
    ['git-annex', '/annex/objects/SHA256E-s9--ab.py\n'],
  ])('is known: %s', (_, text) => {
    expect(isPointerText(Buffer.from(text))).toBe(true);
  });

  it.each(['version = "1"\n# git-lfs\n', `# ${POINTER}`, `"""\n${POINTER}"""\n`, '', 'ext-0-a\n'])('%j is none', (text) => {
    expect(isPointerText(Buffer.from(text))).toBe(false);
  });

  it('ends soon on hostile text', () => {
    expect(isPointerText(Buffer.from('ext-0-a \n'.repeat(100_000)))).toBe(false);
    expect(isPointerText(Buffer.from('\n'.repeat(1_000_000)))).toBe(false);
  });

  it('that stood there before is an older problem; other bytes behind it are new', async () => {
    const base: Files = { 'a.py': POINTER };
    expect(told(await doors.check(base, { 'b.md': 'x' }), 'tree/hidden')).toEqual(['existing tree/hidden a.py']);
    expect(told(await doors.check(base, { 'a.py': POINTER.replace('1234', '1235') }), 'tree/hidden')).toEqual(['new! tree/hidden a.py']);
    expect(told(await doors.check(base, { 'a.py': CODE }), 'tree/hidden')).toEqual(['fixed tree/hidden a.py']);
  });
});

/** What git does itself when it checks out: the two attributes of a path, as `git check-attr` prints them. */
function byGit(files: Readonly<Record<string, string>>, path: string): string[] {
  const made = doors.repository(files);
  const words = execFileSync('git', ['-C', made.folder, 'check-attr', '-z', 'filter', 'working-tree-encoding', '--', path]).toString();
  return [words.split('\0')[2] ?? '', words.split('\0')[5] ?? ''];
}

function hidden(files: Readonly<Record<string, string>>, path: string): string[] {
  const read = new Map<string, FileFacts>(
    Object.entries(files).map(([name, text]) => [
      name,
      { blob: 'b', depth: 'full', facts: stampedBy(attributesDetector, factsOf(attributesDetector, text)) },
    ]),
  );
  const entries: TreeEntry[] = [{ path, kind: 'file', id: 'b', size: 1 }];
  return hiddenByAttributes({ files: read, entries }).map(({ code }) => code);
}

const ENCODING = ['hidden-encoding'];
const FILTER = ['hidden-filter'];

describe('encodings and filters on text that is read', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['another encoding', { '.gitattributes': '*.py working-tree-encoding=ASCII//TRANSLIT\n' }, ENCODING],
    ['UTF-16', { '.gitattributes': '*.py working-tree-encoding=UTF-16LE-BOM\n' }, ENCODING],
    ['UTF-7', { '.gitattributes': 'app/** working-tree-encoding=utf-7\n' }, ENCODING],
    ['UTF-8 with something behind it', { '.gitattributes': '* working-tree-encoding=UTF-8//IGNORE\n' }, ENCODING],
    ['UTF-8', { '.gitattributes': '*.py working-tree-encoding=UTF-8\n' }, []],
    ['utf8', { '.gitattributes': '*.py working-tree-encoding=utf8\n' }, []],
    ['an encoding taken back', { '.gitattributes': '* working-tree-encoding=latin1\n*.py !working-tree-encoding\n' }, []],
    ['a filter', { '.gitattributes': '*.py filter=x\n' }, FILTER],
    ['a filter beside an encoding', { '.gitattributes': '*.py filter=x working-tree-encoding=latin1\n' }, ENCODING],
    ['Git LFS', { '.gitattributes': '*.py filter=lfs diff=lfs merge=lfs -text\n' }, []],
    ['LFS, another name', { '.gitattributes': '*.py filter=LFS\n' }, FILTER],
    ['unset', { '.gitattributes': '* filter=x\n*.py -filter\n' }, []],
    ['unspecified', { '.gitattributes': '* filter=x\n*.py !filter\n' }, []],
    ['only set', { '.gitattributes': '*.py filter\n' }, []],
    ['the last line counts', { '.gitattributes': '*.py filter=lfs\napp/*.py filter=evil\n' }, FILTER],
    ['the nearest file counts', { '.gitattributes': '*.py filter=x\n', 'app/.gitattributes': '*.py filter=lfs\n' }, []],
    ['a nested file', { 'app/.gitattributes': 'a.py filter=x\n' }, FILTER],
    ['a file of another folder', { 'lib/.gitattributes': '*.py filter=x\n' }, []],
    ['a quoted pattern', { '.gitattributes': '"app/a\\056py" filter=x\n' }, FILTER],
    ['a macro', { '.gitattributes': '[attr]evil filter=x\n*.py evil\n' }, FILTER],
    ['a macro of a macro', { '.gitattributes': '[attr]a b\n[attr]b c -diff\n[attr]c working-tree-encoding=latin1\n*.py a\n' }, ENCODING],
    ['a macro behind a usual name', { '.gitattributes': '[attr]text filter=x\n*.py text\n' }, FILTER],
    ['a macro behind "filter"', { '.gitattributes': '[attr]filter working-tree-encoding=latin1\n*.py filter\n' }, ENCODING],
    ['a macro in circles', { '.gitattributes': '[attr]a b\n[attr]b a filter=x\n*.py a\n' }, FILTER],
    ['a quoted macro', { '.gitattributes': '"[attr]evil" filter=x\n*.py evil\n' }, FILTER],
    ['a macro that is redefined', { '.gitattributes': '[attr]a filter=x\n[attr]a -diff\n*.py a\n' }, []],
    ['a macro taken back', { '.gitattributes': '[attr]a filter=x\n* a\n*.py -a\n' }, []],
    ['a macro with a value', { '.gitattributes': '[attr]a filter=x\n*.py a=1\n' }, []],
    ['a macro in a nested file is none', { 'app/.gitattributes': '[attr]a filter=x\n*.py a\n' }, []],
    ['a macro used in a nested file', { '.gitattributes': '[attr]a filter=x\n', 'app/.gitattributes': '*.py a\n' }, FILTER],
    ['the built-in macro', { '.gitattributes': '*.py binary\n' }, []],
    ['line ends and ident', { '.gitattributes': '* text=auto eol=crlf ident\n' }, []],
    ['a byte order mark', { '.gitattributes': '\uFEFF*.py filter=x\n' }, FILTER],
    ['a bad name stops a line', { '.gitattributes': '*.py filter=x bad*name\n' }, []],
    ['a negative pattern', { '.gitattributes': '!*.md filter=x\n' }, []],
  ])('%s', (_, files, codes) => {
    const [filter = '', encoding = ''] = byGit(files, 'app/a.py');
    const usual = ['unspecified', 'unset', 'set', 'lfs', ''];
    // The table itself is held against git.
    const expected = !['unspecified', 'UTF-8', 'utf8'].includes(encoding) ? ENCODING : usual.includes(filter) ? [] : FILTER;
    expect([codes, hidden(files, 'app/a.py')]).toEqual([expected, expected]);
  });

  it('a pattern in the other case hides on systems that do not tell them apart', () => {
    expect(hidden({ '.gitattributes': '*.PY working-tree-encoding=latin1\n' }, 'app/a.py')).toEqual(ENCODING);
    expect(hidden({ '.gitattributes': '[A-Z]pp/*.py filter=x\n' }, 'app/a.py')).toEqual(FILTER);
  });

  it('a pattern that is not UTF-8 is not lost', () => {
    const facts = stampedBy(attributesDetector, factsOf(attributesDetector, Buffer.from('[a\xff]pp/a.py filter=x\n', 'latin1')));
    const files = new Map<string, FileFacts>([['.gitattributes', { blob: 'b', depth: 'full', facts }]]);
    expect(hiddenByAttributes({ files, entries: [{ path: 'app/a.py', kind: 'file', id: 'b', size: 1 }] })).toHaveLength(1);
  });

  it('what no reader takes for text may be filtered', () => {
    const files = { '.gitattributes': '* filter=git-crypt working-tree-encoding=latin1\n' };
    for (const path of ['a.md', 'model.safetensors', 'src/main.c', '.gitmodules']) expect([path, hidden(files, path)]).toEqual([path, []]);
    for (const path of ['Dockerfile', 'a.ipynb', 'requirements/dev.txt', 'uv.lock', 'yarn.lock', 'c.yml'])
      expect(hidden(files, path)).toEqual(ENCODING);
  });

  it('limits are said, and name themselves', async () => {
    const wild = `${'*a'.repeat(900)}b/c filter=x\n`.repeat(20);
    expect(hidden({ '.gitattributes': wild }, 'app/a.py')).toEqual(['hidden-attributes']);
    const found = await doors.check({ 'a.py': CODE }, { '.gitattributes': '# x\n'.repeat(70_000) });
    expect(told(found, 'tree/hidden')).toEqual(['new! tree/hidden .gitattributes']);
    expect(found.bom.problems.map(({ message }) => message)).toContain('larger than our limit of 262144 bytes');
    expect(told(await doors.check({ 'a.py': CODE }, { '.gitattributes': '*.md text\n\0*.py filter=x\n' }), 'tree/hidden')).toEqual([
      'new! tree/hidden .gitattributes',
    ]);
  });

  it('hostile patterns over many paths cost a bounded number of steps', () => {
    const pattern = `**/${'*a'.repeat(50)}*b filter=x\n`;
    const facts = stampedBy(attributesDetector, factsOf(attributesDetector, pattern.repeat(70)));
    const files = new Map<string, FileFacts>([['.gitattributes', { blob: 'b', depth: 'full', facts }]]);
    const folder = 'a'.repeat(200);
    const entries = Array.from(
      { length: 500 },
      (_, index): TreeEntry => ({ path: `${folder}/${folder}${index}.py`, kind: 'file', id: 'b', size: 1 }),
    );
    expect(new Set(hiddenByAttributes({ files, entries }).map(({ code }) => code))).toEqual(new Set(['hidden-attributes']));
  });
});

describe('at the gate', () => {
  const NBSTRIPOUT = { '.gitattributes': '*.ipynb filter=nbstripout\n', 'a.ipynb': '{"cells":[],"nbformat":4}' };

  it('an attribute that the change adds blocks every file that it hides, in tests, too', async () => {
    const found = await doors.check({ 'a.py': CODE, 'tests/b.py': CODE }, { '.gitattributes': '*.py working-tree-encoding=latin1\n' });
    expect(told(found, 'tree/hidden').sort()).toEqual(['new! tree/hidden a.py', 'new! tree/hidden tests/b.py']);
  });

  it('a filter that a line of the base runs over such files is nothing new for another file, and is for another line', async () => {
    expect(told(await doors.check(NBSTRIPOUT, { 'b.ipynb': '{"cells":[],"nbformat":4}' }), 'tree/hidden')).toEqual([
      // The place that the change adds comes first.
      'existing tree/hidden b.ipynb a.ipynb',
    ]);
    const wider = { '.gitattributes': '*.ipynb filter=nbstripout\n*.py filter=nbstripout\n', 'b.py': CODE };
    expect(told(await doors.check(NBSTRIPOUT, wider), 'tree/hidden')).toContain('new! tree/hidden b.py');
    expect(told(await doors.check(NBSTRIPOUT, { '.gitattributes': '*.ipynb filter=evil\n' }), 'tree/hidden')).toContain(
      'new! tree/hidden a.ipynb',
    );
  });

  it('an edited text in an encoding of the base is new', async () => {
    const base = { '.gitattributes': '*.py working-tree-encoding=ASCII//TRANSLIT\n', 'a.py': CODE };
    expect(told(await doors.check(base, { 'b.md': 'x' }), 'tree/hidden')).toEqual(['existing tree/hidden a.py']);
    expect(told(await doors.check(base, { 'a.py': 'print(2)\n' }), 'tree/hidden')).toEqual(['new! tree/hidden a.py']);
  });
});
