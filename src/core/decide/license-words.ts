/** A Bom with the licenses that count under a policy: what claims say, or the owner of the policy instead. */
import { type SaysOfLicense, withAncestorLicenses } from '../license/lineage/licensed.ts';
import { openSourceOf } from '../license/lineage/openness.ts';
import type { Bom, BomComponent } from '../model/index.ts';
import type { Policy } from '../policy/policy.ts';
import type { OwnersWord } from '../policy/stated-licenses.ts';

export type InOwnersWords = (bom: Bom) => Bom;

/** One function for all Boms of a decision: what is one object in two of them stays one. */
export function inOwnersWords({ licenses }: Pick<Policy, 'licenses'>, owner: Pick<OwnersWord, 'licenseOf'>): InOwnersWords {
  if (licenses.override.length === 0 && licenses.unknown.length === 0) return (bom) => bom;
  const says: SaysOfLicense = (of, concluded) => owner.licenseOf(of, concluded);
  const known = new Map<BomComponent, BomComponent>();
  const worded = (component: BomComponent): BomComponent => {
    const whole = known.get(component) ?? withOpenness(withAncestorLicenses(withOwn(component, says), says));
    known.set(component, whole);
    return whole;
  };
  return (bom) => ({
    ...bom,
    components: bom.components.map(worded),
    ...(bom.lockClaims === undefined ? {} : { lockClaims: bom.lockClaims.map(worded) }),
  });
}

function withOwn(component: BomComponent, says: SaysOfLicense): BomComponent {
  const license = says(component, component.license);
  return license === component.license ? component : { ...component, license };
}

/** Whether it is free and open-source follows from the licenses that count. */
function withOpenness(component: BomComponent): BomComponent {
  return component.openSource === undefined ? component : { ...component, openSource: openSourceOf(component) };
}
