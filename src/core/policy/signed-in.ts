/** By whom the models of a Bom are signed, as far as the policy knows them. */
import type { Bom } from '../model/index.ts';
import { partsOfBom } from '../model/parts.ts';
import type { Policy } from './policy.ts';
import { isModelOrDataset } from './rules/support/draft.ts';
import { signedBy } from './rules/support/signature.ts';
import { rungOf } from './rung.ts';
import { compareRungs } from './standing.ts';

/** Name of the signer, by component key. */
export function signedIn(bom: Bom, { signers }: Policy): Record<string, string> {
  const { components } = partsOfBom(bom).touched;
  return Object.fromEntries(
    components
      .filter((one) => isModelOrDataset(one) || one.kind === 'image')
      .flatMap((one) => {
        const name = compareRungs(rungOf(one, components, signers).rung, 'signed') < 0 ? null : signedBy(one, signers);
        return name === null ? [] : [[one.key, name]];
      }),
  );
}
