import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { weighbridge, weighbridgeProcess } from '../support/cli.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const disposals: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose();
});
function repo(): TestRepository {
  const made = makeRepository();
  disposals.push(() => made.dispose());
  return made;
}

describe('check refuses what it cannot judge: exit 2, one clear message', () => {
  it.each([
    ['an unknown command', ['chekc'], /no command "chekc"/],
    ['an unknown option', ['check', '--bsae', 'main'], /--bsae/],
    ['an unknown format', ['check', '--format', 'pdf'], /--format is one of/],
    ['a stray word', ['check', 'main'], /takes no "main"/],
    ['an unknown rule', ['explain', 'model/flaoting'], /no rule "model\/flaoting"/],
    ['a bad reference', ['why', 'org/a/b'], /no type before a colon/],
    ['a policy verb', ['policy', 'chekc'], /no verb "chekc"/],
  ])('%s', async (_name, args, message) => {
    const ran = await weighbridgeProcess(args, { cwd: repo().folder });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(message);
    expect(ran.err).not.toMatch(/\n\s+at /);
  });

  it('a folder without git, a branch without commits, an unknown revision', async () => {
    const plain = await weighbridge(['check'], { cwd: mkdtempSync(join(tmpdir(), 'weighbridge-plain-')) });
    expect([plain.code, plain.err]).toEqual([2, expect.stringMatching(/not in a git repository/)]);
    const made = repo();
    const unborn = await weighbridge(['check'], { cwd: made.folder });
    expect([unborn.code, unborn.err]).toEqual([2, expect.stringMatching(/no commit yet/)]);
    made.write('a', '1');
    made.commit();
    const unknown = await weighbridge(['check', '--base', 'nowhere', '--offline'], { cwd: made.folder });
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringMatching(/no revision "nowhere"/)]);
  });

  it('answers that cannot be saved: the program says so, and ends', async () => {
    const made = repo();
    made.write('a.py', 'x = 1\n');
    made.commit();
    const ran = await weighbridgeProcess(['check', '--offline', '--base', 'HEAD', '--evidence', 'a.py'], { cwd: made.folder });
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/evidence could not be saved/)]);
  });

  it('a path to pin that does not exist; a policy is looked for from the top, wherever this runs', async () => {
    const made = repo();
    made.write('src/a.py', 'x = 1\n');
    made.write('.github/weighbridge.yml', 'version: 1\n');
    made.commit();
    const pinned = await weighbridge(['pin', 'bogus', '--offline'], { cwd: made.folder });
    expect([pinned.code, pinned.err]).toEqual([2, expect.stringMatching(/bogus does not exist/)]);
    expect(await weighbridge(['policy', 'validate'], { cwd: join(made.folder, 'src') })).toMatchObject({ code: 0 });
  });

  it('a policy with a typo: every mistake with its line, and nothing is judged with a laxer one', async () => {
    const made = repo();
    made.write(
      '.github/weighbridge.yml',
      'version: 1\nmode: enforced\nrules:\n  model/flaoting: block\n  model/provenance: { level: block, require: pined }\n',
    );
    made.commit();
    const ran = await weighbridge(['check', '--offline'], { cwd: made.folder });
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/weighbridge\.yml:2:\d+/);
    expect(ran.err).toMatch(/weighbridge\.yml:4:\d+.*model\/floating/);
    expect(ran.err).toMatch(/weighbridge\.yml:5:\d+/);
    expect((await weighbridge(['policy', 'validate'], { cwd: made.folder })).code).toBe(2);
  });

  it('a policy that is not there is said in words, with what to do', async () => {
    const made = repo();
    made.write('folder/a', '1');
    made.commit();
    const validate = async (...file: string[]) => {
      const { code, err } = await weighbridge(['policy', 'validate', ...file], { cwd: made.folder });
      return { code, err };
    };
    expect(await validate()).toMatchObject({
      code: 2,
      err: expect.stringMatching(/There is no .*weighbridge\.yml here[^]*weighbridge init/),
    });
    expect(await validate('nope.yml')).toMatchObject({ code: 2, err: expect.stringContaining('nope.yml does not exist') });
    expect(await validate('folder')).toMatchObject({ code: 2, err: expect.stringContaining('folder is a folder, not a file') });
  });

  it('evidence that somebody changed', async () => {
    const made = repo();
    made.write('a', '1');
    made.commit();
    const folder = mkdtempSync(join(tmpdir(), 'weighbridge-evidence-'));
    writeFileSync(join(folder, 'answers.json'), '{"version":');
    const ran = await weighbridge(['check', '--evidence', folder], { cwd: made.folder });
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/evidence|answers\.json/i);
  });
});

/** What was in a lock that cannot be read whole was not seen (T4); other files are told. */
const REFUSED = '⛔ Not ready to merge: 1 file needs 1 fix';
const WARNED = '⚠️ Ready to merge, with 1 warning';

describe('check goes on where it can, and tells what it did not read', () => {
  const cases: readonly [string, string, string | Uint8Array, string, 0 | 1][] = [
    ['a lockfile cut in half', 'package-lock.json', '{"lockfileVersion":3,"packages":{"node_modules/x":{"version":"1.0', REFUSED, 1],
    ['conflict markers in a lockfile', 'uv.lock', 'version = 1\n<<<<<<< HEAD\n', REFUSED, 1],
    ['a notebook that is not JSON', 'a.ipynb', 'from_pretrained("x/y")', WARNED, 0],
    ['20,000 brackets', 'package-lock.json', '['.repeat(20_000), REFUSED, 1],
    ['a lockfile kind that is known and not read', 'bun.lockb', '[[package]]\nname = "x"\n', WARNED, 0],
  ];
  it.each(cases)('%s', async (_name, path, content, title, code) => {
    const made = repo();
    made.write('readme.md', 'x');
    made.commit();
    made.branch('feature');
    made.write(path, content);
    made.commit();
    const ran = await weighbridge(['check', '--base', 'main', '--offline', '--format', 'markdown'], { cwd: made.folder });
    expect(ran.err).toBe('');
    expect(ran.out).toContain(path);
    expect(ran.out.split('\n')[0]).toBe(`### ${title}`);
    expect(ran.code).toBe(code);
  });

  it('code that was not read refuses the merge where models must be pinned', async () => {
    const made = repo();
    made.write('.github/weighbridge.yml', 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n');
    made.commit();
    made.branch('feature');
    made.write('a.ipynb', 'from_pretrained("x/y")');
    made.commit();
    const ran = await weighbridge(['check', '--base', 'main', '--offline'], { cwd: made.folder });
    expect(ran.out).toMatch(/^Not ready to merge: 1 file needs 1 fix\n/);
    expect(ran.code).toBe(1);
  });

  it('nesting, alias bombs, binary names and NUL bytes do not stop a scan', async () => {
    const made = repo();
    made.write('deep.py', `x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\nAutoModel.from_pretrained("a/b")\n`);
    made.write('nul.py', 'from transformers import AutoModel\n\0\nAutoModel.from_pretrained("acme/fine")\n');
    made.write('weird\u202Ename.py', 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/bidi")\n');
    made.write('bomb.yaml', 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n');
    made.commit();
    const ran = await weighbridge(['scan', '--offline', '--format', 'cyclonedx'], { cwd: made.folder });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('acme/fine');
    expect(ran.out).toContain('acme/bidi');
    expect(ran.out).not.toContain('\u202E');
  });

  it('a merge conflict and unrelated histories are never green', async () => {
    const made = repo();
    made.write('a', '1\n');
    made.commit();
    made.branch('feature');
    made.write('a', 'feature\n');
    made.commit();
    made.checkout('main');
    made.write('a', 'main\n');
    made.commit();
    const conflict = await weighbridge(['check', '--base', 'main', '--head', 'feature', '--offline'], { cwd: made.folder });
    expect(conflict.code).toBe(2);
    expect(conflict.out).toMatch(/does not merge/);
    made.git('checkout', '-q', '--orphan', 'other');
    made.commit();
    const unrelated = await weighbridge(['check', '--base', 'main', '--head', 'other', '--offline'], { cwd: made.folder });
    expect(unrelated.code).toBe(2);
    expect(unrelated.out).toMatch(/no common ancestor/);
  });
});
