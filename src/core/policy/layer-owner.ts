/** The owner's file over the baseline, and over what it rests on: what it says replaces, key by key; what is denied adds up; what it does not say stays. */
import { ownerLicenses, unitedTerms } from './layer-licenses.ts';
import type { PolicyFile } from './load.ts';
import type { Lists, Policy, RuleSetting, UnaffectedStatement } from './policy.ts';
import type { Waiver } from './waiver.ts';
import { described, PRODUCT_KEYS, statedAt } from './product.ts';
import type { Rule } from './rule.ts';
import { signersOf } from './signers.ts';
import { waivingOf } from './waiving-schema.ts';

/** The lists of a policy. */
export const LISTS = ['models', 'datasets', 'services', 'licenses'] as const;
export type ListName = (typeof LISTS)[number];

/** Merges the top layer. */
export function ownerLayer(policy: Policy, file: PolicyFile, rules: readonly Rule[]): Policy {
  const { values } = file;
  const origins = new Map(policy.origins);
  const say = (...key: string[]): void => {
    origins.set(key.join('.'), file.origin(...key));
  };
  for (const key of ['mode', 'declared', 'catalogs', 'approvers'] as const) if (values[key] !== undefined) say(key);
  for (const key of ['block', 'show'] as const) if (values.scope?.[key] !== undefined) say('scope', key);
  for (const key of PRODUCT_KEYS) if (statedAt(values.product, key) !== undefined) say('product', ...key);
  for (const key of Object.keys(values.waiving ?? {})) say('waiving', key);

  const lists = LISTS.map((name): [ListName, Lists] => {
    for (const key of ['allow', 'deny'] as const) if (values[name]?.[key] !== undefined) say(name, key);
    return [name, replaced(policy[name], values[name])];
  });
  const withLists = Object.fromEntries(lists) as Record<ListName, Lists>;
  const signers = (values.signers ?? []).flatMap((signer) => signersOf(signer, file.keys));
  (values.signers ?? []).forEach((_, index) => {
    origins.set(`signers.${index}`, file.origin('signers', index));
  });
  const waivers = waiversOf(file);
  waivers.forEach((_, index) => {
    origins.set(`waivers.${index}`, file.origin('waivers', index));
  });
  (values.statements ?? []).forEach((_, index) => {
    origins.set(`statements.${index}`, file.origin('statements', index));
  });
  (values.scopes ?? []).forEach((_, index) => {
    origins.set(`scopes.${index}`, file.origin('scopes', index));
  });
  return {
    ...policy,
    mode: values.mode ?? policy.mode,
    declared: values.declared ?? policy.declared,
    catalogs: values.catalogs ?? policy.catalogs,
    scope: { block: values.scope?.block ?? policy.scope.block, show: values.scope?.show ?? policy.scope.show },
    product: described(policy.product, values.product ?? {}),
    ...withLists,
    licenses: { ...withLists.licenses, ...ownerLicenses(policy.licenses, file, origins) },
    groups: [...policy.groups, ...file.groups],
    approvers: values.approvers ?? policy.approvers,
    signers: values.signers === undefined ? policy.signers : signers,
    rules: ownerRules(policy, file, rules, say),
    waivers: values.waivers === undefined ? policy.waivers : waivers,
    waiving: waivingOf(policy.waiving, values.waiving ?? {}),
    statements: values.statements === undefined ? policy.statements : statementsOf(file),
    scopes: values.scopes ?? policy.scopes,
    label: file.label,
    origins,
  };
}

function ownerRules(
  policy: Policy,
  file: PolicyFile,
  rules: readonly Rule[],
  say: (...key: string[]) => void,
): ReadonlyMap<string, RuleSetting> {
  const settings = new Map(policy.rules);
  for (const rule of rules) {
    const written = file.rules.get(rule.id);
    if (written === undefined) continue;
    const before = settings.get(rule.id);
    const mode = written.mode ?? before?.mode ?? 'enforce';
    settings.set(rule.id, {
      level: written.level,
      options: mergedOptions(rule, before?.options, written.options),
      ...(mode === 'evaluate' ? { mode } : {}),
    });
    // The key "rules.<id>.level" has an origin also where the file writes the short form "<id>: block".
    for (const key of ['level', ...(written.mode === undefined ? [] : ['mode']), ...Object.keys(written.options)])
      say('rules', rule.id, key);
  }
  return settings;
}

/** Options in force, overlaid by the written ones, checked and completed by the rule's own schema. */
export function mergedOptions(rule: Rule, before: unknown, written: Readonly<Record<string, unknown>>): unknown {
  return rule.options.parse({ ...(typeof before === 'object' ? before : {}), ...written });
}

function replaced(before: Lists, written: { allow?: string[] | undefined; deny?: string[] | undefined } | undefined): Lists {
  const allow = written?.allow ?? before.allow;
  return { ...(allow === undefined ? {} : { allow }), deny: unitedTerms(before.deny, written?.deny) };
}

/** The waivers of a file, absent keys as null. */
export function waiversOf(file: PolicyFile): Waiver[] {
  return (file.values.waivers ?? []).map(({ repositories = null, ...waiver }) => ({
    ...waiver,
    id: waiver.id ?? null,
    component: waiver.component ?? null,
    feeds: waiver.feeds ?? null,
    repositories,
    outside: outsideOf(repositories),
  }));
}

function statementsOf(file: PolicyFile): UnaffectedStatement[] {
  return (file.values.statements ?? []).map(({ repositories = null, ...statement }) => ({
    ...statement,
    repositories,
    outside: outsideOf(repositories),
  }));
}

/** A repository's own file knows no others; of an organization's file holding-in.ts says where its exceptions hold. */
function outsideOf(repositories: readonly string[] | null): Waiver['outside'] {
  return repositories === null ? null : 'nowhere';
}
