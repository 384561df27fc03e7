/** Whose lineage is followed, on which side, and what the tree itself says of it: locks, committed weights, scans (T5, T8, T11). */
import { afterEach, describe, expect, it } from 'vitest';
import type { Lock, LockEntry } from '../../src/core/lock/lock.ts';
import { writeLock } from '../../src/core/lock/write.ts';
import type { BomComponent } from '../../src/core/model/index.ts';
import { gguf, ggufText } from '../core/inspect/build.ts';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import { checking, type Files } from '../support/checking.ts';

const change = checking();
const README = { 'README.md': 'x\n' };
const COMMIT = 'ab'.repeat(20);

let hub: FakeHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

const model = (id: string, card: FakeRepo['card'] = {}, more: Partial<FakeRepo> = {}): FakeRepo => ({
  id,
  commits: [COMMIT],
  card,
  ...more,
});
const REPOS = [model('acme/ner', { base_model: 'a/b' }), model('a/b', { license: 'cc-by-nc-4.0' })];
const load = (id: string, revision?: string): string =>
  `from transformers import AutoModel\nAutoModel.from_pretrained("${id}"${revision === undefined ? '' : `, revision="${revision}"`})\n`;

async function judged(base: Files, head: Files, repos: readonly FakeRepo[] | null = REPOS): ReturnType<typeof change.check> {
  hub = repos === null ? null : await startHub({ repos });
  return change.check(base, head, hub === null ? {} : { hub: hub.url });
}

function steps(components: readonly BomComponent[], name: string): readonly string[] | null {
  const found = components.find((one) => one.name === name)?.lineage;
  return (
    found?.ancestors.map(
      ({ relation, by, ref, unresolved }) => `${relation} ${by} ${ref}${unresolved === null ? '' : ` ${unresolved.reason}`}`,
    ) ?? null
  );
}

const isAsked = (id: string): boolean => hub?.requests.some(({ path }) => path.startsWith(`/api/models/${id}/`)) === true;

function entry(baseModels: readonly string[], input: Partial<LockEntry> = {}): LockEntry {
  const files = new Map([['model.safetensors', { sha256: 'c'.repeat(64), size: 9 }]]);
  return { requested: COMMIT, commit: COMMIT, hubId: null, license: 'MIT', licenseText: null, baseModels, signer: null, files, ...input };
}

function lock(entries: Readonly<Record<string, LockEntry>>): Files {
  const written: Lock = { formatVersion: 1, declarations: new Map(), entries: new Map(Object.entries(entries)) };
  return { 'weighbridge.lock': writeLock(written) };
}

describe('whom a change touches', () => {
  it.each<[string, Files, Files, boolean]>([
    ['a new place', { 'a.py': load('acme/ner') }, { 'b.py': load('acme/ner') }, true],
    ['another revision', { 'a.py': load('acme/ner') }, { 'a.py': load('acme/ner', COMMIT) }, true],
    [
      'code of the repository that runs',
      { 'a.py': load('acme/ner') },
      { 'a.py': load('acme/ner').replace('")', '", trust_remote_code=True)') },
      true,
    ],
    ['an entry of the lock', { 'a.py': load('acme/ner', COMMIT) }, lock({ 'hf:acme/ner': entry(['hf:a/b']) }), true],
    ['lines that move', { 'a.py': load('acme/ner') }, { 'a.py': `# x\n${load('acme/ner')}` }, false],
    ['a place that goes', { 'a.py': load('acme/ner'), 'b.py': load('acme/ner') }, { 'b.py': null }, false],
    ['another model', { 'a.py': load('acme/ner') }, { 'b.py': load('acme/other') }, false],
    ['nothing', { 'a.py': load('acme/ner') }, { 'c.txt': 'x\n' }, false],
  ])('%s', async (_, base, head, isFollowed) => {
    const { bom } = await judged(base, head);
    expect(steps(bom.components, 'acme/ner')).toEqual(isFollowed ? ['base card hf:a/b'] : null);
    expect(isAsked('a/b')).toBe(isFollowed);
  });

  it('what somebody may only choose from a list is no load', async () => {
    const { bom } = await judged(README, { 'app/models.py': 'MODELS = [\n    "acme/ner",\n    "acme/other",\n    "acme/third",\n]\n' });
    expect(bom.components.flatMap(({ lineage }) => lineage ?? [])).toEqual([]);
    expect(isAsked('a/b')).toBe(false);
  });

  it('both sides of a model are followed, so that an old finding is an old one', async () => {
    const repos = [{ ...model('acme/ner', { base_model: 'a/b' }), commits: ['cd'.repeat(20), COMMIT] }, model('a/b', { license: 'mit' })];
    const { verdict } = await judged({ 'a.py': load('acme/ner', COMMIT) }, { 'a.py': load('acme/ner', 'cd'.repeat(20)) }, repos);
    const [one] = verdict.changes;
    expect(one?.base.map(({ lineage }) => lineage?.ancestors.length)).toEqual([1]);
    expect(one?.head.map(({ lineage }) => lineage?.ancestors.length)).toEqual([1]);
  });

  it('an ancestor of a pinned model is what its default branch holds now', async () => {
    const { bom } = await judged(README, { 'a.py': load('acme/ner', COMMIT) });
    expect(bom.components[0]?.lineage?.ancestors).toMatchObject([{ ref: 'hf:a/b', commit: COMMIT, claims: [{ text: 'cc-by-nc-4.0' }] }]);
    expect(hub?.requests.some(({ path }) => path.startsWith('/api/models/a/b/revision/main'))).toBe(true);
  });
});

describe('a lock', () => {
  it('tells what a model was made from where nobody was asked, and proves nothing of that', async () => {
    const before = { 'a.py': load('acme/ner', COMMIT), ...lock({ 'hf:acme/ner': entry(['hf:a/b', 'hf:c/d']) }) };
    const { bom } = await judged(before, { 'b.py': load('acme/ner', COMMIT) }, null);
    expect(steps(bom.components, 'acme/ner')).toEqual(['base lock hf:a/b offline', 'base lock hf:c/d offline']);
  });

  it('of an adapter says so', async () => {
    const files = new Map([['adapter_config.json', { sha256: 'c'.repeat(64), size: 9 }]]);
    const before = { 'a.py': load('acme/ner', COMMIT), ...lock({ 'hf:acme/ner': entry(['hf:a/b'], { files }) }) };
    const { bom } = await judged(before, { 'b.py': load('acme/ner', COMMIT) }, null);
    expect(steps(bom.components, 'acme/ner')).toEqual(['adapter lock hf:a/b offline']);
  });

  it('that a change rewrites makes no ancestor forgotten', async () => {
    const before = { 'a.py': load('acme/ner', COMMIT), ...lock({ 'hf:acme/ner': entry(['hf:a/b']) }) };
    const { bom } = await judged(before, lock({ 'hf:acme/ner': entry([]) }), null);
    expect(steps(bom.components, 'acme/ner')).toEqual(['base lock hf:a/b offline']);
  });

  it('is not heard where the hub says something else', async () => {
    const before = { 'a.py': load('acme/ner', COMMIT), ...lock({ 'hf:acme/ner': entry(['hf:c/d']) }) };
    const { bom } = await judged(before, { 'b.py': load('acme/ner', COMMIT) });
    expect(steps(bom.components, 'acme/ner')).toEqual(['base card hf:a/b']);
  });
});

describe('weights in the tree', () => {
  const head = (text: string): Uint8Array =>
    gguf([
      ['general.architecture', 8, ggufText('llama')],
      ['general.base_model.0.repo_url', 8, ggufText(text)],
    ]);

  it('say from what they are made, and that is followed', async () => {
    const { bom } = await judged(README, { 'models/a.gguf': head('https://huggingface.co/acme/ner') });
    const own = bom.components.find(({ sightings }) => sightings.some(({ type }) => type === 'weights'));
    expect(own?.lineage?.ancestors.map(({ by, ref, unresolved }) => [by, ref, unresolved])).toEqual([
      ['config', 'hf:acme/ner', null],
      ['card', 'hf:a/b', null],
    ]);
  });

  it('with a name that no host has', async () => {
    const { bom } = await judged(README, { 'models/a.gguf': head('/mnt/llama') });
    expect(bom.components[0]?.lineage?.ancestors).toMatchObject([{ by: 'config', unresolved: { reason: 'invalid-name' } }]);
  });
});

it('a limit of questions is shared: the tree comes first, and what of its ancestors was not asked is told', async () => {
  // Whether a commit is on a branch takes three rounds of questions.
  const history = { commits: ['cd'.repeat(20), COMMIT] };
  const many = Array.from({ length: 40 }, (_, n) =>
    model(`m/${n}`, { base_model: Array.from({ length: 19 }, (__, k) => `b/${n}-${k}`) }, history),
  );
  const code = many.map(({ id }) => load(id, COMMIT)).join('');
  const { bom, verdict } = await judged(README, { 'app/a.py': code }, many);
  const models = bom.components.filter(({ kind }) => kind === 'model');
  expect(models.map(({ hub: facts }) => facts?.reachable)).toEqual(many.map(() => 'yes'));
  const reasons = new Set(models.flatMap(({ lineage }) => lineage?.ancestors.map(({ unresolved }) => unresolved?.reason) ?? []));
  expect(reasons).toEqual(new Set(['not-found', 'budget']));
  expect(verdict.findings.map(({ finding }) => `${finding.rule} ${finding.gap}`)).toContain('verification/incomplete lineage:budget');
  expect(hub?.requests.length).toBeLessThanOrEqual(500);
});
