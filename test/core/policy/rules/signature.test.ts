import { describe, expect, it } from 'vitest';
import type { BomComponent, Change, Locked, SignatureSeen, SignerSeen } from '../../../../src/core/model/index.ts';
import { loadPolicy, type ReadBeside, readKeys } from '../../../../src/core/policy/load.ts';
import { effectivePolicy, layered } from '../../../../src/core/policy/layers.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { rungOf } from '../../../../src/core/policy/rung.ts';
import { KEYS, publicPem } from '../../../support/oms.ts';
import { COMMIT, hub, model } from '../support.ts';
import { said } from './support.ts';

const ADA: SignerSeen = { kind: 'identity', identity: 'ada@acme.example', issuer: 'https://id.acme.example' };
const EVE: SignerSeen = { kind: 'identity', identity: 'eve@evil.example', issuer: 'https://id.evil.example' };
const IBM: SignerSeen = { kind: 'identity', identity: 'Granite-sign@ibm.com', issuer: 'https://sigstore.verify.ibm.com/oauth2' };
const OTHER = 'https://id.acme.example/';

function seen(input: Partial<SignatureSeen> = {}): SignatureSeen {
  return {
    file: 'model.sig',
    bundle: 'b',
    state: 'valid',
    signer: ADA,
    detail: 'why',
    reason: null,
    matching: 2,
    hashed: 1,
    wrong: [],
    unsigned: [],
    ...input,
  };
}
const component = (signatures: readonly SignatureSeen[], input: Partial<BomComponent> = {}): BomComponent =>
  model('hf:acme/x', [{ requested: COMMIT }], { signatures, ...input });

function policyOf(...texts: readonly string[]): Policy {
  return effectivePolicy(
    texts.map((text) => loadPolicy(`version: 1\n${text}`, 'p.yml', rules)),
    rules,
  );
}
const SIGNERS = policyOf(
  'signers:\n  - { for: "hf:acme/*", identity: ada@acme.example, issuer: "https://id.acme.example", name: Acme }\n  - { for: "hf:ibm-granite/*", known: ibm-granite }\n',
);

describe('model/untrusted-signer', () => {
  it.each<[string, readonly SignatureSeen[], Policy, string[]]>([
    ['by whom the policy names', [seen()], SIGNERS, []],
    ['by another', [seen({ signer: EVE })], SIGNERS, ['stranger product 14']],
    ['by the same name from another issuer', [seen({ signer: { ...ADA, issuer: OTHER } as SignerSeen })], SIGNERS, ['stranger product 14']],
    ['in other letters', [seen({ signer: { ...ADA, identity: 'Ada@acme.example' } as SignerSeen })], SIGNERS, ['stranger product 14']],
    ['by both', [seen({ signer: EVE }), seen({ file: 'b.sig' })], SIGNERS, []],
    ['one that does not hold', [seen({ state: 'invalid', signer: EVE })], SIGNERS, []],
    ['none', [], SIGNERS, []],
    ['the policy names nobody for it', [seen({ signer: EVE })], policyOf('mode: enforce\n'), []],
    [
      'a copied one behind one of whoever copied it',
      [seen({ file: 'a.sig', signer: EVE }), seen({ signer: IBM })],
      policyOf('signers: [{ for: "hf:ibm-granite/*", known: ibm-granite }]\n'),
      ['copied product 14'],
    ],
    [
      'a signature that was copied from where the policy names it',
      [seen({ signer: IBM })],
      policyOf('signers: [{ for: "hf:ibm-granite/*", known: ibm-granite }]\n'),
      ['copied product 14'],
    ],
  ])('%s', (_, signatures, policy, expected) => {
    expect(said('model/untrusted-signer', { components: [component(signatures)], policy })).toEqual(expected);
  });
});

describe('model/signature-invalid', () => {
  const locked = (signer: SignerSeen | null, vouches = false): Locked => ({
    reference: 'hf:acme/x',
    requested: null,
    commit: COMMIT,
    repositoryId: null,
    signer,
    files: [],
    from: 'lock-base',
    vouches,
    place: { path: 'weighbridge.lock', line: 1, column: 1 },
  });
  const rewritten = (signer: SignerSeen | null): Locked => ({
    ...locked(signer),
    from: 'lock-head',
    before: { repositoryId: null, signer: ADA },
  });
  const inFolder = hub({ files: [{ path: 'a/model.sig', size: 1, hashes: [] }] });
  const signatureFile = hub({ files: [{ path: 'model.sig', size: 1, hashes: [] }] });
  it.each<[string, BomComponent, string[]]>([
    ['valid', component([seen()]), []],
    ['does not hold', component([seen({ state: 'invalid' })]), ['invalid product 14']],
    ['one of two', component([seen(), seen({ file: 'b.sig', state: 'invalid' })]), ['invalid product 14']],
    ['could not be read', component([seen({ state: 'unread' })]), []],
    ['needs the weights', component([seen({ state: 'unverifiable' })]), []],
    ['as when it was locked', component([seen()], { locked: locked(ADA) }), []],
    ['by another than when it was locked', component([seen({ signer: EVE })], { locked: locked(ADA) }), ['lost product 14']],
    ['nobody any more', component([], { locked: locked(ADA) }), ['lost product 14']],
    ['not looked at', component([], { locked: locked(ADA), hub: signatureFile }), []],
    ['could not be read now', component([seen({ state: 'unread', signer: null })], { locked: locked(ADA) }), []],
    ['the lock stands in for the hub', component([], { locked: locked(ADA, true) }), []],
    ['nobody ever', component([], { locked: locked(null) }), []],
    ['a signature file in a folder is none', component([], { locked: locked(ADA), hub: inFolder }), ['lost product 14']],
    ['the change writes an entry without signer', component([], { locked: rewritten(null) }), ['lost product 14']],
    ['the change writes another signer', component([seen({ signer: EVE })], { locked: rewritten(EVE) }), ['lost product 14']],
    ['the change writes another commit of the same signer', component([seen()], { locked: rewritten(ADA) }), []],
  ])('%s', (_, one, expected) => {
    expect(said('model/signature-invalid', { components: [one] })).toEqual(expected);
  });

  it('verified before the change and not now is lost, without a lock too (T13)', () => {
    const change = (base: BomComponent, head: BomComponent): Change => ({
      type: 'changed',
      identity: head.identity,
      kind: 'model',
      base: [base],
      head: [head],
      aspects: ['requested'],
    });
    const judged = (base: BomComponent, head: BomComponent, policy: Policy): string[] =>
      said('model/signature-invalid', { components: [head], changes: [change(base, head)], policy });
    const [signed, bare, foreign] = [component([seen()]), component([]), component([seen({ signer: EVE })])];
    expect(judged(signed, bare, SIGNERS)).toEqual(['lost product 14']);
    expect(judged(signed, foreign, SIGNERS)).toEqual(['lost product 14']);
    expect(judged(signed, signed, SIGNERS)).toEqual([]);
    expect(judged(foreign, bare, SIGNERS)).toEqual([]);
    expect(judged(signed, bare, policyOf('mode: enforce\n'))).toEqual([]);
  });

  it.each<[string, 'product' | 'test', string[]]>([
    ['and was not signed before either', 'product', []],
    ['and only tests loaded it before (T5)', 'test', ['lost product 14']],
  ])('a revision without a signature beside a signed one that goes, %s', (_, scope, expected) => {
    const bare = (from: 'product' | 'test'): BomComponent => model('hf:acme/x', [{ scope: from }]);
    const base = [component([seen()]), bare(scope)];
    const change: Change = { type: 'changed', identity: bare(scope).identity, kind: 'model', base, head: [bare('product')], aspects: [] };
    expect(said('model/signature-invalid', { components: [bare('product')], changes: [change], policy: SIGNERS })).toEqual(expected);
  });

  it('a signer that the policy names takes the place of another', () => {
    const one = component([seen({ signer: ADA })], { locked: locked(EVE) });
    expect(said('model/signature-invalid', { components: [one], policy: SIGNERS })).toEqual([]);
    expect(said('model/signature-invalid', { components: [one] })).toEqual(['lost product 14']);
  });
});

describe('model/unsigned-files', () => {
  it.each<[string, readonly SignatureSeen[], string[]]>([
    ['all are signed', [seen()], []],
    ['one is not', [seen({ unsigned: ['x.py'] })], ['unsigned-files product 14']],
    ['what one leaves out another covers', [seen({ unsigned: ['x.gguf'] }), seen({ unsigned: ['config.json'] })], []],
    ['nothing is signed', [seen({ state: 'invalid', unsigned: ['x.py'] })], []],
  ])('%s', (_, signatures, expected) => {
    expect(said('model/unsigned-files', { components: [component(signatures)] })).toEqual(expected);
  });
});

describe('the rung "signed"', () => {
  it.each<[string, BomComponent, string]>([
    ['signed', component([seen()]), 'signed none'],
    ['unsigned', component([]), 'pinned unsigned'],
    ['by another', component([seen({ signer: EVE })]), 'pinned signer'],
    ['not all files', component([seen({ unsigned: ['x.py'] })]), 'pinned unsigned-files'],
    ['a second one does not hold', component([seen(), seen({ state: 'invalid' })]), 'pinned signature-invalid'],
    ['not verified', component([seen({ state: 'unknown-key', signer: null })]), 'pinned signature-unverified'],
    ['signed and floating', model('hf:acme/x', [{}], { signatures: [seen()] }), 'named floating'],
    [
      'an adapter of something that nobody signed (T9)',
      component([seen()], { hub: hub({ commit: COMMIT, baseModels: [{ id: 'acme/base', relation: 'adapter' }] }) }),
      'pinned adapter-base',
    ],
  ])('%s', (_, one, expected) => {
    const base = model('hf:acme/base', [{ requested: COMMIT }]);
    const { rung, gap } = rungOf(one, [one, base], SIGNERS.signers);
    expect(`${rung} ${gap}`).toBe(expected);
  });

  it('without a policy nobody is trusted', () => {
    expect(rungOf(component([seen()])).rung).toBe('pinned');
  });
});

describe('signers of a policy', () => {
  it('below the owner signers only shrink (T24)', async () => {
    const owner = 'version: 1\nsigners:\n  - { for: "hf:acme/*", identity: a, issuer: i }\n  - { for: "hf:acme/*", public-key: k.pem }\n';
    const read = async (): Promise<Uint8Array> => new TextEncoder().encode(publicPem(KEYS.publicKey));
    const tenant = 'version: 1\nsigners:\n  - { for: "hf:acme/*", public-key: k.pem }\n  - { for: "hf:**", identity: eve, issuer: i }\n';
    const files = [await withKeys(owner, 'org.yml', read), await withKeys(tenant, 'repo.yml', read)];
    const { policy, refused } = layered(files, rules);
    expect(policy.signers.map(({ trust }) => trust.kind)).toEqual(['key']);
    expect(refused).toEqual([{ message: 'signers: only the layer above adds signers.', where: 'repo.yml:4' }]);
  });
});

async function withKeys(text: string, path: string, read: ReadBeside) {
  const file = loadPolicy(text, path, rules);
  const named = (file.values.signers ?? []).flatMap((one) => one['public-key'] ?? []).map((key) => ({ path: key, line: 1, column: 1 }));
  return { ...file, keys: (await readKeys(path, named, read)).keys };
}
