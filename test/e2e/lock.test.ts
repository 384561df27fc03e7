import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generated } from '../hub-fake/bytes.ts';
import type { FakeHub } from '../hub-fake/index.ts';
import { weighbridge } from '../support/cli.ts';
import { COMMIT, DATA, LICENSE_TEXT, locking, MODEL, weights, writeLoads } from '../support/locking.ts';
import type { TestRepository } from '../support/repo.ts';

const NEXT = '9c1f2ab4e81b7a6c35d20f1e4b8a97c6d5e3f2a1';
const { hub, repo } = locking();

interface Entry {
  requested: string | null;
  commit: string;
  license: string | null;
  licenseText: string | null;
  baseModels: string[];
  files: Record<string, { sha256: string; size: number }>;
}
const entriesOf = (made: TestRepository): Record<string, Entry> =>
  (JSON.parse(readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8')) as { entries: Record<string, Entry> }).entries;
const EMPTY_JSON = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
const TEXT = createHash('sha256').update(LICENSE_TEXT).digest('hex');

describe('weighbridge lock', () => {
  it('writes commit, license, base and every file with sha256, small ones by their bytes; twice changes nothing', async () => {
    const served = await hub();
    const made = repo();
    const first = await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain(`+ hf:acme/ranker  ${COMMIT}  3 files`);
    expect(entriesOf(made)['hf:acme/ranker']).toEqual({
      requested: COMMIT,
      commit: COMMIT,
      hubId: expect.stringMatching(/^[0-9a-f]{24}$/),
      license: 'Apache-2.0',
      licenseText: TEXT,
      baseModels: ['hf:acme/base'],
      signer: null,
      files: {
        'model.safetensors': { sha256: weights.sha256, size: 300_000 },
        'config.json': { sha256: EMPTY_JSON, size: 2 },
        LICENSE: { sha256: TEXT, size: LICENSE_TEXT.length },
      },
    });
    expect(entriesOf(made)['hf:datasets/acme/train']?.commit).toBe(DATA);
    const text = readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8');
    const again = await weighbridge(['lock', '--hub-url', served.url], { cwd: join(made.folder, 'app') });
    expect([again.code, again.out]).toEqual([0, 'weighbridge.lock is up to date: 2 locked.\n']);
    expect(readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8')).toBe(text);
    const checked = await weighbridge(['lock', '--check', '--hub-url', served.url], { cwd: made.folder });
    expect(checked.code).toBe(0);
  });

  it('a branch that moved moves the lock only with --update or its reference', async () => {
    const served = await hub();
    const made = repo(null);
    await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    expect(entriesOf(made)['hf:acme/ranker']).toMatchObject({ requested: null, commit: COMMIT });
    served.set({ ...MODEL, commits: [NEXT, COMMIT] });
    await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    expect(entriesOf(made)['hf:acme/ranker']?.commit).toBe(COMMIT);
    // A name without a type is one of the hub.
    const updated = await weighbridge(['lock', 'acme/ranker', '--hub-url', served.url], { cwd: made.folder });
    expect([updated.code, updated.out]).toEqual([0, expect.stringContaining(`~ hf:acme/ranker  ${NEXT}`)]);
    const stranger = await weighbridge(['lock', 'hf:acme/other', '--hub-url', served.url], { cwd: made.folder });
    expect([stranger.code, stranger.err]).toEqual([2, expect.stringContaining('No place in this tree loads hf:acme/other')]);
  });

  it('what the code no longer loads goes; --check says so and writes nothing', async () => {
    const served = await hub();
    const made = repo();
    await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    made.remove('app/data.py');
    const checked = await weighbridge(['lock', '--check', '--hub-url', served.url], { cwd: made.folder });
    expect([checked.code, checked.out]).toEqual([1, expect.stringContaining('- hf:datasets/acme/train')]);
    expect(Object.keys(entriesOf(made))).toHaveLength(2);
    await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    expect(Object.keys(entriesOf(made))).toEqual(['hf:acme/ranker']);
  });

  it.each([
    ['a hub that is down', (served: FakeHub) => served.fault('/api/', 503), /not locked, the hub did not answer/],
    [
      'a model that is not there',
      (served: FakeHub) => served.fault('/api/', 404, 99, { 'x-error-code': 'RepoNotFound' }),
      /not locked, not found: RepoNotFound/,
    ],
    ['small files that cannot be had', (served: FakeHub) => served.fault('/raw/', 500), /config\.json: HTTP 500/],
    [
      'a small file that is not what the commit names',
      (served: FakeHub) => served.set({ ...MODEL, files: [weights, { path: 'config.json', size: 2, text: '{}', blobId: 'a'.repeat(40) }] }),
      /its bytes are not those that the commit names/,
    ],
    [
      'names that leave the folder',
      (served: FakeHub) => served.set({ ...MODEL, files: [{ ...weights, path: '../../evil.safetensors' }] }),
      /has the part "\.\."/,
    ],
    [
      'a listing that contradicts its commit',
      (served: FakeHub) => served.set({ ...MODEL, files: [{ ...weights, blobId: 'b'.repeat(40) }] }),
      /could not be checked against the commit/,
    ],
  ] as const)('%s: said, exit 1, and no half entry', async (_name, spoil, words) => {
    const served = await hub([MODEL]);
    spoil(served);
    const made = repo();
    made.remove('app/data.py');
    const ran = await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(words)]);
    expect(() => entriesOf(made)).toThrow();
  });

  it('what could not be read is said', async () => {
    const served = await hub();
    const made = repo();
    made.write('big.safetensors', '\0\0\0\x80\0\0\0\0'.padEnd(16, '\0'));
    for (const verb of ['lock', 'pin']) {
      const ran = await weighbridge([verb, '--hub-url', served.url], { cwd: made.folder });
      expect(ran.out).toMatch(/\? big\.safetensors:1: not read, named as weights/);
    }
  });

  it('a load that no entry can hold is said: the lock is not complete', async () => {
    const served = await hub();
    const made = repo();
    made.write('app/odd.py', 'from transformers import AutoModel\n\nodd = AutoModel.from_pretrained(pick())\n');
    const ran = await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(/app\/odd\.py:3\): not locked, the code computes the name/)]);
    expect(Object.keys(entriesOf(made))).toHaveLength(2);
  });

  it.each([
    ['<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n', /merge conflict/],
    ['{ "formatVersion": 1, "entries": {', /weighbridge\.lock:1/],
    ['{ "formatVersion": 2, "entries": {} }', /newer Weighbridge/],
  ])('a lock that cannot be used (%j) is an error with its place', async (text, words) => {
    const made = repo();
    made.write('weighbridge.lock', text);
    const ran = await weighbridge(['lock', '--offline'], { cwd: made.folder });
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(words)]);
  });
});

interface Json {
  verdict: { conclusion: string; findings: { status: string; blocks: boolean; finding: { rule: string; name: string; gap: string } }[] };
}

describe('check with a lock', () => {
  async function checked(made: TestRepository, ...args: string[]): Promise<{ code: number | null; rules: string[]; json: Json }> {
    const ran = await weighbridge(['check', '--base', 'main', '--head', 'feature', '--format', 'json', ...args], { cwd: made.folder });
    expect(ran.err).toBe('');
    const json = JSON.parse(ran.out) as Json;
    return {
      code: ran.code,
      json,
      rules: json.verdict.findings.filter(({ status }) => status === 'new' || status === 'worse').map(({ finding }) => finding.rule),
    };
  }

  /** main: locked and pinned; a policy that demands pinned models. */
  async function locked(): Promise<{ served: FakeHub; made: TestRepository }> {
    const served = await hub();
    const made = repo();
    await weighbridge(['lock', '--hub-url', served.url], { cwd: made.folder });
    made.write('.github/weighbridge.yml', 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n');
    made.commit();
    made.branch('feature');
    return { served, made };
  }

  it('the unchanged entry of the base stands in for a hub that is away, for what it names and nothing else', async () => {
    const { made } = await locked();
    made.write(
      'app/again.py',
      `from transformers import AutoModel\n\nsecond = AutoModel.from_pretrained("acme/ranker", revision="${COMMIT}")\n`,
    );
    made.commit();
    const same = await checked(made, '--offline');
    expect([same.code, same.rules]).toEqual([0, []]);
    made.write(
      'app/other.py',
      `from transformers import AutoModel\n\nthird = AutoModel.from_pretrained("acme/ranker", revision="${NEXT}")\n`,
    );
    made.commit();
    const other = await checked(made, '--offline');
    expect(other.code).toBe(2);
    expect(other.rules).toContain('verification/incomplete');
  });

  it('an entry that the pull request adds or changes vouches for nothing (T8)', async () => {
    const { made } = await locked();
    const lock = readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8');
    made.write('weighbridge.lock', lock.replaceAll(COMMIT, NEXT));
    writeLoads(made, NEXT);
    made.commit();
    const { code, rules } = await checked(made, '--offline');
    expect(code).toBe(2);
    expect(rules).toContain('verification/incomplete');
  });

  it('an edited digest blocks when the hub answers', async () => {
    const { made, served } = await locked();
    const lock = readFileSync(join(made.folder, 'weighbridge.lock'), 'utf8');
    made.write('weighbridge.lock', lock.replace(weights.sha256, 'f'.repeat(64)));
    made.commit();
    const { code, json } = await checked(made, '--hub-url', served.url);
    expect(code).toBe(1);
    expect(json.verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => finding.rule)).toEqual(['model/lock-mismatch']);
  });

  it.each([
    [
      'a pinned model that the lock lacks',
      'model/not-locked',
      (made: TestRepository) =>
        made.write('app/new.py', `from datasets import load_dataset\n\nmore = load_dataset("acme/more", revision="${NEXT}")\n`),
    ],
    ['a commit that is not the one of the lock', 'model/lock-stale', (made: TestRepository) => writeLoads(made, NEXT)],
    ['an entry that nothing loads', 'model/lock-stale', (made: TestRepository) => made.remove('app/data.py')],
  ] as const)('%s warns: %s', async (_name, rule, change) => {
    const { made, served } = await locked();
    served.set({ ...MODEL, commits: [NEXT, COMMIT] });
    served.set({ id: 'acme/base', commits: [COMMIT], card: { license: 'apache-2.0' }, files: [] });
    served.set({ kind: 'datasets', id: 'acme/more', commits: [NEXT], card: { license: 'mit' }, files: [generated('a.parquet', 10)] });
    change(made);
    made.commit();
    const { code, rules } = await checked(made, '--hub-url', served.url);
    expect([code, rules]).toEqual([0, [rule]]);
  });

  it.each([['<<<<<<< ours\n'], ['{"formatVersion":1,"entries":{'], ['{"formatVersion":1,"entries":{},"x":1}']])(
    'a broken lock (%j) blocks at its place',
    async (text) => {
      const { made, served } = await locked();
      made.write('weighbridge.lock', text);
      made.commit();
      const { code, json } = await checked(made, '--hub-url', served.url);
      expect(code).toBe(1);
      expect(json.verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => [finding.rule, finding.name])).toEqual([
        ['tree/unread', 'weighbridge.lock'],
      ]);
    },
  );
});
