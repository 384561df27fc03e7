/** One rule over real components; what it says, in a form that tables can hold. */
import { concludeLicense } from '../../../../src/core/license/conclude.ts';
import type {
  Bom,
  BomComponent,
  Change,
  License,
  LicenseClaim,
  OwnLicenseChange,
  PackageFact,
  PolicyChange,
  PolicyMistake,
  Problem,
  Unknown,
} from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';
import type { Draft } from '../../../../src/core/policy/rule.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { packageSightingOf } from '../../../support/build.ts';
import { bom, model, NOW } from '../support.ts';

export interface Given {
  readonly components?: readonly BomComponent[];
  readonly unknowns?: readonly Unknown[];
  readonly problems?: readonly Problem[];
  readonly changes?: readonly Change[];
  readonly before?: Bom;
  readonly policyChanges?: readonly PolicyChange[];
  readonly policyMistakes?: readonly PolicyMistake[];
  readonly ownLicenseChanges?: readonly OwnLicenseChange[];
  readonly policy?: Partial<Policy>;
  readonly options?: Record<string, unknown>;
}

export function drafts(id: string, given: Given): readonly Draft[] {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  const state: Bom = { ...bom(...(given.components ?? [])), unknowns: given.unknowns ?? [], problems: given.problems ?? [] };
  const policy: Policy = { ...baseline(rules), ...given.policy };
  const context = {
    policy,
    bom: state,
    changes: given.changes ?? [],
    before: given.before ?? null,
    policyChanges: given.policyChanges ?? [],
    policyMistakes: given.policyMistakes ?? [],
    ownLicenseChanges: given.ownLicenseChanges ?? [],
    now: NOW,
  };
  return rule.judge(context, rule.options.parse(given.options ?? {}));
}

/** "gap scope lines", sorted. */
export function said(id: string, given: Given): string[] {
  return drafts(id, given)
    .map(({ gap, scope, places }) => `${gap} ${scope} ${places.map(({ line }) => line).join(',')}`)
    .sort();
}

export function license(...claims: readonly (string | LicenseClaim)[]): License {
  return concludeLicense(claims.map((one) => (typeof one === 'string' ? { from: 'card', text: one, name: null, link: null } : one)));
}

export function packageFact(input: Partial<PackageFact>): PackageFact {
  return {
    kind: 'package',
    line: 1,
    column: 1,
    ecosystem: 'npm',
    name: 'left',
    version: '1.0.0',
    range: null,
    integrity: [],
    source: 'registry',
    location: null,
    group: 'runtime',
    license: null,
    from: 'lock',
    ...input,
  };
}

/** A library whose entries stand in these files. */
export function library(reference: string, entries: readonly (Partial<PackageFact> & { readonly path?: string })[]): BomComponent {
  const component = model(reference, []);
  const facts = entries.map((entry) => ({ fact: packageFact(entry), path: entry.path ?? 'package-lock.json' }));
  return {
    ...component,
    kind: 'library',
    hub: null,
    version: facts[0]?.fact.version ?? null,
    sightings: facts.map(({ fact, path }, index) =>
      packageSightingOf(reference, { package: fact, requested: fact.version, exact: true, place: { path, line: index + 1, column: 9 } }),
    ),
  };
}
