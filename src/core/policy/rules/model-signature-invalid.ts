/** model/signature-invalid: a signature that does not hold, or one that is gone. */
import { z } from 'zod';
import type { BomComponent, Scope } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';
import { acceptedSignatures } from './support/signature.ts';

const RULE = 'model/signature-invalid';

export const modelSignatureInvalid: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A model signature does not hold',
    motivation:
      'A signature that does not fit its files means that somebody changed the files after signing, or took a signature from another model. Both look like a signed model to somebody who only sees that a model.sig is there.',
    decides:
      'Signature files beside a model on the hub (model.sig, or any *.sig at its root; OpenSSF Model Signing 1.0): one that is broken, that does not verify, or that signs other bytes than the commit has. Digests of weights are those that the commit binds; small files are hashed. ' +
      'And a model whose entry in weighbridge.lock records a signer, in the base or in the change, or that was signed before the change by a signer that the policy names, when the commit that is loaded now has no valid signature of that signer or of another whom the policy names for it. A signature by a key that the policy does not name, or by digests that need the weights, says nothing here.',
    remedy:
      'Do not load this commit until its publisher explains it. "weighbridge verify hub hf:org/name@<commit> --help" shows how to look closer; an older commit with a valid signature may do meanwhile.',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  perRevision: true,
  topics: ['existence', 'files', 'signature'],
  libraries: 'none',
  judge: ({ bom, policy, changes }) => {
    const accepted = (component: BomComponent): boolean => acceptedSignatures(component, policy.signers).length > 0;
    const before = new Map(changes.map(({ identity, base }) => [identity, base]));
    return bom.components
      .filter(({ kind }) => kind === 'model')
      .flatMap((component) =>
        byScope(component.sightings).flatMap(([scope, sightings]) => {
          const signedBefore = wasSigned(component, scope, before.get(component.identity) ?? [], accepted);
          const found = problemOf(component, signedBefore, accepted(component));
          if (found === null) return [];
          const title = `Do not load ${short(component.name)} as it is`;
          return [draftOf(RULE, component, scope, sightings, { ...found, title, cause: `signature ${component.identity}` })];
        }),
      );
  },
};

/** What was loaded here without a signature before has none to lose, whatever another revision of it has. */
function wasSigned(
  { key }: BomComponent,
  scope: Scope,
  base: readonly BomComponent[],
  accepted: (component: BomComponent) => boolean,
): boolean {
  const same = base.filter((one) => one.key === key && one.sightings.some((sighting) => sighting.scope === scope));
  return (same.length > 0 ? same : base).some(accepted);
}

/** `signedBefore`: before the change, `accepted`: now; by whom the policy names. */
function problemOf(
  { signatures = [], locked, hub, resolution }: BomComponent,
  signedBefore: boolean,
  accepted: boolean,
): { gap: string; reason: string } | null {
  const bad = signatures.find(({ state }) => state === 'invalid');
  if (bad !== undefined) return { gap: 'invalid', reason: `${bad.file.slice(0, 100)}: ${bad.detail.slice(0, 300)}` };
  // T8: whom the base's lock records, the change does not make forgotten by writing another entry.
  const before = locked?.before?.signer ?? locked?.signer ?? null;
  // T13: verified before and not now is lost. What could not be read is verification/incomplete.
  const looked = signatures.length > 0 || hub?.files.every(({ path }) => path.includes('/') || !path.endsWith('.sig')) === true;
  if (accepted || resolution.state === 'unresolved' || locked?.vouches === true || !looked) return null;
  if (signatures.some(({ state }) => state === 'unread')) return null;
  if (before === null) return signedBefore ? { gap: 'lost', reason: 'it was signed before the change, and is not any more' } : null;
  const still = signatures.some(({ state, signer }) => state === 'valid' && JSON.stringify(signer) === JSON.stringify(before));
  if (still) return null;
  const reason = signatures.some(({ state }) => state === 'unknown-key')
    ? 'it was signed by a known key when it was locked, and the policy names no key now that verifies its signature'
    : 'it was signed when it was locked, and the commit that is loaded now is not signed by the same signer';
  return { gap: 'lost', reason };
}
