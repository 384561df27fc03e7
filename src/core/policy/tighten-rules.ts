/** Levels, modes and options of rules below the owner's layer: per rule, only what is stricter is taken (T24). */
import { isDeepStrictEqual } from 'node:util';
import type { Level } from '../model/index.ts';
import { mergedOptions } from './layer-owner.ts';
import type { PolicyFile, RuleInput } from './load.ts';
import type { Policy, RuleSetting } from './policy.ts';
import type { Rule } from './rule.ts';
import type { LayerTold } from './told.ts';

export const STRICTNESS: readonly Level[] = ['off', 'warn', 'block'];

export function tightenRules(above: Policy, file: PolicyFile, told: LayerTold): Policy {
  const settings = new Map(above.rules);
  for (const rule of told.rules) {
    const [written, now] = [file.rules.get(rule.id), settings.get(rule.id)];
    if (written === undefined || now === undefined) continue;
    settings.set(rule.id, {
      level: tightenLevel(rule, now, written, told),
      options: tightenOptions(rule, now, written, told),
      ...tightenMode(rule, now, written, above, told),
    });
  }
  return { ...above, rules: settings };
}

function tightenLevel({ id }: Rule, { level }: RuleSetting, written: RuleInput, { refuse, takes }: LayerTold): Level {
  if (written.level === level) return level;
  if (STRICTNESS.indexOf(written.level) > STRICTNESS.indexOf(level)) {
    takes('rules', id, 'level');
    return written.level;
  }
  refuse(`rules.${id}: the layer above says ${level}.`, 'rules', id);
  return level;
}

/** Nothing below tries a rule out that is enforced above; to enforce what is tried out is stricter. */
function tightenMode(
  { id }: Rule,
  { mode }: RuleSetting,
  written: RuleInput,
  above: Policy,
  { refuse, takes }: LayerTold,
): Pick<RuleSetting, 'mode'> {
  if (written.mode === 'enforce' && mode === 'evaluate') {
    takes('rules', id, 'mode');
    return {};
  }
  if (written.mode === 'evaluate' && mode !== 'evaluate' && above.mode === 'enforce')
    refuse(`rules.${id}.mode: the layer above enforces it.`, 'rules', id, 'mode');
  return mode === undefined ? {} : { mode };
}

/** Only a rule knows which of two options is the stricter; without its word the one above stays. */
function tightenOptions(rule: Rule, above: RuleSetting, { options: written }: RuleInput, { refuse, joins }: LayerTold): unknown {
  const wanted = mergedOptions(rule, above.options, written);
  if (isDeepStrictEqual(wanted, above.options)) return above.options;
  const taken = rule.tighten === undefined ? above.options : rule.tighten(above.options, wanted);
  for (const key of Object.keys(written)) {
    const before = valueAt(above.options, key);
    if (!isDeepStrictEqual(valueAt(taken, key), before)) joins('rules', rule.id, key);
    else if (!isDeepStrictEqual(valueAt(wanted, key), before))
      refuse(`rules.${rule.id}.${key}: the layer above decides this option.`, 'rules', rule.id, key);
  }
  return taken;
}

function valueAt(options: unknown, key: string): unknown {
  return typeof options === 'object' && options !== null ? (options as Record<string, unknown>)[key] : undefined;
}
