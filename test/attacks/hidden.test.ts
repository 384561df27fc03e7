/** What a checkout shows and the commit hides, and what lies behind a link (T34). */
import { describe, expect, it } from 'vitest';
import { type Attack, FLOATING, GOOD, IMPORT, judge, PINNED } from '../support/attack.ts';
import { checking } from '../support/checking.ts';

const change = checking();

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 123\n`;

it('the control: an honest pull request is merged', async () => {
  expect(await judge(change, { head: { 'app/a.py': PINNED, 'app/b.py': { link: 'a.py' } } })).toMatchObject({ merges: true });
});

describe('what a checkout would show otherwise', () => {
  it.each<[string, Attack['head']]>([
    ['a pointer in place of Python', { '.gitattributes': '*.py filter=lfs\n', 'app/a.py': POINTER }],
    ['a pointer in place of a Dockerfile', { '.gitattributes': 'Dockerfile filter=lfs\n', Dockerfile: POINTER }],
    ['a pointer in place of a compose file', { '.gitattributes': '*.yaml filter=lfs diff=lfs\n', 'compose.yaml': POINTER }],
    ['a pointer in place of a notebook', { '.gitattributes': '** filter=lfs\n', 'n.ipynb': POINTER }],
    ['a pointer in place of requirements', { '.gitattributes': '/requirements.txt filter=lfs\n', 'requirements.txt': POINTER }],
    ['attributes of a folder further down', { 'app/.gitattributes': 'a.py filter=lfs\n', 'app/a.py': POINTER }],
    ['a macro', { '.gitattributes': '[attr]big filter=lfs\n*.py big\n', 'app/a.py': POINTER }],
    ['a filter of any name', { '.gitattributes': '*.py filter=rot13\n', 'app/a.py': PINNED }],
    ['an encoding', { '.gitattributes': 'app/a.py working-tree-encoding=ASCII//TRANSLIT\n', 'app/a.py': PINNED }],
    ['an encoding of UTF-16', { '.gitattributes': '*.py working-tree-encoding=UTF-16LE-BOM\n', 'app/a.py': PINNED }],
  ])('%s', async (_, head) => {
    const { merges, rules } = await judge(change, { head });
    expect([merges, rules]).toEqual([false, expect.arrayContaining(['!tree/hidden'])]);
  });

  it.each<[string, Attack['head']]>([
    ['line ends', { '.gitattributes': '*.py text=auto eol=crlf ident\n', 'app/a.py': PINNED }],
    ['weights in LFS', { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n', 'app/a.py': PINNED }],
    ['a filter that a later line takes back', { '.gitattributes': '*.py filter=lfs\n*.py -filter\n', 'app/a.py': PINNED }],
    ['UTF-8', { '.gitattributes': '*.py working-tree-encoding=UTF-8\n', 'app/a.py': PINNED }],
  ])('hides nothing: %s', async (_, head) => {
    expect(await judge(change, { head })).toMatchObject({ merges: true, rules: expect.not.arrayContaining(['!tree/hidden']) });
  });
});

describe('links inside of the tree are read through', () => {
  const DOWNLOAD = 'FROM python:3\nRUN hf download evil/x\n';
  it.each<[string, Attack['base'], Attack['head'], string]>([
    ['Python behind a name of text', {}, { 'app/a.txt': FLOATING, 'app/a.py': { link: 'a.txt' } }, 'app/a.py:2'],
    ['a Dockerfile behind a name of text', {}, { 'd.txt': DOWNLOAD, Dockerfile: { link: 'd.txt' } }, 'Dockerfile:2'],
    ['a test that the product uses', {}, { 'tests/a.py': FLOATING, 'app/a.py': { link: '../tests/a.py' } }, 'app/a.py:2'],
    [
      'a chain',
      {},
      { 'x/one': { link: '../y/two' }, 'y/two': { link: 'three.md' }, 'y/three.md': FLOATING, 'app/a.py': { link: '../x/one' } },
      'app/a.py:2',
    ],
    ['a folder', {}, { 'docs/code/a.py': FLOATING, app: { link: 'docs/code' } }, 'app/a.py:2'],
    ['a target that changes', { 'a.txt': PINNED, 'app/a.py': { link: '../a.txt' } }, { 'a.txt': FLOATING }, 'app/a.py:2'],
  ])('%s', async (_, base, head, place) => {
    const { merges, findings } = await judge(change, { ...(base === undefined ? {} : { base }), head });
    expect([merges, findings.join(' ')]).toEqual([false, expect.stringContaining(place)]);
  });

  it.each<[string, string]>([
    ['out of the tree', '../../elsewhere/a.py'],
    ['an absolute path', '/etc/a.py'],
    ['itself', 'a.py'],
  ])('a link that cannot be read through is hidden: %s', async (_, link) => {
    const { merges, rules } = await judge(change, { head: { 'app/a.py': { link } } });
    expect([merges, rules]).toEqual([false, ['!tree/hidden']]);
  });
});

describe('a folder of the tree that bears the name of a hub id removes no load', () => {
  it.each<[string, Attack['head']]>([
    ['in Python', { 'evil/x/config.json': '{}', 'app/a.py': FLOATING }],
    ['in Python, pinned', { 'acme/a/config.json': '{}', 'app/a.py': PINNED }],
    ['in a Dockerfile', { 'evil/x/config.json': '{}', Dockerfile: 'FROM python:3\nRUN hf download evil/x\n' }],
    ['a dataset', { 'acme/data/dataset_info.json': '{}', 'app/a.py': 'from datasets import load_dataset\nload_dataset("acme/data")\n' }],
  ])('%s', async (name, head) => {
    const { merges, rules } = await judge(change, { head });
    expect(rules).not.toEqual([]);
    if (name !== 'a dataset') expect(merges).toBe(false);
  });

  it('a path is a path: "./" says so', async () => {
    const head = {
      'evil/x/config.json': '{}',
      'app/a.py': `${IMPORT}AutoModel.from_pretrained("./evil/x")\nAutoModel.from_pretrained("acme/a", revision="${GOOD}")\n`,
    };
    expect(await judge(change, { head })).toMatchObject({ merges: true });
  });
});
