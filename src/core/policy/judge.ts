/** Judges one state: every active rule over one Bom. Run on base and on head with the same policy, evidence and moment. */
import type { Bom, Change, Finding, OwnLicenseChange, Place, PolicyChange, PolicyMistake, Topic } from '../model/index.ts';
import { withoutMentions } from '../model/mentioned.ts';
import { partsOfBom } from '../model/parts.ts';
import { findingId, tupleOf } from './finding-id.ts';
import { offerKey, offersIn } from './offers.ts';
import { compareText } from '../base/order.ts';
import { type AskedRule, untouchedToAsk } from './judge-untouched.ts';
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
  readonly before?: Context['before'];
  readonly ofChange?: Context['ofChange'];
  readonly policyChanges: readonly PolicyChange[];
  readonly policyMistakes?: readonly PolicyMistake[];
  readonly ownLicenseChanges?: readonly OwnLicenseChange[];
  /** Of the libraries that a change leaves alone the other tree has findings about these alone; absent: nobody judged it. */
  readonly spokenOf?: ReadonlySet<string>;
  readonly now: Date;
}

/** All findings, one per tuple (of loads without a name: and expression), sorted by rule, component, gap and scope. */
export function judge(input: JudgeInput): Finding[] {
  const {
    policy,
    rules,
    bom,
    changes,
    before = null,
    ofChange = false,
    policyChanges,
    policyMistakes = [],
    ownLicenseChanges = [],
    now,
  } = input;
  const context: Context = { policy, bom, changes, before, ofChange, policyChanges, policyMistakes, ownLicenseChanges, now };
  const needed = neededTopics(policy, rules);
  // Which terms and which revision what nothing loads has, is nobody's question; whether it is allowed is.
  const loaded: Context = { ...context, bom: withoutMentions(bom) };
  const findings = new Map<string, Finding>();
  const offers = policy.catalogs === 'show' ? offersIn(partsOfBom(loaded.bom).touched) : new Set<string>();
  const asked = rules.flatMap((rule): AskedRule[] => {
    const setting = settingOf(policy, rule);
    return setting.level === 'off' && rule.id !== INCOMPLETE && rule.raises !== true ? [] : [{ rule, setting }];
  });
  const ask = ({ rule, setting }: AskedRule, state: Context): void => {
    const passes = rule.passesOffers === true && setting.level !== 'block' && policy.catalogs === 'show';
    for (const draft of rule.judge(state, setting.options)) {
      if (passes && offers.has(offerKey(draft))) continue;
      const level = levelOf(rule, setting, draft, needed);
      if (level === 'off') continue;
      const finding = findingOf(draft, level);
      const key = JSON.stringify([tupleOf(finding), finding.component]);
      const same = findings.get(key);
      findings.set(key, same === undefined ? finding : united(same, finding));
    }
  };
  const touched: Context = { ...context, bom: partsOfBom(bom).touched };
  const touchedLoads: Context = { ...context, bom: partsOfBom(loaded.bom).touched };
  for (const one of asked) {
    const isOfLoads = asksOfLoadsAlone(one.rule);
    if (one.rule.libraries === undefined) ask(one, isOfLoads ? loaded : context);
    else ask(one, isOfLoads ? touchedLoads : touched);
  }
  for (const [one, state] of untouchedToAsk(asked, context, input.spokenOf)) ask(one, state);
  return [...findings.values()].sort(
    (a, b) =>
      compareText(a.rule, b.rule) ||
      compareText(a.component, b.component) ||
      compareText(a.gap, b.gap) ||
      compareText(a.scope, b.scope) ||
      compareText(tupleOf(a), tupleOf(b)),
  );
}

/** What labels relax is asked of no name that tests hold as data; what is denied is denied there, too. */
function asksOfLoadsAlone({ id, everywhere }: Rule): boolean {
  return everywhere === false && !id.endsWith('/denied');
}

/** What a draft does not say is asked for follows from its version. Files and policies are told apart by gap and path. */
function findingOf(draft: Draft, level: Finding['level']): Finding {
  const { topics: _, raised: __, warns: ___, ...rest } = draft;
  const isFile = draft.kind === 'tree' || draft.kind === 'policy';
  const asked = { requested: [draft.version], subject: isFile ? [] : [draft.version], unresolved: false, limited: false };
  const whole = { ...asked, ...rest, level, places: sortedPlaces(draft.places), readAt: sortedPlaces(draft.readAt ?? []) };
  return { ...whole, id: findingId(whole) };
}

/** Topics that a rule at level block asks for: without their answers such a rule was not really applied. One that is tried out refuses nothing. */
function neededTopics(policy: Policy, rules: readonly Rule[]): ReadonlySet<Topic> {
  const blocking = rules.filter((rule) => rule.id !== INCOMPLETE && isEnforced(settingOf(policy, rule)));
  return new Set(blocking.flatMap((rule) => rule.topics));
}

function isEnforced({ level, mode }: RuleSetting): boolean {
  return level === 'block' && mode !== 'evaluate';
}

/**
 * "Could not look" is never green (T4): what a blocking rule needed and did not get blocks, even where the policy turns
 * verification/incomplete down or off. A draft that does not say its topics is taken as needed.
 */
function levelOf(rule: Rule, setting: RuleSetting, draft: Draft, needed: ReadonlySet<Topic>): RuleSetting['level'] {
  if (rule.raises === true && draft.raised === true) return 'block';
  if (draft.warns === true && setting.level === 'block') return 'warn';
  if (rule.id !== INCOMPLETE || setting.level === 'block') return setting.level;
  const raised = draft.topics === undefined ? needed.size > 0 : draft.topics.some((topic) => needed.has(topic));
  return raised ? 'block' : setting.level;
}

/** A rule that a hand-made policy does not know stands at its baseline. */
function settingOf(policy: Policy, rule: Rule): RuleSetting {
  return policy.rules.get(rule.id) ?? { level: rule.level, options: rule.options.parse({}) };
}

/** Two drafts of one tuple, such as two versions of one library, are one thing to do: the worse one speaks, all places are shown. */
function united(a: Finding, b: Finding): Finding {
  const worse = b.weight > a.weight ? b : a;
  const edits = [...a.fix.edits, ...b.fix.edits];
  const unique = new Map(edits.map((edit) => [JSON.stringify([edit.path, edit.site.line, edit.site.column]), edit]));
  return {
    ...worse,
    level: a.level === 'block' ? a.level : b.level,
    version: unitedVersion(a.version, b.version),
    requested: [...new Set([...a.requested, ...b.requested])].sort((one, other) => compareText(one ?? '', other ?? '')),
    limited: a.limited || b.limited,
    fedAnew: a.fedAnew === true || b.fedAnew === true,
    places: sortedPlaces([...a.places, ...b.places]),
    readAt: sortedPlaces([...(a.readAt ?? []), ...(b.readAt ?? [])]),
    fix: { ...worse.fix, edits: [...unique.values()] },
  };
}

/** Several versions are named together. */
function unitedVersion(a: string | null, b: string | null): string | null {
  const all = new Set([a, b].flatMap((one) => (one === null ? ['unknown'] : one.split(', '))));
  if (a === null && b === null) return null;
  return [...all].sort(compareText).join(', ');
}

function sortedPlaces(places: readonly Place[]): Place[] {
  const unique = new Map(places.map((place) => [JSON.stringify([place.path, place.line, place.column]), place]));
  return [...unique.values()].sort((a, b) => compareText(a.path, b.path) || a.line - b.line || a.column - b.column);
}
