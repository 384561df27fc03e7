/** What the licenses of a Bom mean for the product that a policy describes: worked out once for all rules and for the report. */
import type { Bom, BomComponent, Change, ProductUse, UseAnswer, UseReason } from '../../model/index.ts';
import { leavesOf, parseConcluded } from '../../license/expression.ts';
import { judgeLicense } from '../../license/use/index.ts';
import { graphOf } from '../../license/lineage/of-component.ts';
import { judgeLineage } from '../../license/lineage/index.ts';
import { outboundLicensesFor } from '../outbound.ts';
import { partsOfBom } from '../../model/parts.ts';
import { packageOf } from '../../model/sighting.ts';
import { BASELINE } from '../baseline.ts';
import type { Policy } from '../policy.ts';
import { productUseOf } from '../product-use.ts';
import { worstOf } from './worst.ts';

/** What a Bom is judged with: its own licenses, and those of the tree before a change (the worse answer counts). */
export interface Judging {
  readonly policy: Policy;
  readonly bom: Bom;
  readonly before: Bom | null;
}

/** Kinds of components that come under a license of their own. A hosted model comes under a contract, an action runs elsewhere. */
const LICENSED: ReadonlySet<string> = new Set(['model', 'dataset', 'library']);

export type LicenseUses = ReadonlyMap<BomComponent, UseAnswer>;

/** One answer for each model, dataset and library. */
export function licenseUsesIn(judging: Judging): LicenseUses {
  const { policy, bom, before } = judging;
  const byPolicy = known.get(bom) ?? new WeakMap<Policy, Map<Bom | null, LicenseUses>>();
  known.set(bom, byPolicy);
  const byBefore = byPolicy.get(policy) ?? new Map<Bom | null, LicenseUses>();
  byPolicy.set(policy, byBefore);
  const uses = byBefore.get(before) ?? answersFor(judging);
  byBefore.set(before, uses);
  return uses;
}

/** Several rules ask about one Bom. */
const known = new WeakMap<Bom, WeakMap<Policy, Map<Bom | null, LicenseUses>>>();

function answersFor({ policy, bom, before }: Judging): LicenseUses {
  const product = productUseOf(policy);
  const libraries = libraryMemo();
  const products = new Map<string | null, ProductUse>();
  const productUnder = (outboundLicense: string | null): ProductUse => {
    const one = products.get(outboundLicense) ?? { ...product, outboundLicense };
    products.set(outboundLicense, one);
    return one;
  };
  return new Map(
    bom.components
      .filter(({ kind }) => LICENSED.has(kind))
      .map((component) => {
        // The old and the new license of the product itself: a change of it is no way around what it must not contain.
        const outbound = outboundLicensesFor(component, bom, policy, before);
        return [
          component,
          worstOf((outbound.length === 0 ? [null] : outbound).map((one) => judged(component, productUnder(one), libraries))),
        ] as const;
      }),
  );
}

function judged(component: BomComponent, product: ProductUse, libraries: LibraryMemo): UseAnswer {
  if (component.kind !== 'library') return judgeLineage(graphOf(component), product).answer;
  const answer = libraries(component, product);
  return isForDevelopers(component) ? withoutSharing(answer) : answer;
}

/** Every place that names it is an entry of a development group, or of tests: code of the product that imports it, or one other entry, makes it ship. */
function isForDevelopers({ sightings }: BomComponent): boolean {
  return sightings.length > 0 && sightings.every((one) => one.scope === 'test' || packageOf(one)?.group === 'development');
}

/**
 * Copyleft asks something of whoever passes copies on (GPL-3.0 section 2), or lets others use the program over a network (AGPL-3.0 section 13). What
 * only developers install is passed on to nobody, answers nobody outside, and is no part of what goes out under the GPL.
 */
const OF_SHARING: ReadonlySet<UseReason['clause']> = new Set(['share-alike', 'network-use', 'compatibility']);

function withoutSharing(answer: UseAnswer): UseAnswer {
  const reasons = answer.reasons.filter(({ clause }) => !OF_SHARING.has(clause));
  const duties = answer.duties.filter(({ clause }) => !OF_SHARING.has(clause));
  const isDenied = reasons.some(({ verdict }) => verdict === 'deny');
  return { ...answer, verdict: isDenied ? 'deny' : reasons.length > 0 ? 'review' : 'allow', reasons, duties };
}

type LibraryMemo = (component: BomComponent, product: ProductUse) => UseAnswer;

/**
 * Thousands of libraries come under a few licenses: each is judged once for each product. An answer with reasons is given the library's name; what is
 * simply allowed is one object for all of them.
 */
function libraryMemo(): LibraryMemo {
  const answers = new Map<ProductUse, Map<string, UseAnswer>>();
  return ({ license, name }, product) => {
    const known = answers.get(product) ?? new Map<string, UseAnswer>();
    answers.set(product, known);
    const { expression, unknown } = license;
    const key = unknown === null ? (expression ?? '') : `${expression ?? ''} ?${unknown}`;
    const answer =
      known.get(key) ??
      judgeLicense({ kind: 'library', name: '', relation: 'component', expression, unknown, modalities: [], released: null }, product);
    known.set(key, answer);
    if (answer.verdict === 'allow') return answer;
    return carriedBy(name, answer);
  };
}

function carriedBy(name: string, answer: UseAnswer): UseAnswer {
  const path = [name];
  return { ...answer, reasons: answer.reasons.map((one) => ({ ...one, path })), duties: answer.duties.map((one) => ({ ...one, path })) };
}

/** Whether the clause is of an ancestor's license, and of none that the component names itself: that one it carries anyway. */
export function isInherited({ path, clause, license }: UseReason, { license: own }: Pick<BomComponent, 'license'>): boolean {
  if (clause === 'laundering') return true;
  if (path.length < 2 || license === null || own.expression === null) return path.length > 1;
  const expression = parseConcluded(own.expression);
  return expression === null || leavesOf(expression).every(({ id }) => id !== license);
}

/**
 * Whether the terms of training data reach a model is contested, and most cards name such data. A person decides that where somebody said what the
 * product is for: without any policy it is a remark and no finding (design section 5; T33: ordinary changes warn in at most one of a hundred).
 */
export function isContestedData({ verdict, throughData }: UseReason, { label, product }: Policy): boolean {
  return throughData === true && verdict === 'review' && label === BASELINE && product.use.length === 0;
}

/** For the report, by key: what is to say of components that the change touches; `changes` null: of all. */
export function usesToTell(whole: Judging, changes: readonly Change[] | null): Readonly<Record<string, UseAnswer>> {
  const judging = changes === null ? whole : { ...whole, bom: partsOfBom(whole.bom).touched };
  const touched = changes === null ? null : new Set(changes.flatMap(({ head }) => head.map(({ key }) => key)));
  const told = [...licenseUsesIn(judging)].filter(
    ([component, answer]) => (touched === null || touched.has(component.key)) && isWorthTelling(component, answer),
  );
  return Object.fromEntries(told.map(([{ key, kind, name }, answer]) => [key, kind === 'library' ? carriedBy(name, answer) : answer]));
}

/** That a library's notice is to be shipped is no news of each of a thousand libraries: `weighbridge notice` writes them. */
function isWorthTelling({ kind }: BomComponent, { verdict, duties }: UseAnswer): boolean {
  return verdict !== 'allow' || duties.some(({ clause }) => kind !== 'library' || clause !== 'attribution');
}
