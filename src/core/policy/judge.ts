/** Judges one state: every active rule over one Bom. Run on base and on head with the same policy, evidence and moment. */
import type { Bom, Change, Finding, Place, PolicyChange, Topic } from '../model.ts';
import { findingId } from './finding-id.ts';
import { compareText } from '../order.ts';
import type { Policy, RuleSetting } from './policy.ts';
import type { Context, Draft, Rule } from './rule.ts';

/** The rule that reports what could not be looked up. */
export const INCOMPLETE = 'verification/incomplete';

export interface JudgeInput {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  readonly bom: Bom;
  /** Empty when the base is judged. */
  readonly changes: readonly Change[];
  readonly policyChanges: readonly PolicyChange[];
  readonly now: Date;
}

/** All findings, one per id, sorted by rule, component, gap and scope. */
export function judge(input: JudgeInput): Finding[] {
  const { policy, rules, bom, changes, policyChanges, now } = input;
  const context: Context = { policy, bom, changes, policyChanges, now };
  const needed = neededTopics(policy, rules);
  const findings = new Map<string, Finding>();
  for (const rule of rules) {
    const setting = settingOf(policy, rule);
    if (setting.level === 'off' && rule.id !== INCOMPLETE && rule.raises !== true) continue;
    for (const draft of rule.judge(context, setting.options)) {
      const level = levelOf(rule, setting, draft, needed);
      if (level === 'off') continue;
      const { topics: _, raised: __, ...rest } = draft;
      const id = findingId(draft.rule, draft.component, draft.gap, draft.scope);
      const finding: Finding = { ...rest, id, level, places: sortedPlaces(draft.places) };
      const same = findings.get(id);
      findings.set(id, same === undefined ? finding : united(same, finding));
    }
  }
  return [...findings.values()].sort(
    (a, b) =>
      compareText(a.rule, b.rule) ||
      compareText(a.component, b.component) ||
      compareText(a.gap, b.gap) ||
      compareText(a.scope, b.scope) ||
      compareText(a.id, b.id),
  );
}

/** Topics that a rule at level block asks for: without their answers such a rule was not really applied. */
function neededTopics(policy: Policy, rules: readonly Rule[]): ReadonlySet<Topic> {
  const blocking = rules.filter((rule) => rule.id !== INCOMPLETE && settingOf(policy, rule).level === 'block');
  return new Set(blocking.flatMap((rule) => rule.topics));
}

/**
 * "Could not look" is never green (T4): what a blocking rule needed and did not get blocks, even where the policy turns
 * verification/incomplete down or off. A draft that does not say its topics is taken as needed.
 */
function levelOf(rule: Rule, setting: RuleSetting, draft: Draft, needed: ReadonlySet<Topic>): RuleSetting['level'] {
  if (rule.raises === true && draft.raised === true) return 'block';
  if (rule.id !== INCOMPLETE || setting.level === 'block') return setting.level;
  const raised = draft.topics === undefined ? needed.size > 0 : draft.topics.some((topic) => needed.has(topic));
  return raised ? 'block' : setting.level;
}

/** A rule that a hand-made policy does not know stands at its baseline. */
function settingOf(policy: Policy, rule: Rule): RuleSetting {
  return policy.rules.get(rule.id) ?? { level: rule.level, options: rule.options.parse({}) };
}

/** Two drafts of one id, such as two versions of one component, are one thing to do: the worse one speaks, all places are shown. */
function united(a: Finding, b: Finding): Finding {
  const worse = b.weight > a.weight ? b : a;
  const edits = [...a.fix.edits, ...b.fix.edits];
  const unique = new Map(edits.map((edit) => [JSON.stringify([edit.path, edit.site.line, edit.site.column]), edit]));
  return {
    ...worse,
    level: a.level === 'block' ? a.level : b.level,
    version: unitedVersion(a.version, b.version),
    places: sortedPlaces([...a.places, ...b.places]),
    fix: { ...worse.fix, edits: [...unique.values()] },
  };
}

/** Several versions are named together; a waiver that is bound to one of them does not fit them all (T28). */
function unitedVersion(a: string | null, b: string | null): string | null {
  const all = new Set([a, b].flatMap((one) => (one === null ? ['unknown'] : one.split(', '))));
  if (a === null && b === null) return null;
  return [...all].sort(compareText).join(', ');
}

function sortedPlaces(places: readonly Place[]): Place[] {
  const unique = new Map(places.map((place) => [JSON.stringify([place.path, place.line, place.column]), place]));
  return [...unique.values()].sort((a, b) => compareText(a.path, b.path) || a.line - b.line || a.column - b.column);
}
