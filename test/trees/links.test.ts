/** Links of the tree are read through, under the path that is used (T34); what leads out of the tree is told (T15). */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { throughLinks } from '../../src/core/discover/links/through.ts';
import { openFolder, openRepository } from '../../src/core/index.ts';
import type { Sighting, TreeEntry } from '../../src/core/model/index.ts';
import type { Discovery } from '../../src/core/survey/discovery.ts';
import { displayName } from '../../src/core/ref/format.ts';
import { checking, discovered, type Files, told } from '../support/checking.ts';

const doors = checking();
const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/a")\n';

/** "hf:acme/a app/a.py:2 product" */
function tell({ ref, place, scope }: Sighting): string {
  return `${ref.type}:${displayName(ref)} ${place.path}:${place.line} ${scope}`;
}

function shape({ sightings, problems }: Discovery): { sightings: string[]; problems: string[] } {
  return { sightings: sightings.map(tell).sort(), problems: problems.map(({ code, path }) => `${code} ${path}`).sort() };
}

/** What a commit and its checkout hold; both doors must say the same. */
async function seen(files: Files): Promise<{ sightings: string[]; problems: string[] }> {
  const made = doors.repository(files);
  const repository = await openRepository(made.folder);
  const commit = made.git('rev-parse', 'HEAD');
  const byCommit = shape(await discovered(repository.tree(commit, 'x', commit)));
  await repository.close();
  expect(shape(await discovered(await openFolder(made.folder)))).toEqual(byCommit);
  return byCommit;
}

const to = (link: string): { link: string } => ({ link });

describe('what is used through a link', () => {
  it.each<[string, Files, string[]]>([
    ['a file of another kind', { 'app/a.py': to('a.txt'), 'app/a.txt': LOAD }, ['hf:acme/a app/a.py:2 product']],
    [
      'a file of another label',
      { 'app/a.py': to('../tests/a.py'), 'tests/a.py': LOAD },
      ['hf:acme/a app/a.py:2 product', 'hf:acme/a tests/a.py:2 test'],
    ],
    [
      'a Dockerfile',
      { Dockerfile: to('d.txt'), 'd.txt': 'FROM x\nCMD ["vllm", "serve", "acme/a"]\n' },
      ['hf:acme/a Dockerfile:2 product', 'oci:x Dockerfile:1 product'],
    ],
    ['a manifest', { 'requirements.txt': to('r.in'), 'r.in': 'torch==2.6.0\n' }, ['pypi:torch requirements.txt:1 product']],
    [
      'a folder',
      { app: to('src2'), 'src2/x.txt': '', 'src2/b/a.py': LOAD },
      ['hf:acme/a app/b/a.py:2 product', 'hf:acme/a src2/b/a.py:2 product'],
    ],
    [
      'a folder of another label, with a link in it',
      { app: to('tests/x'), 'tests/x/a.py': to('../b.txt'), 'tests/b.txt': LOAD },
      ['hf:acme/a app/a.py:2 product', 'hf:acme/a tests/x/a.py:2 test'],
    ],
    ['a chain', { 'a.py': to('b'), b: to('c'), c: to('d.txt'), 'd.txt': LOAD }, ['hf:acme/a a.py:2 product']],
    ['a folder on the way', { 'a.py': to('l/x.txt'), l: to('deep/er'), 'deep/er/x.txt': LOAD }, ['hf:acme/a a.py:2 product']],
    [
      'up from behind a folder link',
      { 'a.py': to('l/../x.txt'), l: to('deep/er'), 'deep/x.txt': LOAD, 'deep/er/y': '' },
      ['hf:acme/a a.py:2 product'],
    ],
    ['dots and double slashes', { 'app/a.py': to('.././/x/../b.txt'), 'b.txt': LOAD, 'x/y': '' }, ['hf:acme/a app/a.py:2 product']],
    ['the top of the tree', { 'sub/all': to('..'), 'a.py': LOAD }, ['hf:acme/a a.py:2 product']],
    ['a link to the folder it lies in', { self: to('.'), 'a.py': LOAD }, ['hf:acme/a a.py:2 product']],
    [
      'two folders that link to each other',
      { 'a/b': to('../b'), 'b/a': to('../a'), 'a/x.py': LOAD },
      ['hf:acme/a a/b/a/x.py:2 product', 'hf:acme/a a/x.py:2 product', 'hf:acme/a b/a/x.py:2 product'],
    ],
    ['a link that nobody wants', { 'notes.txt': to('nowhere'), 'app/data': to('missing/folder') }, []],
    ['a link to a file that nobody wants', { 'readme.md': to('a.txt'), 'a.txt': LOAD }, []],
  ])('%s', async (_, files, sightings) => {
    expect(await seen(files)).toEqual({ sightings: sightings.sort(), problems: [] });
  });

  it('weights, with the digest of the target, and a pointer that is LFS where it lies', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 1234\n`;
    const files = { '.gitattributes': 'blobs/* filter=lfs\n', 'm/model.safetensors': to('../blobs/x'), 'blobs/x': pointer };
    expect(await seen(files)).toEqual({ sightings: [`generic:sha256:${'ab'.repeat(32)} m/model.safetensors:1 product`], problems: [] });
    // Attributes of the link's own path are not those of the content.
    const other = { ...files, '.gitattributes': '*.safetensors filter=lfs\n' };
    expect((await seen(other)).problems).toEqual(['pointer-not-lfs m/model.safetensors']);
  });

  it('attributes hide the text where it lies', async () => {
    const files = { '.gitattributes': '*.txt working-tree-encoding=latin1\n', 'a.py': to('b.txt'), 'b.txt': LOAD };
    expect((await seen(files)).problems).toEqual(['hidden-encoding a.py']);
  });

  it('modules are found behind links', async () => {
    const files = {
      'app/main.py': 'from transformers import AutoModel\nfrom app.names import NAME\nAutoModel.from_pretrained(NAME)\n',
      'app/names.py': to('../shared.txt'),
      'app/__init__.py': '',
      'shared.txt': 'NAME = "acme/a"\n',
    };
    expect((await seen(files)).sightings).toEqual(['hf:acme/a app/main.py:3 product']);
  });
});

describe('a link to what is not in the tree', () => {
  it.each<[string, Files, string[]]>([
    ['a name that a reader wants, absent', { 'app/a.py': to('b.txt') }, ['hidden-link app/a.py']],
    ['absolute', { Dockerfile: to('/etc/Dockerfile') }, ['hidden-link Dockerfile']],
    ['above the top', { 'requirements.txt': to('../r.txt') }, ['hidden-link requirements.txt']],
    ['by a detour', { 'a.py': to('l/../../../x'), l: to('d/e'), 'd/e/f': '' }, ['hidden-link a.py']],
    ['into .git', { 'a.py': to('.git/config') }, ['hidden-link a.py']],
    ['weights', { 'm/model.safetensors': to('/models/x') }, ['hidden-link m/model.safetensors']],
    ['a link to itself', { 'a.py': to('a.py') }, ['hidden-link a.py']],
    ['a circle', { 'a.py': to('b.py'), 'b.py': to('a.py') }, ['hidden-link a.py', 'hidden-link b.py']],
    ['below a file', { 'a.py': to('b.txt/c'), 'b.txt': LOAD }, ['hidden-link a.py']],
    ['another name that leaves the tree', { data: to('/mnt/data') }, ['ambiguous-path data']],
    [
      '.gitattributes, which git does not follow',
      { '.gitattributes': to('a.txt'), 'a.txt': '*.py filter=x\n' },
      ['hidden-link .gitattributes'],
    ],
    ['git-annex weights', { 'models/w.bin': to('../.git/annex/objects/1x/2y/SHA256E-s9--ab.bin/x') }, ['annex-key models/w.bin']],
    ['git-annex code', { 'a.py': to('.git/annex/objects/1x/2y/SHA256E-s9--ab.py/x') }, ['hidden-link a.py']],
    ['absent behind a folder link', { app: to('src'), 'src/a.py': to('gone.py') }, ['hidden-link app/a.py', 'hidden-link src/a.py']],
  ])('%s', async (_, files, problems) => {
    expect(await seen(files)).toEqual({ sightings: [], problems: problems.sort() });
  });

  it('nothing outside the folder is read, also where it is there', async () => {
    const made = doors.repository({ 'x/a.txt': 'x' });
    mkdirSync(join(made.folder, 'secret'));
    writeFileSync(join(made.folder, 'secret/s.py'), LOAD);
    symlinkSync('../secret/s.py', join(made.folder, 'x/s.py'));
    symlinkSync('../secret', join(made.folder, 'x/more'));
    expect(shape(await discovered(await openFolder(join(made.folder, 'x'))))).toEqual({
      sightings: [],
      problems: ['ambiguous-path more', 'hidden-link s.py'],
    });
  });
});

describe('at the gate', () => {
  it('a changed target is a changed load, and a link that is new brings one in', async () => {
    const base = { 'app/a.py': to('a.txt'), 'app/a.txt': 'print(1)\n' };
    const changed = await doors.check(base, { 'app/a.txt': LOAD });
    expect(changed.verdict.changes.map(({ type, identity }) => `${type} ${identity}`)).toEqual(['added pkg:huggingface/acme/a']);
    const linked = await doors.check({ 'app/a.txt': LOAD }, { 'app/a.py': to('a.txt') });
    expect(linked.bom.components.flatMap(({ sightings }) => sightings.map(({ place }) => place.path))).toEqual(['app/a.py']);
    const moved = await doors.check({ ...base, 'app/b.txt': LOAD }, { 'app/a.py': to('b.txt') });
    expect(moved.verdict.changes.map(({ type, identity }) => `${type} ${identity}`)).toEqual(['added pkg:huggingface/acme/a']);
  });

  it('a hidden link blocks when it is new, and when it leads elsewhere', async () => {
    const base = { 'a.py': to('/x') };
    expect(told(await doors.check({ 'b.md': '' }, base), 'tree/hidden')).toEqual(['new! tree/hidden a.py']);
    expect(told(await doors.check(base, { 'b.md': '' }), 'tree/hidden')).toEqual(['existing tree/hidden a.py']);
    expect(told(await doors.check(base, { 'a.py': to('/y') }), 'tree/hidden')).toEqual(['new! tree/hidden a.py']);
  });
});

describe('limits', () => {
  const text = (target: string) => (_: TreeEntry, limit: number) =>
    Promise.resolve({
      state: 'ok' as const,
      bytes: Buffer.from(target).subarray(0, limit),
      size: target.length,
      truncated: target.length > limit,
    });
  const link = (path: string): TreeEntry => ({ path, kind: 'symlink', id: path, size: null });
  const file = (path: string): TreeEntry => ({ path, kind: 'file', id: path, size: null });

  it.each([
    ['a/link', '../../x', ['ambiguous-path']],
    ['link', 'C:\\x', ['ambiguous-path']],
    ['a/link', '..\\..\\x', ['ambiguous-path']],
    ['link', '.GIT/hooks', ['ambiguous-path']],
    ['link', 'a'.repeat(5000), ['ambiguous-path']],
    ['a.py', 'a/'.repeat(2000), ['hidden-link']],
    ['link', 'dir/file', []],
  ])('%j → %.20j', async (path, target, codes) => {
    const { problems } = await throughLinks([link(path)], text(target));
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });

  it('more links than are read are one problem, which changes with any of them', async () => {
    const links = Array.from({ length: 5002 }, (_, index) => link(`l${index}`));
    const { problems } = await throughLinks(links, text('gone'));
    expect(problems).toMatchObject([{ code: 'hidden-link', path: 'l5000', subject: 'links' }]);
    const other = await throughLinks([...links.slice(0, -1), { ...link('l5001'), id: 'z' }], text('gone'));
    expect(other.problems[0]?.blob).not.toBe(problems[0]?.blob);
  });

  it('folders that link to each other cost no more than their files, and what is too much is said', async () => {
    // Each folder links to the next: every way through them is as long as there are folders.
    const folders = Array.from({ length: 900 }, (_, index) => `f${index}`);
    const entries = folders.flatMap((folder) => [file(`${folder}/a.py`), link(`${folder}/l`)]);
    const read = (one: TreeEntry, limit: number) => text(`../f${(Number(/\d+/.exec(one.path)?.[0]) + 1) % 900}`)(one, limit);
    const circle = await throughLinks(entries, read);
    expect(circle.linked.length).toBeLessThanOrEqual(900 * 100);
    expect(new Set(circle.problems.map(({ message }) => message))).toEqual(
      new Set(['not followed further: it is used at a path deeper than our limit of 100 folders']),
    );
    const wide = [
      ...Array.from({ length: 2_000 }, (_, index) => file(`d/f${index}.py`)),
      ...Array.from({ length: 600 }, (_, index) => link(`l${index}`)),
    ];
    const many = await throughLinks(wide, text('d'));
    expect(many.problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'hidden-link more than our limit of 1000000 files behind links: the rest was not read',
    ]);
  });

  it('a link to a folder that holds it brings nothing that has no path already', async () => {
    const entries = Array.from({ length: 900 }, (_, index) => [file(`f${index}/a.py`), link(`f${index}/l`)]).flat();
    expect(await throughLinks(entries, text('..'))).toMatchObject({ linked: [], problems: [] });
  });

  it('long ways are walked a bounded number of steps', async () => {
    const links = Array.from({ length: 3000 }, (_, index) => link(`x/l${index}`));
    const { problems } = await throughLinks([file('x/y'), ...links], text('../x/'.repeat(800)));
    expect(problems.some(({ message }) => message.includes('our limit of 200000 steps'))).toBe(true);
  });
});
