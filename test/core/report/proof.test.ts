import { expect, it } from 'vitest';
import type { BomComponent, SignatureSeen, Verification } from '../../../src/core/model/index.ts';
import { proofOf } from '../../../src/core/report/view/proof.ts';
import { licensePhrase, versionPhrase } from '../../../src/core/report/view/versions.ts';
import { COMMIT, component } from '../../support/verdict.ts';

function words(pieces: readonly { readonly text: string }[]): string {
  return pieces.map((piece) => piece.text).join('');
}

const pinned = component(`hf:acme/a@${COMMIT}`);
const floats = component('hf:acme/a');

function unresolved(one: BomComponent, reason: 'offline' | 'gated' | 'no-source' | 'not-found' | 'dynamic'): BomComponent {
  return { ...one, hub: null, resolution: { state: 'unresolved', reason, detail: '' } };
}

function foreign(one: BomComponent): BomComponent {
  return { ...one, hub: one.hub === null ? null : { ...one.hub, reachable: 'no' } };
}

const SIGNED: SignatureSeen = {
  file: 'model.sig',
  state: 'valid',
  bundle: 'b'.repeat(64),
  signer: { kind: 'key', hint: '42a7ba512d929977b34b1bcfd26bead6' },
  detail: '',
  reason: null,
  matching: 2,
  hashed: 1,
  wrong: [],
  unsigned: [],
};
const sealed = (...signatures: readonly SignatureSeen[]): BomComponent => component(`hf:acme/a@${COMMIT}`, { signatures });

const failed: Verification = { topic: 'integrity', outcome: 'failed', reason: null, detail: '', by: 'tree', asOf: null };

it.each<[string, readonly BomComponent[], string]>([
  ['pinned', [pinned], 'pinned, hub confirms'],
  ['signed by whom the policy does not accept', [sealed(SIGNED)], 'pinned; signed by key 42a7ba512d929977, not by a signer of the policy'],
  ['signed in part', [sealed({ ...SIGNED, unsigned: ['x.py'] })], 'pinned; signed, but not every file'],
  ['signed, and changed', [sealed(SIGNED, { ...SIGNED, state: 'invalid' })], 'pinned, its signature does not hold'],
  ['floating', [floats], 'source known, not pinned'],
  ['one of two versions floating', [pinned, floats], 'source known, not pinned'],
  ['not looked up', [unresolved(pinned, 'offline')], 'could not look: offline'],
  ['gated', [unresolved(pinned, 'gated')], 'could not look: gated, needs a token with access'],
  ['floating and not looked up', [unresolved(floats, 'offline')], 'not pinned; could not look: offline'],
  ['without a source', [unresolved(floats, 'no-source')], 'unknown source'],
  ['not on the hub', [unresolved(floats, 'not-found')], 'not found on the hub'],
  ['computed', [unresolved(floats, 'dynamic')], 'name is computed, source unknown'],
  ['at a foreign commit', [foreign(pinned)], 'commit is on no branch of this source'],
  ['a service by a name that its provider may move', [component('service:openai/gpt-4o')], 'hosted, name may move'],
  ['a service by the name of one release', [component('service:openai/gpt-4o-2024-08-06')], 'hosted, dated version'],
  ['a locked library', [component('pypi:torch@2.6.0')], 'hash in the lock'],
  ['a library without hash', [component('pypi:torch@2.6.0', { hashes: [] })], 'exact version'],
  ['a range', [component('pypi:torch', { hashes: [], requested: '>=2' })], 'no exact version'],
  ['a library whose hash differs', [component('pypi:torch@2.6.0', { verifications: [failed] })], 'hash differs'],
  ['removed', [], '–'],
])('says of a component that is %s what is proven', (_, versions, expected) => {
  expect(words(proofOf(versions, versions, {}))).toBe(expected);
});

it.each<[BomComponent, string]>([
  [pinned, '4f0c2d9'],
  [floats, 'floats'],
  [component('hf:acme/a@main'), 'floats on main'],
  [component('pypi:torch', { requested: '>=2,<3' }), '>=2,<3'],
  [component('pypi:torch'), 'any version'],
])('names the version of %#', (one, expected) => {
  expect(words(versionPhrase(one))).toBe(expected);
});

const LICENSE = { classes: [], unknown: null, conflicting: false, url: null };

it.each([
  [{ ...LICENSE, expression: 'MIT', name: 'MIT License' }, 'MIT'],
  [{ ...LICENSE, expression: 'LicenseRef-llama3.1', name: 'Llama 3.1' }, 'Llama 3.1'],
  [{ ...LICENSE, expression: 'MIT AND GPL-3.0-only', name: null, conflicting: true }, 'MIT AND GPL-3.0-only (claims disagree)'],
  [{ ...LICENSE, expression: null, name: null, unknown: 'not stated' }, 'unknown: not stated'],
])('names license %#', (license, expected) => {
  expect(words(licensePhrase([component('hf:acme/a', { license })]))).toBe(expected);
});
