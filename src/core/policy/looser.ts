/** What one effective policy allows that another did not: what a reviewer of a policy change must see (T40). */
import { isDeepStrictEqual } from 'node:util';
import type { Level } from '../model/index.ts';
import { baseline } from './baseline.ts';
import { matchWords } from './group-schema.ts';
import { LISTS, type ListName } from './layer-owner.ts';
import { inGroups } from './layers.ts';
import { termCovers } from './narrowing.ts';
import type { LicensePolicy, Policy } from './policy.ts';
import type { Waiver, WaivingLimits } from './waiver.ts';
import { PRODUCT_KEYS, statedAt } from './product.ts';
import type { Rule } from './rule.ts';
import { sameSigner } from './signers.ts';
import { unaffectedWords } from './statements.ts';
import { STRICTNESS } from './tighten-rules.ts';
import { waiverWords } from './waiver-target.ts';

/** One short line for each value, in the order of a policy file: "rules.model/floating: block → warn". No reason and no approver of a waiver (T26). */
export function looserThan(before: Policy, after: Policy, rules: readonly Rule[]): string[] {
  return [
    ...(before.mode === 'enforce' && after.mode === 'evaluate' ? ['mode: enforce → evaluate'] : []),
    ...(['block', 'show'] as const).flatMap((key) =>
      before.scope[key].filter((one) => !after.scope[key].includes(one)).map((one) => `scope.${key}: without ${one}`),
    ),
    ...productOf(before.product, after.product),
    ...(before.declared === 'named' && after.declared === 'pinned' ? ['declared: named → pinned'] : []),
    ...(before.catalogs === 'judge' && after.catalogs === 'show' ? ['catalogs: judge → show'] : []),
    ...rules.flatMap((rule) => ofRule(rule, before, after)),
    ...LISTS.flatMap((name) => ofLists(name, before, after)),
    ...ofLicenses(before.licenses, after.licenses),
    ...after.approvers.filter((one) => !before.approvers.includes(one)).map((one) => `approvers: ${one} may approve`),
    ...(before.approvers.length > 0 && after.approvers.length === 0 ? ['approvers: nobody, so that a review only warns'] : []),
    ...after.signers
      .filter((one) => !before.signers.some((old) => sameSigner(old, one)))
      .map((one) => `signers: ${one.name} may sign ${one.for}`),
    ...after.scopes
      .filter((one) => !before.scopes.some((old) => isDeepStrictEqual(old, one)))
      .map(({ path, as }) => `scopes: ${path} as ${as}`),
    ...ofWaiving(before.waiving, after.waiving),
    ...after.waivers.filter((one) => !before.waivers.some((old) => isDeepStrictEqual(old, one))).map(waived),
    ...after.statements
      .filter((one) => !before.statements.some((old) => isDeepStrictEqual(old, one)))
      .map((one) => `statements: not affected by ${unaffectedWords(one)}`),
    ...ofGroups(before, after, rules),
  ];
}

/** Which product is the stricter one only a lawyer knows: every change of what was said is shown. */
function productOf(before: Policy['product'], after: Policy['product']): string[] {
  return PRODUCT_KEYS.flatMap((key) => {
    const [old, now] = [statedAt(before, key), statedAt(after, key)];
    const wasSaid = old !== null && !(Array.isArray(old) && old.length === 0);
    return !wasSaid || isDeepStrictEqual(old, now) ? [] : [`product.${key.join('.')}: ${words(old)} → ${words(now)}`];
  });
}

function ofRule(rule: Rule, before: Policy, after: Policy): string[] {
  const [old, now] = [before.rules.get(rule.id), after.rules.get(rule.id)];
  if (old === undefined || now === undefined) return [];
  const rank = (level: Level): number => STRICTNESS.indexOf(level);
  const level = rank(now.level) < rank(old.level) ? [`rules.${rule.id}: ${old.level} → ${now.level}`] : [];
  const mode = old.mode === undefined && now.mode === 'evaluate' ? [`rules.${rule.id}.mode: enforce → evaluate`] : [];
  // Without the rule's own word on which is the stricter, any other value may be the laxer.
  const stricter = rule.tighten === undefined ? old.options : rule.tighten(old.options, now.options);
  const [was, is, best] = [mapping(old.options), mapping(now.options), mapping(stricter)];
  const options = Object.keys(is).filter((key) => !isDeepStrictEqual(is[key], best[key]));
  return [...level, ...mode, ...options.map((key) => `rules.${rule.id}.${key}: ${words(was[key])} → ${words(is[key])}`)];
}

/** Groups are compared by whom they are for: one that is gone, or laxer, leaves those with less. */
function ofGroups(before: Policy, after: Policy, rules: readonly Rule[]): string[] {
  const byMatch = (groups: Policy['groups']): ReadonlyMap<string, Policy['groups']> =>
    Map.groupBy(groups, ({ match }) => matchWords(match));
  const [old, now] = [byMatch(before.groups), byMatch(after.groups)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((words) =>
    looserThan(alone(old.get(words) ?? [], rules), alone(now.get(words) ?? [], rules), rules).map(
      (line) => `repositories (${words}): ${line}`,
    ),
  );
}

/** What groups make of the baseline. */
function alone(groups: Policy['groups'], rules: readonly Rule[]): Policy {
  return {
    ...inGroups({ ...baseline(rules), groups: groups.map(({ file }) => ({ match: {}, file })) }, NOWHERE, rules).policy,
    groups: [],
  };
}

const NOWHERE = { id: null, name: null, topics: null, properties: null };

function ofLists(name: ListName, before: Policy, after: Policy): string[] {
  const [old, now] = [before[name], after[name]];
  const denied = old.deny.filter((term) => !now.deny.some((outer) => termCovers(name, outer, term)));
  const more =
    old.allow === undefined
      ? []
      : now.allow === undefined
        ? [`${name}.allow: everything`]
        : now.allow.filter((term) => !old.allow?.some((outer) => termCovers(name, outer, term))).map((term) => `${name}.allow: ${term}`);
  return [...more, ...denied.map((term) => `${name}.deny: without ${term}`)];
}

function ofLicenses(before: LicensePolicy, after: LicensePolicy): string[] {
  const isIn = (list: readonly string[], term: string): boolean => list.some((outer) => termCovers('licenses', outer, term));
  const [was, is] = [before, after].map(({ review, alsoReview }) => [...review, ...alsoReview]);
  const dropped = (was ?? []).filter((term) => !isIn([...(is ?? []), ...after.deny], term));
  // What was on no list of allowed ones was refused, and now somebody may approve it.
  const { allow } = before;
  const opened = allow === undefined ? [] : after.review.filter((term) => !isIn([...before.review, ...allow], term));
  return [
    ...dropped.map((term) => `licenses.review: without ${term}`),
    ...opened.map((term) => `licenses.review: ${term}, which was not allowed`),
    ...(['unknown', 'override'] as const).flatMap((key) =>
      after[key]
        .filter((one) => !before[key].some((old) => isDeepStrictEqual(old, one)))
        .map(({ component, as }) => `licenses.${key}: ${component} as ${as}`),
    ),
  ];
}

function ofWaiving(before: WaivingLimits, after: WaivingLimits): string[] {
  const [old, now] = [before, after].map(({ longest }) => (longest === null ? 'any' : `${longest}d`));
  const isLonger = before.longest !== null && (after.longest === null || after.longest > before.longest);
  const dropped = before.never.filter((rule) => !after.never.includes(rule));
  return [
    ...(isLonger ? [`waiving.longest: ${old ?? ''} → ${now ?? ''}`] : []),
    ...dropped.map((rule) => `waiving.never: without ${rule}`),
    ...(after.byAuthor && !before.byAuthor ? ['waiving.by-author: false → true'] : []),
  ];
}

function waived(waiver: Waiver): string {
  return `waivers: ${waiverWords(waiver)} until ${waiver.expires}`;
}

function mapping(options: unknown): Readonly<Record<string, unknown>> {
  return typeof options === 'object' && options !== null ? (options as Readonly<Record<string, unknown>>) : {};
}

function words(value: unknown): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return '(not set)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
