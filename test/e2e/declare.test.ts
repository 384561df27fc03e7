import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { weighbridge } from '../support/cli.ts';
import { COMMIT, DATA, locking } from '../support/locking.ts';
import type { TestRepository } from '../support/repo.ts';

const { hub, repo } = locking();

const POLICY = 'version: 1\ndeclared: pinned\nrules:\n  model/provenance: { level: block, require: pinned }\n';
const LLM = `import os
from transformers import AutoModel

model = AutoModel.from_pretrained(os.environ["MODEL_ID"])
archive = AutoModel.from_pretrained("s3://bucket/key")
settings = AutoModel.from_pretrained(os.environ["A"] if x else os.environ["B"])
`;

interface Declared {
  declarations?: Record<string, unknown>;
  entries: Record<string, unknown>;
}
const lockOf = (made: TestRepository): Declared => JSON.parse(readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8')) as Declared;

function withLoads(): TestRepository {
  const made = repo();
  made.write('.github/weighbridge.yml', POLICY);
  made.write('app/llm.py', LLM);
  made.commit();
  return made;
}

describe('weighbridge declare', () => {
  it('writes each reference at its commit, twice changes nothing, and takes it back', async () => {
    const served = await hub();
    const made = withLoads();
    const declare = (...args: readonly string[]) => weighbridge(['declare', ...args, '--hub-url', served.url], { cwd: made.folder });
    const first = await declare('app/llm.py:4', 'hf:acme/ranker');
    expect(first).toMatchObject({
      code: 0,
      err: '',
      out: `+ app/llm.py: environment MODEL_ID\n    hf:acme/ranker@${COMMIT}\nwrote weighbridge.lock: it counts once the base branch has it.\n`,
    });
    expect(lockOf(made)).toEqual({
      formatVersion: 1,
      declarations: { 'app/llm.py: environment MODEL_ID': { may: [`hf:acme/ranker@${COMMIT}`] } },
      entries: {},
    });
    expect((await declare('app/llm.py:4', 'hf:acme/ranker')).out).toContain('says so already');
    expect((await declare('app/llm.py:4', `hf:acme/ranker@${COMMIT}`, 'ollama:llama3')).out).toMatch(/^~ /);
    expect((await declare('app/: environment MODEL_ID', 'hf:acme/ranker')).out).toMatch(/^\+ app\/: environment MODEL_ID/);
    expect((await declare('app/llm.py: environment MODEL_ID', '--remove')).out).toMatch(/^- app\/llm\.py: environment MODEL_ID/);
    expect(Object.keys(lockOf(made).declarations ?? {})).toEqual(['app/: environment MODEL_ID']);
    const stated = await declare('app/llm.py:5', '--sha256', 'AB'.repeat(32), '--license', 'MIT', '--base', 'hf:acme/ranker');
    expect([stated.code, stated.err]).toEqual([0, '']);
    expect(lockOf(made).declarations?.['s3://bucket/key']).toEqual({
      sha256: 'ab'.repeat(32),
      license: 'MIT',
      supplier: null,
      base: ['hf:acme/ranker'],
      signer: null,
    });
  });

  it('what is declared is locked, and the lock keeps what is declared', async () => {
    const served = await hub();
    const made = withLoads();
    made.remove('app/rank.py');
    await weighbridge(['declare', 'app/llm.py:4', 'hf:acme/ranker', '--hub-url', served.url], { cwd: made.folder });
    const locked = await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    expect(locked.out).toContain('+ hf:acme/ranker');
    expect(Object.keys(lockOf(made).entries)).toContain('hf:acme/ranker');
    expect(Object.keys(lockOf(made).declarations ?? {})).toEqual(['app/llm.py: environment MODEL_ID']);
  });

  it('offline takes full commits only', async () => {
    const made = withLoads();
    const ran = await weighbridge(['declare', 'app/llm.py:4', 'hf:acme/ranker', '--offline'], { cwd: made.folder });
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('A full commit, "hf:org/name@<40 hex>", can be declared without it')]);
    const full = await weighbridge(['declare', 'app/llm.py:4', `hf:acme/ranker@${COMMIT}`, '--offline'], { cwd: made.folder });
    expect(full.code).toBe(0);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a place with nothing', ['app/llm.py:1', 'hf:acme/ranker'], /Nothing at app\/llm\.py:1.*\n.*app\/llm\.py:4/],
    ['a place that has a name', ['app/rank.py:3', 'hf:acme/ranker'], /Nothing at app\/rank\.py:3/],
    ['a place with two things', ['app/llm.py:6', 'hf:acme/ranker'], /more than one thing.*\n.*environment A, app\/llm\.py: environment B/],
    ['a load that is not there', ['app/llm.py: environment OTHER', 'hf:acme/ranker'], /No load in this tree/],
    ['a path outside', ['../llm.py: environment MODEL_ID', 'hf:acme/ranker'], /leaves the folder/],
    ['nothing', ['app/llm.py:4'], /Nothing to declare/],
    ['no place', [], /Name the place/],
    ['a dataset for a model', ['app/llm.py:4', `hf:datasets/acme/train@${DATA}`], /is not what is loaded there, which is a model/],
    ['a model that no hub has', ['app/llm.py:4', 'hf:acme/nothing'], /cannot be declared/],
    ['a commit that its hub does not have', ['app/llm.py:4', `hf:acme/ranker@${DATA}`], /cannot be declared/],
    ['a pattern', ['app/llm.py:4', 'ollama:*'], /is a pattern/],
    ['bytes for a variable', ['app/llm.py:4', '--sha256', 'ab'.repeat(32)], /names no address here/],
    ['a model for an address', ['app/llm.py:5', 'hf:acme/ranker'], /names an address here/],
    ['a digest that is none', ['app/llm.py:5', '--sha256', 'ab'], /expected a sha256/],
    ['an address without its bytes', ['app/llm.py:5', '--license', 'MIT'], /nobody knows which bytes/],
    ['both', ['app/llm.py:4', 'hf:acme/ranker', '--remove'], /exclude each other/],
    ['what is not declared, to remove', ['app/llm.py:4', '--remove'], /declares nothing of/],
  ])('refuses %s in words, and writes nothing', async (_name, args, words) => {
    const served = await hub();
    const made = withLoads();
    const ran = await weighbridge(['declare', ...args, '--hub-url', served.url], { cwd: made.folder });
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toMatch(words);
    expect(() => lockOf(made)).toThrow();
  });

  it('the way of a model under a strict policy: declared in a change of its own, then loaded', async () => {
    const served = await hub();
    const made = repo();
    made.write('.github/weighbridge.yml', POLICY);
    made.commit();
    const check = async (): Promise<string> => {
      const ran = await weighbridge(['check', '--base', 'main', '--head', 'feature', '--hub-url', served.url, '--format', 'json'], {
        cwd: made.folder,
      });
      const { verdict } = JSON.parse(ran.out) as {
        verdict: { conclusion: string; findings: { status: string; blocks: boolean; finding: { rule: string; reason: string } }[] };
      };
      const fresh = verdict.findings.filter(({ status }) => status === 'new' || status === 'worse');
      return [verdict.conclusion, ...fresh.map(({ finding, blocks }) => `${finding.rule}${blocks ? '!' : ''}`)].join(' ');
    };
    made.branch('feature');
    made.write('app/llm.py', LLM.split('\n').slice(0, 4).join('\n'));
    await weighbridge(['declare', 'app/llm.py:4', 'hf:acme/ranker', '--hub-url', served.url], { cwd: made.folder });
    made.commit();
    expect(await check()).toContain('block model/unresolved!');

    made.git('checkout', '-q', 'main');
    made.git('checkout', '-q', 'feature', '--', 'weighbridge.lock');
    made.commit();
    made.git('checkout', '-q', 'feature');
    made.git('merge', '-q', '--no-edit', 'main');
    expect(await check()).toBe('pass');
  });
});
