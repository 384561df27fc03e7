import { chmodSync, copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import {
  check,
  createEvidence,
  detectors,
  effectivePolicy,
  hubSettings,
  memoryCache,
  openKept,
  openPorts,
  openRepository,
  rules,
} from '../../../src/core/index.ts';
import { writtenTarget } from '../../../src/core/discover/links/resolve.ts';
import { createRowKeys } from '../../../src/core/io/kept/keys.ts';
import type { CheckResult } from '../../../src/core/pipeline.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';
import { parsers } from '../../support/threads.ts';
import { REGISTRIES_OFF } from '../../support/registries-off.ts';

const made: TestRepository[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.dispose();
});

const LOAD = (name: string): string => `from transformers import AutoModel\nAutoModel.from_pretrained("${name}")\n`;

interface Judged {
  readonly result: CheckResult;
  /** Whether only what the change reaches was read; else why. */
  readonly how: string;
}

interface Product {
  readonly made: TestRepository;
  readonly file: string;
  readonly commits: string[];
  /** Between two commits, by their numbers. `file`: null keeps nothing. */
  judge(base: number, head: number, options?: { readonly stamp?: string; readonly file?: string | null }): Promise<Judged>;
}

/** A product with a name that is handed on, and four changes of it. */
function product(): Product {
  const repository = makeRepository();
  made.push(repository);
  repository.write('app/main.py', 'from lib.load import get\nfrom lib.names import NAME\nget(NAME)\n');
  repository.write('lib/load.py', 'from transformers import AutoModel\ndef get(name):\n    return AutoModel.from_pretrained(name)\n');
  repository.write('lib/names.py', 'NAME = "acme/one"\n');
  repository.write('tests/helper.py', LOAD('acme/test'));
  repository.write('Dockerfile', 'FROM python:3\nCOPY app app\nCMD ["python", "app/main.py"]\n');
  const commits = [repository.commit()];
  const next = (path: string, text: string): void => {
    repository.write(path, text);
    commits.push(repository.commit());
  };
  next('lib/names.py', 'NAME = "acme/two"\n');
  next('app/more.py', LOAD('acme/more'));
  next('app/use.py', 'import tests.helper\n');
  next('README.md', '# Product\n');
  const file = join(repository.folder, '.git', 'kept.sqlite');
  return {
    made: repository,
    file,
    commits,
    async judge(base, head, { stamp = 's', file: at = file } = {}) {
      const opened = await openRepository(repository.folder);
      const kept = at === null ? null : await openKept(at, stamp);
      let how = kept?.open('[]') === null || kept === null ? 'whole' : 'followed';
      const { ports, close } = openPorts({
        parsers,
        detectors,
        cache: memoryCache(),
        evidence: createEvidence(),
        offline: true,
        hub: hubSettings(REGISTRIES_OFF, { hubUrl: null }),
        now: new Date('2026-11-24T12:00:00Z'),
        progress: () => undefined,
        log: (message) => {
          how = message;
        },
      });
      try {
        const tree = (at: number) => opened.tree(commits[at] ?? '', 'x', commits[at] ?? '');
        const subject = { name: 'product', version: null };
        const result = await check(
          {
            base: tree(base),
            head: tree(head),
            subject,
            policy: effectivePolicy([], rules),
            review: { changes: [], mistakes: [] },
            notes: [],
            kept,
          },
          ports,
        );
        return { result, how };
      } finally {
        kept?.close();
        await close();
        await opened.close();
      }
    },
  };
}

/** The same as without anything kept. */
async function expectSame(product: Product, judged: Judged, base: number, head: number): Promise<void> {
  const { verdict, bom } = (await product.judge(base, head, { file: null })).result;
  expect({ verdict: judged.result.verdict, bom: judged.result.bom }).toEqual({ verdict, bom });
}

describe('a base that is kept between runs', () => {
  it('is moved on change by change, and says what reading everything says', async () => {
    const one = product();
    expect((await one.judge(0, 1)).how).toBe('whole');
    for (const [base, head] of [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 3],
      [1, 4],
      [3, 4],
      [0, 4],
    ] as const) {
      const judged = await one.judge(base, head);
      expect([base, head, judged.how]).toEqual([base, head, 'followed']);
      await expectSame(one, judged, base, head);
    }
  });

  it('is the same as one that is made anew, whatever way it came', async () => {
    const one = product();
    await one.judge(0, 1);
    for (const [base, head] of [
      [1, 2],
      [2, 3],
      [3, 4],
    ] as const)
      await one.judge(base, head);
    const fresh = join(one.made.folder, '.git', 'fresh.sqlite');
    await one.judge(3, 4, { file: fresh });
    expect(contents(one.file)).toEqual(contents(fresh));
  });

  it('of the user alone: nobody else reads it', async () => {
    const one = product();
    await one.judge(0, 1);
    expect(statSync(one.file).mode & 0o77).toBe(0);
  });

  it.each([
    ['truncated', (file: string) => truncateSync(file, 9_000)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['no database', (file: string) => writeFileSync(file, 'x'.repeat(100_000))],
    ['broken inside', (file: string) => writeFileSync(file, Buffer.from(readFileSync(file)).fill(7, 8_192, 40_000))],
    ['read-only', (file: string) => chmodSync(file, 0o400)],
    ['gone', (file: string) => rmSync(file)],
  ])('%s: the verdict is the same', async (_, damage) => {
    const one = product();
    await one.judge(0, 1);
    damage(one.file);
    await expectSame(one, await one.judge(1, 2), 1, 2);
    await expectSame(one, await one.judge(2, 3), 2, 3);
  });

  it('by another program, or of another history, is not used', async () => {
    const [one, other] = [product(), product()];
    await one.judge(0, 1);
    expect((await one.judge(0, 1, { stamp: 'another' })).how).toBe('whole');
    other.made.write('only-here.py', LOAD('acme/other'));
    other.commits.push(other.made.commit());
    await other.judge(5, 1);
    copyFileSync(other.file, one.file);
    const judged = await one.judge(0, 1);
    expect(judged.how).toBe('everything is read, and not only what the change reaches: too much differs from what was read before');
    await expectSame(one, judged, 0, 1);
  });

  it('while another run writes: nobody waits long, and everything is read', async () => {
    const one = product();
    await one.judge(0, 1);
    const other = new DatabaseSync(one.file);
    other.exec('begin immediate');
    const judged = await one.judge(1, 2);
    other.exec('rollback');
    other.close();
    expect(judged.how).toBe(
      'everything is read, and not only what the change reaches: what was read before could not be brought up to date',
    );
    await expectSame(one, judged, 1, 2);
  });

  it('is found by keys that nobody can choose names for: each file has its own', () => {
    const [one, other] = ['a', 'b'].map((salt) => createRowKeys(salt));
    expect(one?.module('x')).not.toBe(other?.module('x'));
    expect(one?.module('x')).toBe(createRowKeys('a').module('x'));
    expect(one?.stated('command', 'x')).not.toBe(one?.stated('import', 'x'));
  });

  it.each([
    ['app/l', '../x.py', 'x.py'],
    ['app/l', './x.py', 'app/x.py'],
    ['app/l', 'x/y.py', 'app/x/y.py'],
    ['l', 'other/../x.py', ''],
    ['l', 'a/b/../../x', ''],
    ['l', '..', ''],
    ['l', '/etc/passwd', 'etc/passwd'],
  ])('knows where the link %s -> %s may lead: "%s"', (path, text, leadsTo) => {
    expect(writtenTarget(path, text)).toBe(leadsTo);
  });

  it('by two runs at once: both say what they would alone', async () => {
    const one = product();
    await one.judge(0, 1);
    const all = await Promise.all([one.judge(1, 2), one.judge(2, 3), one.judge(0, 4), one.judge(1, 3)]);
    for (const [index, [base, head]] of (
      [
        [1, 2],
        [2, 3],
        [0, 4],
        [1, 3],
      ] as const
    ).entries()) {
      const judged = all[index];
      if (judged !== undefined) await expectSame(one, judged, base, head);
    }
  });
});

/** What is in the file, whatever numbers its rows have. */
function contents(file: string): unknown {
  const db = new DatabaseSync(file, { readOnly: true });
  const all = (query: string): unknown => db.prepare(query).all();
  try {
    return {
      meta: all("select * from meta where name not in ('problems', 'salt', 'spent') order by name"),
      file: all('select path, kind, blob, target, link, leads, depth, facts, result from file order by path'),
      // RowKeys are salted.
      mark: all('select path, count(*) from mark join file on id = file group by path order by path'),
      need: all('select path, count(*) from need join file on id = file group by path order by path'),
      edge: all(
        'select t.path as target, f.path, starts from edge join file t on t.id = edge.target join file f on f.id = edge.file order by 1, 2, 3',
      ),
    };
  } finally {
    db.close();
  }
}
