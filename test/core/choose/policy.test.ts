import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { memoryTree } from '../../../src/core/io/trees/memory-tree.ts';
import { policyFor, policyOn, policyUnder } from '../../../src/core/choose/policy.ts';

const OWN = '.github/weighbridge.yml';
const PINNED = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';
const BROKEN = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n  model/floatin: block\nmodels: { deny: [1] }\n';
const PEM = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
const SIGNED = 'version: 1\nsigners:\n  - { for: "hf:acme/*", public-key: keys/a.pem }\n';

type Files = Readonly<Record<string, string>>;
const noDisk = (): Promise<string> => Promise.reject(new Error('no disk'));

async function chosen(base: Files, head: Files, { argument = null, inForce = base, elsewhere = false }: Options = {}) {
  const trees = { policyFrom: memoryTree(inForce, 'main'), base: memoryTree(base, 'main'), head: memoryTree(head, 'feature'), elsewhere };
  return policyOn(argument, trees, noDisk);
}

interface Options {
  readonly argument?: string | null;
  readonly inForce?: Files;
  readonly elsewhere?: boolean;
}

/** "path:line message". */
async function mistakes(base: Files, head: Files, options?: Options): Promise<string[]> {
  const { review } = await chosen(base, head, options);
  return review.mistakes.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

async function refusal(work: Promise<unknown>): Promise<InputError> {
  return work.then(
    () => Promise.reject(new Error('not refused')),
    (error: unknown) => (error instanceof InputError ? error : Promise.reject(error as Error)),
  );
}

describe('mistakes that a change brings (T40)', () => {
  it.each<[string, Files, Files, RegExp[]]>([
    [
      'in a changed file, all at once',
      { [OWN]: PINNED },
      { [OWN]: BROKEN },
      [/yml:4 Unknown rule "model\/floatin"/, /yml:5 models\.deny\.0/],
    ],
    ['in a first file', {}, { [OWN]: BROKEN }, [/yml:4/, /yml:5/]],
    ['in a first file under the second name', {}, { '.github/weighbridge.yaml': 'version: 1\nmoed: x\n' }, [/yaml:2 Unknown key "moed"/]],
    ['in an empty file', { [OWN]: PINNED }, { [OWN]: '' }, [/yml:1 The file is empty/]],
    ['in YAML that does not parse', { [OWN]: PINNED }, { [OWN]: 'version: 1\nmode: "x\n' }, [/yml:\d+ Missing closing/]],
    ['in a file while evaluate mode is in force', { [OWN]: 'version: 1\nmode: evaluate\n' }, { [OWN]: BROKEN }, [/yml:4/, /yml:5/]],
    [
      'in a file that counts because another one went',
      { [OWN]: PINNED, 'weighbridge.yml': BROKEN },
      { 'weighbridge.yml': BROKEN },
      [/^weighbridge\.yml:4/, /:5/],
    ],
    [
      'in a changed file behind another one',
      { [OWN]: PINNED },
      { [OWN]: PINNED, 'weighbridge.yml': BROKEN },
      [/^weighbridge\.yml:4/, /:5/],
    ],
    [
      'a key that went',
      { [OWN]: SIGNED, 'keys/a.pem': PEM },
      { [OWN]: SIGNED },
      [/yml:3 The key file "keys\/a\.pem" cannot be read: there is no such file/],
    ],
    ['a key that is none any more', { [OWN]: SIGNED, 'keys/a.pem': PEM }, { [OWN]: SIGNED, 'keys/a.pem': 'x' }, [/yml:3 .*keys\/a\.pem/]],
    [
      'a key that was never there, beside another mistake',
      {},
      { [OWN]: `${SIGNED}moed: x\n` },
      [/yml:3 The key file/, /yml:4 Unknown key/],
    ],
    [
      'a name in other letters',
      { [OWN]: PINNED },
      { '.github/Weighbridge.YML': PINNED },
      [/Weighbridge\.YML:1 A policy under this name is never read/],
    ],
    ['a name that is not looked for', {}, { 'weighbridge.yaml': PINNED }, [/^weighbridge\.yaml:1 A policy under this name is never read/]],
  ])('%s', async (_, base, head, expected) => {
    const found = await mistakes(base, head);
    expect(found).toHaveLength(expected.length);
    expected.forEach((words, index) => expect(found[index]).toMatch(words));
  });

  it.each<[string, Files, Files]>([
    ['a good first file', {}, { [OWN]: PINNED }],
    [
      'an expired waiver and one for nothing',
      {},
      { [OWN]: 'version: 1\nwaivers: [{ component: "hf:a/b", rule: model/floating, reason: r, approver: a, expires: 2020-01-31 }]\n' },
    ],
    ['a file that goes', { [OWN]: PINNED }, {}],
    [
      'a bad file behind the policy that nobody touched',
      { [OWN]: PINNED, 'weighbridge.yml': BROKEN },
      { [OWN]: PINNED, 'weighbridge.yml': BROKEN, a: '' },
    ],
    ['a file of another folder', { [OWN]: PINNED }, { [OWN]: PINNED, 'docs/weighbridge.yml': BROKEN }],
  ])('none: %s', async (_, base, head) => {
    expect(await mistakes(base, head)).toEqual([]);
  });

  it('a link is not a policy, and is not read through', async () => {
    const head = memoryTree({ [OWN]: '../other.yml' }, 'feature');
    const { entries, problems } = await head.list();
    const linked = {
      ...head,
      list: () => Promise.resolve({ entries: entries.map((one) => ({ ...one, kind: 'symlink' as const })), problems }),
    };
    const base = memoryTree({ [OWN]: '../other.yml' }, 'main');
    const { review } = await policyOn(null, { policyFrom: memoryTree({}), base: memoryTree({}), head: linked }, noDisk);
    expect(review.mistakes).toEqual([{ path: OWN, line: 1, column: 1, message: 'This is a link: a policy is a plain file.' }]);
    expect((await policyOn(null, { policyFrom: memoryTree({}), base, head: linked }, noDisk)).review.changes).toHaveLength(1);
  });

  it('the file that the operator names is the one that is read', async () => {
    expect(await mistakes({ 'ai.yml': PINNED }, { 'ai.yml': BROKEN }, { argument: 'ai.yml' })).toHaveLength(2);
    // The first one: there is nothing yet that could judge, but the baseline.
    const first = await chosen({}, { 'ai.yml': PINNED }, { argument: 'ai.yml' });
    expect([first.policy.label, first.notes.map(({ code }) => code)]).toEqual(['built-in baseline', ['policy-broken']]);
    expect((await refusal(chosen({}, {}, { argument: 'ai.yml' }))).code).toBe('POLICY_MISSING');
  });

  it('judged is with the policy in force', async () => {
    const { policy, notes } = await chosen({ [OWN]: PINNED }, { [OWN]: BROKEN });
    expect(policy.rules.get('model/provenance')?.options).toEqual({ require: 'pinned' });
    expect(notes).toEqual([]);
  });

  it('a policy that cannot be read now is not a mistake: nothing is judged', async () => {
    const head = { ...memoryTree({ [OWN]: BROKEN }), read: () => Promise.resolve({ state: 'budget' as const, detail: 'limit' }) };
    const trees = { policyFrom: memoryTree({}), base: memoryTree({}), head };
    expect((await refusal(policyOn(null, trees, noDisk))).message).toMatch(/cannot be read: limit/);
  });
});

describe('while the policy in force has mistakes (T40)', () => {
  it('a change that leaves them is not judged, and is told who can mend it, and how', async () => {
    const error = await refusal(chosen({ [OWN]: BROKEN }, { [OWN]: BROKEN, 'app.py': 'x' }));
    expect(error.code).toBe('POLICY_INVALID');
    expect(error.mistakes.map(({ where }) => where)).toEqual([`${OWN}:4:3`, `${OWN}:5:18`]);
    expect(error.hint).toMatch(/Somebody who may change that branch has to mend it: a pull request/);
  });

  it('a change that mends them is judged by the baseline and what the broken file validly tightens', async () => {
    const { policy, review, notes } = await chosen({ [OWN]: BROKEN }, { [OWN]: PINNED });
    expect(review.mistakes).toEqual([]);
    expect(policy.rules.get('model/provenance')).toEqual({ level: 'block', options: { require: 'pinned' } });
    expect(policy.label).toBe(`built-in baseline, with what ${OWN} at main tightens`);
    expect(notes).toEqual([
      { code: 'policy-broken', text: expect.stringMatching(/:4:3: Unknown rule.* and 1 more\)\. This change mends it/) },
    ]);
  });

  it.each<[string, string, (policy: Awaited<ReturnType<typeof chosen>>['policy']) => unknown, unknown]>([
    ['no looser level', 'rules: { model/hash-mismatch: off }', ({ rules }) => rules.get('model/hash-mismatch')?.level, 'block'],
    ['no evaluate mode', 'mode: evaluate', ({ mode }) => mode, 'enforce'],
    [
      'no waiver',
      'waivers: [{ component: "hf:a/b", rule: model/floating, reason: r, approver: a, expires: 2099-01-31 }]',
      ({ waivers }) => waivers,
      [],
    ],
    ['no signer', 'signers: [{ for: "hf:acme/*", identity: a, issuer: i }]', ({ signers }) => signers, []],
    ['a denied model', 'models: { deny: ["hf:evil/*", "evil"] }', ({ models }) => models.deny, ['hf:evil/*']],
    [
      'the options beside a wrong one',
      'rules: { model/provenance: { level: block, require: pinned, requir: x } }',
      ({ rules }) => rules.get('model/provenance')?.options,
      { require: 'pinned' },
    ],
    ['what the product is', 'product: { use: [commercial, comercial] }', ({ product }) => product.use, ['commercial']],
    ['another version of the format', 'models: { deny: ["hf:evil/*"] }\nversion: 2', ({ models }) => models.deny, []],
  ])('of it counts: %s', async (_, body, read, expected) => {
    const { policy } = await chosen({ [OWN]: `version: 1\nmoed: x\n${body}\n` }, { [OWN]: 'version: 1\n' });
    expect(read(policy)).toEqual(expected);
  });

  it('a file that is not YAML counts for nothing, and can be mended all the same', async () => {
    const { policy } = await chosen({ [OWN]: '"' }, { [OWN]: PINNED });
    expect(policy.label).toBe('built-in baseline');
  });

  it('a change with mistakes of its own is told them', async () => {
    const { review, notes } = await chosen({ [OWN]: BROKEN }, { [OWN]: 'version: 1\nmodels: { deny: [1] }\n' });
    expect(review.mistakes.map(({ line }) => line)).toEqual([2]);
    expect(notes[0]?.text).toContain('does not mend it yet');
  });

  it('taking the file away mends it; where the workflow names it, only another file does', async () => {
    expect((await chosen({ [OWN]: BROKEN }, {})).review.changes).toMatchObject([{ path: OWN, type: 'removed' }]);
    expect((await refusal(chosen({ 'ai.yml': BROKEN }, {}, { argument: 'ai.yml' }))).code).toBe('POLICY_INVALID');
  });

  it('a missing key is mended by the key', async () => {
    const { review, policy } = await chosen({ [OWN]: SIGNED }, { [OWN]: SIGNED, 'keys/a.pem': PEM });
    expect([review.mistakes, policy.signers]).toEqual([[], []]);
  });

  it('a change into another branch mends nothing', async () => {
    const options = { inForce: { [OWN]: BROKEN }, elsewhere: true };
    expect((await refusal(chosen({}, { [OWN]: PINNED }, options))).code).toBe('POLICY_INVALID');
  });

  it('an old branch that does not have the mistakes yet mends nothing', async () => {
    expect((await refusal(chosen({ [OWN]: PINNED }, { [OWN]: PINNED }, { inForce: { [OWN]: BROKEN } }))).code).toBe('POLICY_INVALID');
  });

  it('a tree alone is not judged', async () => {
    expect((await refusal(policyFor(null, memoryTree({ [OWN]: BROKEN }), noDisk))).hint).toMatch(/policy validate/);
  });
});

describe('below the policy of an organization', () => {
  const owner = (text: string, files: Files = {}) => ({
    bytes: new TextEncoder().encode(text),
    path: 'acme/.github/weighbridge.yml',
    label: 'acme/.github/weighbridge.yml@1',
    beside: (path: string) => Promise.resolve(files[path] === undefined ? { problem: 'no' } : new TextEncoder().encode(files[path])),
  });
  const trees = (base: Files, head: Files) => ({
    policyFrom: memoryTree(base, 'main'),
    base: memoryTree(base, 'main'),
    head: memoryTree(head, 'feature'),
  });
  const FAR = { home: null, discreet: false };
  const HOME = { home: 'weighbridge.yml', discreet: false };
  const LAX = 'version: 1\nmode: evaluate\nrules: { model/provenance: warn }\n';

  it('a change that asks for less is told so; it is not a mistake, and stays refused', async () => {
    const { policy, review, refused } = await policyUnder(owner(PINNED), trees({}, { [OWN]: LAX }), FAR);
    expect([policy.mode, refused, review.mistakes]).toEqual(['enforce', [], []]);
    expect(review.changes).toEqual([
      {
        path: OWN,
        type: 'added',
        refused: [`${OWN}:2 mode: the layer above enforces`, `${OWN}:3 rules.model/provenance: the layer above says block`],
      },
    ]);
    const known = await policyUnder(owner(PINNED), trees({ [OWN]: LAX }, { [OWN]: `${LAX}# a word\n` }), FAR);
    expect([known.refused.length, known.review.changes]).toEqual([2, [{ path: OWN, type: 'changed' }]]);
  });

  it('where everybody reads, values of the layer above are counted and not told (T26)', async () => {
    const { review } = await policyUnder(owner(PINNED), trees({}, { [OWN]: LAX }), { home: null, discreet: true });
    expect(review.changes).toEqual([{ path: OWN, type: 'added', refused: ['2 values'] }]);
  });

  it("mistakes in the repository's own file are told as everywhere", async () => {
    const { review } = await policyUnder(owner(PINNED), trees({}, { [OWN]: BROKEN }), FAR);
    expect(review.mistakes.map(({ line }) => line)).toEqual([4, 5]);
  });

  it("the organization's own file is read before it is in force; it is not a layer below itself", async () => {
    const waiving = `${PINNED}waivers: [{ component: "hf:a/b", rule: model/floating, reason: r, approver: a, expires: 2099-01-31 }]\n`;
    const good = await policyUnder(owner(waiving), trees({ 'weighbridge.yml': waiving }, { 'weighbridge.yml': LAX }), HOME);
    expect([good.refused, good.policy.waivers.length]).toEqual([[], 1]);
    expect(good.review.changes).toEqual([
      {
        path: 'weighbridge.yml',
        type: 'changed',
        looser: ['mode: enforce → evaluate', 'rules.model/provenance: block → warn', 'rules.model/provenance.require: pinned → named'],
      },
    ]);
    const bad = await policyUnder(owner(PINNED), trees({ 'weighbridge.yml': PINNED }, { 'weighbridge.yml': BROKEN }), HOME);
    expect(bad.review.mistakes.map(({ path, line }) => `${path}:${line}`)).toEqual(['weighbridge.yml:4', 'weighbridge.yml:5']);
  });

  it('while it has mistakes only its own repository can mend it', async () => {
    const files = trees({ 'weighbridge.yml': BROKEN }, { 'weighbridge.yml': PINNED });
    expect((await refusal(policyUnder(owner(BROKEN), trees({}, { [OWN]: PINNED }), FAR))).code).toBe('POLICY_INVALID');
    expect((await refusal(policyUnder(owner(BROKEN), { ...files, elsewhere: true }, HOME))).code).toBe('POLICY_INVALID');
    const { policy, notes } = await policyUnder(owner(BROKEN), files, HOME);
    expect(policy.rules.get('model/provenance')?.options).toEqual({ require: 'pinned' });
    expect(notes).toMatchObject([{ code: 'policy-broken', text: expect.stringContaining('This change mends it') }]);
  });

  it('a lost file is mended by one that is there again, and by nothing else', async () => {
    const lost = new InputError('POLICY_MISSING', 'The policy repository has no weighbridge.yml any more', 'Restore it.');
    expect((await refusal(policyUnder(lost, trees({}, { a: '' }), HOME))).code).toBe('POLICY_MISSING');
    expect((await refusal(policyUnder(lost, trees({}, { [OWN]: PINNED }), HOME))).code).toBe('POLICY_MISSING');
    expect((await policyUnder(lost, trees({}, { 'weighbridge.yml': PINNED }), HOME)).policy.label).toBe('built-in baseline');
  });
});
