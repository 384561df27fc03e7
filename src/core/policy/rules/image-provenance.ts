/** image/provenance: what a registry says of the images that a change newly runs, and who signed them (T7, T9, T13). */
import { z } from 'zod';
import type { BomComponent } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { rungOf } from '../rung.ts';
import { compareRungs, type Gap } from '../standing.ts';
import { byScope, draftOf, short } from './support/draft.ts';

const RULE = 'image/provenance';

const options = z.object({
  require: z.enum(['named', 'pinned', 'signed']).default('pinned').describe('The rung that is demanded.'),
});
type Options = z.output<typeof options>;

const REASONS: Readonly<Partial<Record<Gap, string>>> = {
  'source-not-found': 'its registry has no such image: whoever may push there decides what you run',
  floating: 'whoever can push to it changes what is built or started',
  'env-override': 'a variable may name another image, and nobody reviews that',
  'not-checked': 'nobody confirmed its digest: its registry is not asked',
  unsigned: 'nobody signed it',
  'signature-invalid': 'its signature does not hold',
  signer: 'the policy does not name its signer for it',
  'signature-unverified': 'its signature could not be verified here',
};

const NEVER_RELAXED: ReadonlySet<string> = new Set<Gap>(['no-source', 'source-not-found', 'invalid-name', 'signature-invalid']);

export const imageProvenance: Rule<Options> = {
  id: RULE,
  about: {
    title: 'An image is not what its registry serves, or nobody who may sign it did',
    motivation:
      'A digest that looks right may be one that its registry never had, and a tag moves. Only a signature by somebody whom you know tells that an image comes from its publisher.',
    decides:
      'Images of the AI SBOM that a change adds, or takes at another tag or digest; their registries are asked, and without this rule nobody is. `require: pinned`: the image is named by a digest, and its registry serves that under this name. `require: signed`: in addition a signature of cosign (in its tags, or as a bundle that refers to the image) names this very digest, and is by a signer that the policy names (`signers`, with `for: "oci:…"`). A digest that the registry does not have, and a signature that does not hold, are findings whatever is demanded. A registry that nobody listed is not verifiable from here: no more than "named".',
    remedy:
      'Name the digest of an image that its publisher signed, and the publisher in the policy:\nsigners: [{ for: "oci:ghcr.io/acme/*", identity: …, issuer: … }]',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  options,
  level: 'off',
  // T42: labels relax neither a name that nobody has, nor a signature that does not hold.
  everywhere: ({ gap }) => NEVER_RELAXED.has(gap),
  perRevision: true,
  topics: ['image'],
  libraries: 'none',
  judge: ({ bom, policy }, { require }) =>
    bom.components
      .filter(({ kind }) => kind === 'image')
      .flatMap((component) => {
        const { rung, gap } = rungOf(component, [], policy.signers);
        if (!violates(component, gap, compareRungs(rung, require) < 0)) return [];
        const fresh = component.sightings.filter((one) => one.type === 'run' && one.anew === true);
        return byScope(fresh).map(([scope, sightings]) =>
          draftOf(RULE, component, scope, sightings, {
            gap,
            reason: REASONS[gap] ?? 'its source is not established',
            title: titleOf(component, gap),
            cause: `${gap === 'floating' ? 'pin' : 'image'} ${component.identity}`,
            weight: gap === 'signature-invalid' || gap === 'source-not-found' ? 2 : 1,
          }),
        );
      }),
  tighten: (above, below) => (RUNG_ORDER.indexOf(above.require) >= RUNG_ORDER.indexOf(below.require) ? above : below),
};

const RUNG_ORDER: readonly Options['require'][] = ['named', 'pinned', 'signed'];

function violates({ verifications }: BomComponent, gap: Gap, isLow: boolean): boolean {
  if (gap === 'no-ladder') return false;
  if (gap === 'signature-invalid' || gap === 'source-not-found') return true;
  // Said by verification/incomplete, which waits instead of asking for an edit; but never silence (T4).
  const couldNotLook = verifications.some(({ outcome }) => outcome === 'unavailable' || outcome === 'error');
  return isLow && !((gap === 'not-checked' || gap === 'signature-unverified') && couldNotLook);
}

function titleOf({ name }: BomComponent, gap: Gap): string {
  switch (gap) {
    case 'floating':
      return `Name the digest of ${short(name)}`;
    case 'source-not-found':
      return `Correct the name or digest of ${short(name)}`;
    case 'not-checked':
      return `Let the check ask the registry of ${short(name)}`;
    case 'env-override':
      return `Write name and digest of ${short(name)} where it is used`;
    default:
      return `Use an image of ${short(name)} that a signer of the policy signed`;
  }
}
