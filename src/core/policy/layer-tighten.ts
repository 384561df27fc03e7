/** A file below the owner's: per key, only the stricter value is taken (T24); everything else is refused with its line. */
import { isDeepStrictEqual } from 'node:util';
import type { Mistake } from '../base/errors.ts';
import type { Level } from '../model/index.ts';
import { readTerm, termCoversTerm } from '../license/list-terms.ts';
import { tightenedLicenses } from './layer-licenses.ts';
import { LISTS, mergedOptions } from './layer-owner.ts';
import type { ListName } from './layer-owner.ts';
import type { PolicyFile } from './load.ts';
import { covers, parsePattern } from './patterns.ts';
import type { Lists, Policy, RuleSetting } from './policy.ts';
import type { Rule } from './rule.ts';
import { sameSigner, signersOf } from './signers.ts';
import { asksForLonger, tightenedWaiving } from './waiving-schema.ts';

export const STRICTNESS: readonly Level[] = ['off', 'warn', 'block'];

export interface Layered {
  readonly policy: Policy;
  /** What a lower layer asked for and did not get, with its place. The stricter value above stays in force. */
  readonly refused: readonly Mistake[];
}

/** Merges a layer that may only tighten. */
export function tightenLayer(policy: Policy, file: PolicyFile, rules: readonly Rule[]): Layered {
  const { values } = file;
  const origins = new Map(policy.origins);
  const refused: Mistake[] = [];
  const refuse = (message: string, ...key: (string | number)[]): void => {
    refused.push({ message, where: file.origin(...key) });
  };
  const say = (...key: string[]): void => {
    const dotted = key.join('.');
    const before = policy.origins.get(dotted);
    origins.set(dotted, before === undefined ? file.origin(...key) : `${before} and ${file.origin(...key)}`);
  };

  if (values.mode === 'evaluate' && policy.mode === 'enforce') refuse('mode: the layer above enforces.', 'mode');
  else if (values.mode !== undefined && values.mode !== policy.mode) origins.set('mode', file.origin('mode'));
  if (values.declared === 'pinned' && policy.declared === 'named')
    refuse('declared: the layer above takes a declaration for a name only.', 'declared');
  else if (values.declared !== undefined && values.declared !== policy.declared) origins.set('declared', file.origin('declared'));
  if (values.catalogs === 'show' && policy.catalogs === 'judge') refuse('catalogs: the layer above judges what lists offer.', 'catalogs');
  else if (values.catalogs !== undefined && values.catalogs !== policy.catalogs) origins.set('catalogs', file.origin('catalogs'));
  for (const key of Object.keys(values.product ?? {})) refuse('product: only the layer above describes the product.', 'product', key);
  // Who may approve decides what is approved: a layer below names nobody (T24).
  if (values.approvers !== undefined && values.approvers.length > 0)
    refuse('approvers: only the layer above says who approves.', 'approvers');
  if (values.waivers !== undefined && values.waivers.length > 0) refuse('waivers: only the layer above waives.', 'waivers');
  if (values.statements !== undefined && values.statements.length > 0)
    refuse('statements: only the layer above states what does not affect the product.', 'statements');
  if (values.scopes !== undefined && values.scopes.length > 0) refuse('scopes: only the layer above says what does not ship.', 'scopes');

  const waiving = tightenedWaiving(policy.waiving, values.waiving ?? {});
  if (asksForLonger(policy.waiving, values.waiving ?? {})) refuse('waiving.longest: the layer above allows less.', 'waiving', 'longest');
  else if (waiving.longest !== policy.waiving.longest) say('waiving', 'longest');
  if (waiving.never.length > policy.waiving.never.length) say('waiving', 'never');
  if (values.waiving?.['by-author'] === true && !policy.waiving.byAuthor)
    refuse('waiving.by-author: only the layer above lets authors waive.', 'waiving', 'by-author');
  else if (waiving.byAuthor !== policy.waiving.byAuthor) say('waiving', 'by-author');

  const signers = fewerSigners(policy, file, refuse, say);
  const scope = { ...policy.scope };
  for (const key of ['block', 'show'] as const) {
    const more = (values.scope?.[key] ?? []).filter((one) => !policy.scope[key].includes(one));
    if (values.scope?.[key] !== undefined && policy.scope[key].some((one) => values.scope?.[key]?.includes(one) !== true))
      refuse(`scope.${key}: places of the layer above cannot be taken away.`, 'scope', key);
    if (more.length === 0) continue;
    scope[key] = [...policy.scope[key], ...more];
    say('scope', key);
  }

  const lists = LISTS.map((name): [ListName, Lists] => {
    const written = values[name];
    const deny = (written?.deny ?? []).filter((term) => !policy[name].deny.includes(term));
    if (deny.length > 0) say(name, 'deny');
    let { allow } = policy[name];
    if (written?.allow !== undefined) {
      const outside = allow === undefined ? [] : written.allow.filter((term) => !overlaps(name, allow ?? [], term));
      for (const term of outside)
        refuse(`${name}.allow: "${term}" is outside what the layer above allows.`, name, 'allow', written.allow.indexOf(term));
      allow = allow === undefined ? written.allow : intersection(name, allow, written.allow);
      say(name, 'allow');
    }
    return [name, { ...(allow === undefined ? {} : { allow }), deny: [...policy[name].deny, ...deny] }];
  });

  const withLists = Object.fromEntries(lists) as Record<ListName, Lists>;
  const settings = new Map(policy.rules);
  for (const rule of rules) {
    const written = file.rules.get(rule.id);
    const above = settings.get(rule.id);
    if (written === undefined || above === undefined) continue;
    const options = tightenedOptions(rule, above, written.options, refuse, say);
    const raises = STRICTNESS.indexOf(written.level) > STRICTNESS.indexOf(above.level);
    if (raises) origins.set(`rules.${rule.id}.level`, file.origin('rules', rule.id, 'level'));
    else if (written.level !== above.level) refuse(`rules.${rule.id}: the layer above says ${above.level}.`, 'rules', rule.id);
    settings.set(rule.id, { level: raises ? written.level : above.level, options });
  }

  const merged: Policy = {
    ...policy,
    mode: values.mode === 'enforce' ? 'enforce' : policy.mode,
    declared: values.declared === 'named' ? 'named' : policy.declared,
    catalogs: values.catalogs === 'judge' ? 'judge' : policy.catalogs,
    scope,
    ...withLists,
    licenses: { ...withLists.licenses, ...tightenedLicenses(policy.licenses, file, refuse, say) },
    signers,
    waiving,
    rules: settings,
    label: `${policy.label} and ${file.label}`,
    origins,
  };
  return { policy: merged, refused };
}

/** T24: signers only shrink. Who lists some keeps those of them that are in force; others are refused. */
function fewerSigners(
  policy: Policy,
  file: PolicyFile,
  refuse: (message: string, ...key: (string | number)[]) => void,
  say: (...key: string[]) => void,
): Policy['signers'] {
  const { signers: written } = file.values;
  if (written === undefined) return policy.signers;
  const wanted = written.map((input) => signersOf(input, file.keys));
  wanted.forEach((some, index) => {
    if (!some.every((one) => policy.signers.some((above) => sameSigner(above, one))))
      refuse('signers: only the layer above adds signers.', 'signers', index);
  });
  say('signers');
  return policy.signers.filter((above) => wanted.flat().some((one) => sameSigner(above, one)));
}

/** Only a rule knows which of two options is the stricter; without its word the one above stays. */
function tightenedOptions(
  rule: Rule,
  above: RuleSetting,
  written: Readonly<Record<string, unknown>>,
  refuse: (message: string, ...key: string[]) => void,
  say: (...key: string[]) => void,
): unknown {
  const wanted = mergedOptions(rule, above.options, written);
  if (isDeepStrictEqual(wanted, above.options)) return above.options;
  const taken = rule.tighten === undefined ? above.options : rule.tighten(above.options, wanted);
  for (const key of Object.keys(written)) {
    const before = valueAt(above.options, key);
    if (!isDeepStrictEqual(valueAt(taken, key), before)) say('rules', rule.id, key);
    else if (!isDeepStrictEqual(valueAt(wanted, key), before))
      refuse(`rules.${rule.id}.${key}: the layer above decides this option.`, 'rules', rule.id, key);
  }
  return taken;
}

function valueAt(options: unknown, key: string): unknown {
  return typeof options === 'object' && options !== null ? (options as Record<string, unknown>)[key] : undefined;
}

/** Every entry that lies within the other side's list: nothing gets in that both layers do not allow. */
function intersection(name: ListName, above: readonly string[], below: readonly string[]): string[] {
  const within = (term: string, list: readonly string[]): boolean => list.some((outer) => termCovers(name, outer, term));
  return [...new Set([...below.filter((term) => within(term, above)), ...above.filter((term) => within(term, below))])];
}

function overlaps(name: ListName, above: readonly string[], term: string): boolean {
  return above.some((outer) => termCovers(name, outer, term) || termCovers(name, term, outer));
}

export function termCovers(name: ListName, outer: string, inner: string): boolean {
  return name === 'licenses' ? termCoversTerm(readTerm(outer), readTerm(inner)) : covers(parsePattern(outer), parsePattern(inner));
}
