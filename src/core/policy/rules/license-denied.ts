/** license/denied: a license that the policy does not allow. */
import { z } from 'zod';
import type { BomComponent } from '../../model/index.ts';
import type { LicenseAnswer, ReadLists } from '../../license/evaluate.ts';
import { readLists } from '../../license/evaluate.ts';
import { wholeAncestorsOf } from '../../license/lineage/whole-ancestors.ts';
import { licenseTextDigest } from '../../license/text-digest.ts';
import type { Policy } from '../policy.ts';
import type { Draft, Rule } from '../rule.ts';
import { byScope, draftOf, type Says, short } from './support/draft.ts';
import { evaluation, licenseListsOf } from './support/license-lists.ts';
import { isUnheardAncestor } from './support/unavailable.ts';
import { libraryWasAsked, licenseWasAsked } from './support/license-asked.ts';

const RULE = 'license/denied';

export const licenseDenied: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A license that the policy does not allow',
    motivation:
      'A license that forbids what the product does makes shipping it a breach of contract, and it is found late: by the owner of the model, or by a customer.',
    decides:
      'The concluded license is held against licenses.deny and licenses.allow: SPDX ids, LicenseRef ids, both with their exception (GPL-2.0-only WITH Classpath-exception-2.0), families (AGPL-3.0*), or classes (class:non-commercial). Of "A OR B" the better branch counts, of "A AND B" the worse part; "or later" is met by any later version; an exception counts only when it is known to add permissions. ' +
      'When card, package and file header disagree, all of them apply. The lists hold for every ancestor of a model as well whose terms come along as a whole (fine-tune, adapter, quantized, merge). Once product.use includes "commercial", class:non-commercial and class:research-only are denied. deny wins over licenses.review, and that over allow. With an allow list, a model, dataset or library whose license is not known is not allowed, unless licenses.unknown of the owner says what it comes under. What falls under licenses.review waits for an approval of one of the approvers, for just this version under this license; without approvers in the policy it only warns.',
    remedy:
      'Use another component, buy a license, or ask for the approval or the owner of the policy for a waiver with a reason and an end. To deny by class, and to say what your own packages come under:\nlicenses:\n  deny: ["class:network-copyleft", "CC-BY-SA-4.0"]\n  unknown: [{ component: "npm:@acme/*", as: LicenseRef-Acme, reason: "our own" }]',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: false,
  drifts: true,
  topics: ['existence', 'license'],
  libraries: 'terms',
  judge({ bom, policy }) {
    const lists = readLists(licenseListsOf(policy));
    // What no product for sale can contain, license/lineage says of ancestors, with the clause.
    const own = readLists(policy.licenses);
    const versioned = new Set(bom.components.flatMap(({ identity, version }) => (version === null ? [] : [identity])));
    return bom.components.flatMap((component) => {
      const found = evaluation(component.license, lists);
      const isKnown = component.version !== null || !versioned.has(component.identity);
      const says =
        found?.verdict === 'denied'
          ? denied(component, found, policy)
          : lists.allow !== null && isKnown && (found === null ? isUnclear(component) : found.verdict === 'unknown' && found.term === null)
            ? unknown(component, found)
            : null;
      // What is denied nobody is asked to accept.
      if (says !== null) return draftsOf(component, [says]);
      const inherited = refusedAncestor(component, own, policy);
      if (inherited !== null) return draftsOf(component, [inherited.says]).map((draft) => ({ ...draft, warns: inherited.isHint }));
      const asks = [...(found?.asks ?? []).map((ask) => reviewed(component, ask, policy)), ...reviewedAncestors(component, own, policy)];
      return asks.length === 0 ? [] : draftsOf(component, asks).map((draft) => ({ ...draft, ...askedOf(component, policy) }));
    });
  },
};

function draftsOf(component: BomComponent, said: readonly Says[]): Draft[] {
  return byScope(component.sightings).flatMap(([scope, sightings]) => said.map((one) => draftOf(RULE, component, scope, sightings, one)));
}

function denied({ name, identity }: BomComponent, found: LicenseAnswer, { licenses }: Policy, by = ''): Says {
  return {
    gap: `${found.term === null ? 'not-allowed' : 'denied'}:${found.license}`,
    reason: `${by}${reasonOf(found, licenses.deny)}`,
    title: `Replace ${short(name)}, or get another license for it`,
    cause: `license ${identity}`,
    weight: 2,
  };
}

/** The lists hold for everything that comes along whole, whatever the card of the child says (T11): the first that they refuse. */
function refusedAncestor(component: BomComponent, lists: ReadLists, policy: Policy): { says: Says; isHint: boolean } | null {
  for (const { path, license, unresolved, isHint } of wholeAncestorsOf(component)) {
    const found = evaluation(license, lists);
    const by = `${path.map(short).join(' ← ')}: `;
    if (found?.verdict === 'denied') return { says: denied(component, found, policy, by), isHint };
    // What asking again may answer is verification/incomplete's.
    const isOpen = unresolved !== null && isUnheardAncestor(unresolved.reason);
    const isUnknown = found === null || (found.verdict === 'unknown' && found.term === null);
    if (lists.allow !== null && isUnknown && !isOpen && !isHint) return { says: unknown({ ...component, license }, found, by), isHint };
  }
  return null;
}

function reviewedAncestors(component: BomComponent, lists: ReadLists, policy: Policy): Says[] {
  return wholeAncestorsOf(component).flatMap(({ path, license }) =>
    (evaluation(license, lists)?.asks ?? []).map((ask) => reviewed(component, ask, policy, `${path.map(short).join(' ← ')}: `)),
  );
}

type Asked = LicenseAnswer['asks'][number];

/** Design section 5: it waits for an approver; where the policy names none it only warns. */
function reviewed({ name, identity }: BomComponent, { license, term }: Asked, { approvers }: Policy, by = ''): Says {
  const why = term.startsWith('class:') ? `${term.slice('class:'.length)} licenses, and ${short(license)} is one` : short(license);
  const alone = approvers.length > 0 ? '' : '; it names no approvers, so this only warns';
  return {
    gap: `review:${license}`,
    reason: `${by}the policy asks for a review of ${why}${alone}`,
    title: `Decide on the license of ${short(name)}`,
    cause: `license ${identity}`,
    weight: 1,
  };
}

/** An approval is for the whole license, as it was concluded: whatever else it says was accepted with it (T28). */
function askedOf(component: BomComponent, { approvers }: Policy): Pick<Draft, 'review' | 'warns'> {
  const text = licenseTextDigest(component.claims);
  return approvers.length === 0
    ? { warns: true }
    : { review: { approvers, license: acceptedWith(component), ...(text === null ? {} : { text }) } };
}

/** With all that comes along whole: what was accepted of one base is not accepted of another. */
function acceptedWith(component: BomComponent): string {
  const inherited = wholeAncestorsOf(component).map(({ license }) => license.expression ?? 'unknown');
  return [...new Set([component.license.expression ?? '', ...inherited])].join(' AND ');
}

/** Unknown is never permission: what nobody can name is on no list. */
function unknown({ name, identity, kind, license }: BomComponent, found: LicenseAnswer | null, by = ''): Says {
  const why =
    license.unknown ?? (found === null ? 'not stated' : `which license ${found.license} stands for, or what it allows, is not established`);
  const way = kind === 'library' ? '; licenses.unknown in the policy can say what it comes under' : '';
  return {
    gap: 'not-allowed:unknown',
    reason: `${by}the policy allows only licenses that it lists, and this one is not known (${why.slice(0, 160)})${way}`,
    title: `Find out the license of ${short(name)}`,
    cause: `license ${identity}`,
    weight: 1,
  };
}

function isUnclear(component: BomComponent): boolean {
  return component.license.unknown !== null && (licenseWasAsked(component) || libraryWasAsked(component));
}

function reasonOf({ license, term }: LicenseAnswer, deny: readonly string[]): string {
  const shown = short(license);
  if (term === null) return `${shown} is not on the list of allowed licenses`;
  if (!deny.includes(term) && term === 'class:non-commercial') return `${shown} forbids commercial use, and the product is commercial`;
  if (!deny.includes(term) && term === 'class:research-only') return `${shown} allows research only, and the product is commercial`;
  if (term.startsWith('class:')) return `the policy denies ${term.slice('class:'.length)} licenses, and ${shown} is one`;
  return term.endsWith('*') ? `the policy denies ${term}, and ${shown} is one of them` : `the policy denies ${shown}`;
}
