/** Declarations of the lock are what a person states: no change declares away what it brings itself (T8), and none says more than it says (T38). */
import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/core/lock/lock.ts';
import { writeLock } from '../../src/core/lock/write.ts';
import { type Attack, GOOD, HONEST, IMPORT, judge, type Judged } from '../support/attack.ts';
import { checking } from '../support/checking.ts';
import { commitOf } from '../support/day-one.ts';

const change = checking();
const EVIL = commitOf(2);

/** What the owner says who lets declarations count for pins. */
const POLICY = 'version: 1\ndeclared: pinned\nrules:\n  model/provenance: { level: block, require: pinned }\n';
const NAMES_ONLY = POLICY.replace('declared: pinned\n', '');

const ENV = (name = 'MODEL_ID'): string => `import os\n${IMPORT}AutoModel.from_pretrained(os.environ["${name}"])\n`;
const may = (...refs: readonly string[]): Declaration => ({ kind: 'load', may: refs });
const lock = (declarations: Readonly<Record<string, Declaration>>): Readonly<Record<string, string>> => ({
  'weighbridge.lock': writeLock({ formatVersion: 1, declarations: new Map(Object.entries(declarations)), entries: new Map() }),
});

const HERE = 'app/llm.py: environment MODEL_ID';
const PINNED = may(`hf:acme/a@${GOOD}`);

function judged(attack: Attack): Promise<Judged> {
  return judge(change, { policy: POLICY, repos: [HONEST], ...attack });
}

describe('a declaration that the base has', () => {
  const base = { ...lock({ [HERE]: PINNED }), 'README.md': 'x\n' };

  it('names the load, at the rung that the owner lets it have', async () => {
    expect(await judged({ base, head: { 'app/llm.py': ENV() } })).toMatchObject({ merges: true, rules: [] });
    expect(await judged({ base, head: { 'app/llm.py': ENV() }, policy: NAMES_ONLY })).toMatchObject({
      merges: false,
      rules: ['!model/provenance'],
    });
  });

  it.each<[string, Attack]>([
    ['a floating name', { base: lock({ [HERE]: may('hf:acme/a') }), head: { 'app/llm.py': ENV() } }],
    ['a commit that its hub does not have', { base: lock({ [HERE]: may(`hf:acme/a@${'d'.repeat(40)}`) }), head: { 'app/llm.py': ENV() } }],
    ['one of several that floats', { base: lock({ [HERE]: may(`hf:acme/a@${GOOD}`, 'hf:evil/x') }), head: { 'app/llm.py': ENV() } }],
    ['what another hub names', { base: lock({ [HERE]: may('modelscope:acme/a') }), head: { 'app/llm.py': ENV() } }],
    ['a dataset, for a model', { base: lock({ [HERE]: may(`hf:datasets/acme/data@${GOOD}`) }), head: { 'app/llm.py': ENV() } }],
  ])('is judged for each reference: %s does not pass', async (_name, attack) => {
    expect(await judged(attack)).toMatchObject({ merges: false });
  });

  it.each<[string, Record<string, string>]>([
    ['another variable', { 'app/llm.py': ENV('OTHER') }],
    ['another file', { 'app/other.py': ENV() }],
    ['a file whose name begins alike', { 'app/llm.pyx/x.py': ENV(), 'app/llm.py.py': ENV() }],
    ['more than the variable', { 'app/llm.py': ENV().replace('os.environ["MODEL_ID"]', 'f"evil/{os.environ[\'MODEL_ID\']}"') }],
    ['a function of the variable', { 'app/llm.py': ENV().replace('os.environ["MODEL_ID"]', 'evil(os.environ["MODEL_ID"])') }],
    ['a text of that name', { 'app/llm.py': ENV().replace('os.environ["MODEL_ID"]', 'json.load(f)["MODEL_ID"]') }],
    [
      'a variable with a default that is another model',
      { 'app/llm.py': ENV().replace('environ["MODEL_ID"]', 'getenv("MODEL_ID", "evil/x")') },
    ],
    ['the code of the repository', { 'app/llm.py': ENV().replace('"])', '"], code_revision=rev, trust_remote_code=True)') }],
    ['a branch, where the code names it', { 'app/llm.py': ENV().replace('"])', '"], revision="main")') }],
    ['another commit, where the code names it', { 'app/llm.py': ENV().replace('"])', `"], revision="${EVIL}")`) }],
    ['a revision with a default', { 'app/llm.py': ENV().replace('"])', '"], revision=os.getenv("REV", "main"))') }],
    ['another server', { 'app/llm.py': `import os\nos.environ["HF_ENDPOINT"] = "https://evil.example"\n${ENV()}` }],
    ['a variable that the change sets', { 'app/llm.py': ENV(), Dockerfile: 'FROM python\nENV MODEL_ID=evil/x\nCMD python app/llm.py\n' }],
  ])('covers not %s', async (_name, head) => {
    expect(await judged({ base, head })).toMatchObject({ merges: false });
  });

  it('covers a folder, and nothing beside it', async () => {
    const folder = lock({ 'app/: environment MODEL_ID': PINNED });
    expect(await judged({ base: folder, head: { 'app/deep/er/llm.py': ENV() } })).toMatchObject({ merges: true });
    for (const path of ['application/llm.py', 'app.py', 'lib/app/llm.py'])
      expect(await judged({ base: folder, head: { [path]: ENV() } })).toMatchObject({ merges: false });
  });

  it('covers an expression as it stands, and no other', async () => {
    const load = (expression: string): string => `import json\n${IMPORT}AutoModel.from_pretrained(${expression})\n`;
    const cfg = lock({ 'app/llm.py: "cfg[\\"model\\"]"': PINNED });
    expect(await judged({ base: cfg, head: { 'app/llm.py': load('cfg["model"]') } })).toMatchObject({ merges: true });
    for (const expression of ['evil["model"]', 'cfg["model"] + x', 'cfg["other"]'])
      expect(await judged({ base: cfg, head: { 'app/llm.py': load(expression) } })).toMatchObject({ merges: false });
  });

  it('is not obeyed where the lock of the head cannot be read', async () => {
    expect(await judged({ base, head: { 'app/llm.py': ENV(), 'weighbridge.lock': '{' } })).toMatchObject({ merges: false });
  });

  it('is not obeyed where the change takes it away', async () => {
    const before = { ...base, 'app/llm.py': ENV() };
    expect(await judged({ base: before, head: lock({}) })).toMatchObject({ merges: false, rules: ['!model/unresolved'] });
  });
});

describe('a declaration of the change itself', () => {
  const app = { 'app/llm.py': ENV() };

  it('silences no load that the change brings', async () => {
    const { merges, rules } = await judged({ head: { ...app, ...lock({ [HERE]: PINNED }) } });
    expect({ merges, rules }).toEqual({ merges: false, rules: ['!model/unresolved'] });
  });

  it('of an old load merges where all that it lists would: what is loaded stays what it was', async () => {
    expect(await judged({ base: app, head: lock({ [HERE]: PINNED }) })).toMatchObject({ merges: true, rules: [] });
    expect(await judged({ base: app, head: lock({ [HERE]: may('hf:evil/x') }) })).toMatchObject({ merges: false });
  });

  it('may come before the load, in a change of its own, and is told as one of no load', async () => {
    expect(await judged({ head: lock({ [HERE]: PINNED }) })).toMatchObject({ merges: true, rules: ['model/declaration'] });
  });

  it('takes the place of an old one, for the load that is there and for no other', async () => {
    const before = { ...app, ...lock({ [HERE]: PINNED }) };
    const after = lock({ [HERE]: may(`hf:acme/a@${GOOD}`, `hf:evil/x@${EVIL}`) });
    expect(await judged({ base: before, head: after })).toMatchObject({ merges: true });
    expect(await judged({ base: before, head: lock({ [HERE]: may('hf:evil/x') }) })).toMatchObject({ merges: false });
    const twice = `${ENV()}AutoModel.from_pretrained(os.environ["MODEL_ID"])\n`;
    expect(await judged({ base: before, head: { ...after, 'app/llm.py': twice } })).toMatchObject({ merges: false });
    expect(await judged({ base: before, head: { ...after, 'app/llm.py': ENV('OTHER') } })).toMatchObject({ merges: false });
  });

  it.each<[string, string]>([
    ['a folder around it', 'app/: environment MODEL_ID'],
    ['the file of the new load', 'app/new.py: environment MODEL_ID'],
  ])('widened to %s covers no new load', async (_name, about) => {
    const base = { ...app, ...lock({ [HERE]: PINNED }) };
    const head = { 'app/new.py': ENV(), ...lock({ [HERE]: PINNED, [about]: PINNED }) };
    expect(await judged({ base, head })).toMatchObject({ merges: false, rules: ['!model/unresolved'] });
  });

  it('nearer than an old one, hides the old one and counts not', async () => {
    const base = lock({ 'app/: environment MODEL_ID': PINNED });
    const head = { ...app, ...lock({ 'app/: environment MODEL_ID': PINNED, [HERE]: may(`hf:evil/x@${EVIL}`) }) };
    expect(await judged({ base, head })).toMatchObject({ merges: false, rules: expect.arrayContaining(['!model/unresolved']) });
  });
});

describe('an address that is declared', () => {
  const S3 = 's3://bucket/key';
  const load = { 'app/llm.py': `${IMPORT}AutoModel.from_pretrained("${S3}")\n` };
  const stated = (more: Partial<Extract<Declaration, { kind: 'address' }>> = {}): Declaration => ({
    kind: 'address',
    sha256: 'ab'.repeat(32),
    license: 'Apache-2.0',
    supplier: 'Acme',
    base: [],
    signer: null,
    ...more,
  });
  const policy = 'version: 1\n';

  it('is named, and never more', async () => {
    const base = lock({ [S3]: stated() });
    expect(await judged({ base, head: load, policy })).toMatchObject({ merges: true });
    expect(await judged({ base, head: load })).toMatchObject({ merges: false, rules: ['!model/provenance'] });
  });

  it('is refused without, beside another, and where the change itself declares it', async () => {
    expect(await judged({ head: load, policy })).toMatchObject({ merges: false });
    expect(await judged({ base: lock({ 's3://bucket/key2': stated() }), head: load, policy })).toMatchObject({ merges: false });
    expect(await judged({ head: { ...load, ...lock({ [S3]: stated() }) }, policy })).toMatchObject({ merges: false });
  });

  it('is held against the licenses and the models that the policy denies', async () => {
    const denied = `${policy}licenses: { deny: [CC-BY-NC-4.0] }\n`;
    const base = lock({ [S3]: stated({ license: 'CC-BY-NC-4.0' }) });
    expect(await judged({ base, head: load, policy: denied })).toMatchObject({ merges: false, rules: ['!license/denied'] });
    const listed = `${policy}models: { allow: ["hf:acme/*"] }\n`;
    expect(await judged({ base, head: load, policy: listed })).toMatchObject({
      merges: false,
      rules: expect.arrayContaining(['!model/denied']),
    });
  });
});
