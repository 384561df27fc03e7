/** model/untrusted-signer: a valid signature by somebody who may not sign this model. */
import { z } from 'zod';
import type { BomComponent } from '../../model/index.ts';
import { signerWords } from '../../verify/signatures-seen.ts';
import type { Rule } from '../rule.ts';
import { type PolicySigner, signersFor, whoSigned } from '../signers.ts';
import { byScope, draftOf, short } from './support/draft.ts';
import { acceptedSignatures, validSignatures } from './support/signature.ts';

const RULE = 'model/untrusted-signer';

export const modelUntrustedSigner: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A model is signed by somebody other than its publisher',
    motivation:
      'Anybody can sign anything with their own identity, and copy a signed repository under another name. A valid signature only says something together with who may sign what.',
    decides:
      'Where the policy names signers for a model: its valid signatures are all by others. Where it names none for it: one of its valid signatures is by a signer that the policy names for other models. Other signatures of models that the policy says nothing about are not reported.',
    remedy:
      'Use the model of the publisher who signed it, or name the signer in the policy:\nsigners:\n  - { for: "hf:org/*", identity: release@org.example, issuer: "https://issuer.example" }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  perRevision: true,
  topics: ['existence', 'files', 'signature'],
  libraries: 'none',
  judge: ({ bom, policy }) =>
    bom.components
      .filter(({ kind, signatures }) => kind === 'model' && signatures !== undefined)
      .flatMap((component) => {
        const found = strangerOf(component, policy.signers);
        if (found === null) return [];
        return byScope(component.sightings).map(([scope, sightings]) =>
          draftOf(RULE, component, scope, sightings, {
            ...found,
            title: `Decide who may sign ${short(component.name)}`,
            cause: `signature ${component.identity}`,
          }),
        );
      }),
};

function strangerOf(component: BomComponent, signers: readonly PolicySigner[]): { gap: string; reason: string } | null {
  const valid = validSignatures(component).flatMap(({ signer }) => signer ?? []);
  const [first] = valid;
  if (first === undefined || acceptedSignatures(component, signers).length > 0) return null;
  if (signersFor(signers, component.ref).length > 0) {
    const who = whoSigned(signers, first)?.name ?? signerWords(first).slice(0, 200);
    return { gap: 'stranger', reason: `it is signed by ${who}, whom the policy does not name for it` };
  }
  // A copied signature is one, whatever else was signed beside it.
  const [elsewhere] = valid.flatMap((signer) => whoSigned(signers, signer) ?? []);
  return elsewhere === undefined
    ? null
    : { gap: 'copied', reason: `it is signed by ${elsewhere.name}, whom the policy names for ${elsewhere.for} only` };
}
