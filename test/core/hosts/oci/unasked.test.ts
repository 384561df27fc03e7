/** A new image that nobody was asked about is not silently fine (T4, T33). */
import { expect, it } from 'vitest';
import { oci } from '../../../../src/core/hosts/oci/index.ts';
import { createEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import type { Component, Topic } from '../../../../src/core/model/index.ts';
import { parseRef } from '../../../../src/core/ref/parse.ts';
import { publicGoodRoot } from '../../../../src/core/verify/sigstore/public-good.ts';

const IMAGE: ReadonlySet<Topic> = new Set(['image']);

function proofs(text: string, anew: boolean, wanted?: ReadonlySet<Topic>) {
  const ref = parseRef(text);
  const sightings = [{ type: 'run', api: 'FROM', ...(anew ? { anew: true } : {}) }];
  const component = { kind: 'image', ref: { ...ref, version: null }, requested: ref.version, sightings } as unknown as Component;
  const trust = { root: publicGoodRoot, keys: [] };
  return oci.proofs(component, { evidence: createEvidence(), trust, now: new Date(0), ...(wanted === undefined ? {} : { wanted }) });
}

it.each([
  ['whose answer never came', 'oci:ghcr.io/acme/app@v1'],
  ['whose name no registry can have', 'oci:ghcr.io/a_-b/app@v1'],
])('one %s is told where a rule wants to know, and nowhere else', (_, text) => {
  expect(proofs(text, true, IMAGE).verifications).toMatchObject([{ topic: 'source', outcome: 'unavailable', reason: 'not-asked' }]);
  for (const silent of [proofs(text, true), proofs(text, true, new Set()), proofs(text, false, IMAGE)])
    expect(silent).toEqual({ verifications: [], signatures: [] });
});
