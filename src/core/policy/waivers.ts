/** Waivers: named, reasoned, expiring exceptions. */
import type { Finding, JudgedFinding, Note } from '../model/index.ts';
import { compareText } from '../base/order.ts';
import { daysUntil } from './calendar.ts';
import type { PolicyFile } from './load.ts';
import type { Policy } from './policy.ts';
import type { Waiver } from './waiver.ts';
import { isFullCommit } from '../ref/parse.ts';
import {
  asksFor,
  names,
  namingText,
  targetOf,
  type WaivablePart,
  waivablePartsOf,
  type WaiverTarget,
  waiverWords,
} from './waiver-target.ts';

/** A waiver warns this many days before its last day. */
const WARN_DAYS = 14;

export type WaiverView = NonNullable<JudgedFinding['waiver']>;

/** Finds the waivers in force for a finding, and keeps what must be said about waivers that end, or do not hold. */
export interface Waiving {
  find(finding: Finding): WaiverView | null;
  /** Sorted as in the policy. */
  notes(): Note[];
}

interface Read {
  readonly waiver: Waiver;
  readonly target: WaiverTarget;
  readonly daysLeft: number;
}

/** `now` decides by its UTC day; the day in `expires` is still valid. `drifting`: rules whose findings drift (rule.ts). */
export function waiving(policy: Policy, drifting: ReadonlyMap<string, true | 'always'>, now: Date): Waiving {
  const all = policy.waivers.map((waiver): Read => {
    return { waiver, target: targetOf(waiver), daysLeft: daysUntil(waiver.expires, now) };
  });
  const byRule = Map.groupBy(all, ({ waiver }) => waiver.rule);
  const met = new Map<Waiver, string>();
  const missed = new Map<Waiver, string>();
  return {
    find(finding) {
      const named = byRule.get(finding.rule) ?? [];
      const chosen = waivablePartsOf(finding).map((part) => inForce(named, finding, part));
      const [soonest] = chosen.flatMap((one) => one ?? []).sort((a, b) => a.daysLeft - b.daysLeft);
      if (soonest === undefined || chosen.includes(null)) return null;
      const { reason, approver, expires } = soonest.waiver;
      return { reason, approver, expires, daysLeft: soonest.daysLeft };
    },
    notes: () => all.flatMap(({ waiver, daysLeft }) => noteOf(waiver, met.get(waiver), missed.get(waiver), daysLeft)),
  };

  /** Of a renewed waiver only the one in force counts: its predecessor's end is no news. */
  function inForce(named: readonly Read[], finding: Finding, part: WaivablePart): Read | null {
    const about = named.filter(({ target }) => names(target, finding, part));
    const fitting = about.filter((one) => {
      const { waiver, target } = one;
      return overLimit(one) === null && fits(waiver, target, finding, part) && !isLoose(waiver, target, finding, part);
    });
    const [last] = fitting.filter(({ daysLeft }) => daysLeft >= 0).sort((a, b) => compareText(b.waiver.expires, a.waiver.expires));
    for (const { waiver } of last === undefined ? fitting : [last]) met.set(waiver, met.get(waiver) ?? finding.name);
    if (last !== undefined) return last;
    // What is for other repositories says nothing in this one.
    for (const one of about.filter(({ waiver }) => waiver.outside !== 'elsewhere')) {
      if (missed.has(one.waiver)) continue;
      const limit = overLimit(one);
      missed.set(
        one.waiver,
        limit === null
          ? whyNot(one.waiver, one.target, finding, part)
          : `A waiver for ${finding.name} (${finding.rule}) does not hold: ${limit}.`,
      );
    }
    return null;
  }

  /** What the policy says of all waivers; null: nothing against this one. Judged on each day anew, so that an end far away is no way around it. */
  function overLimit({ waiver, daysLeft }: Read): string | null {
    const { longest, never } = policy.waiving;
    if (never.includes(waiver.rule)) return 'the policy says that nobody waives this rule';
    if (longest === null || daysLeft <= longest) return null;
    return `it ends on ${waiver.expires}, and the policy allows at most ${longest} days ahead`;
  }

  /**
   * T28, T38: another license voids it. What moves may get one while the code asks for the same, and only the id tells. Of bytes the id alone tells
   * whether they are those that somebody looked at; a pattern is for all of them, and what names the content of a file is bound to it.
   */
  function isLoose({ id }: Waiver, target: WaiverTarget, finding: Finding, { requested }: WaivablePart): boolean {
    const { kind } = target;
    if (id === null && drifting.get(finding.rule) === 'always')
      return kind === 'component' || (kind === 'file' && target.content === null && !target.path.includes('*'));
    const moves = finding.kind === 'library' ? requested === null : requested === null || !isFullCommit(requested);
    return id === null && kind === 'component' && drifting.has(finding.rule) && moves;
  }
}

/** Another revision is another thing, which nobody has looked at (T28). The id is a comment that is checked: it can only narrow (T38). */
function fits({ id, outside, version }: Waiver, target: WaiverTarget, finding: Finding, part: WaivablePart): boolean {
  const isSeen = version === undefined || version === finding.version;
  return outside === null && asksFor(target, part) && (id === null || id === finding.id) && isSeen;
}

function whyNot({ id, repositories, outside, version }: Waiver, target: WaiverTarget, finding: Finding, part: WaivablePart): string {
  const what = `for ${finding.name} (${finding.rule}) does not hold`;
  if (outside !== null)
    return `A waiver ${what}: ${repositories === null ? "in an organization's file it has to name its repositories" : "only an organization's file names repositories"}.`;
  if (asksFor(target, part) && version !== undefined && version !== finding.version)
    return `A waiver ${what}: it was given for ${version}, and what is asked for is ${finding.version ?? 'not known'} now. Look at it again.`;
  if (asksFor(target, part) && id === null)
    return `A waiver ${what}: what is found may change while the code asks for the same. Once that was looked at, add id: ${finding.id}.`;
  if (asksFor(target, part))
    return `The waiver ${id ?? ''} ${what}: what is found there now has the id ${finding.id}. Look at it again before you write that id.`;
  const write = namingText(finding, part);
  return `A waiver ${what}: ${whatIsThere(part)}.${write === null ? '' : ` Once that was looked at, write ${write}.`}`;
}

function whatIsThere({ path, requested, feeds }: WaivablePart): string {
  if (feeds !== null) return 'a waiver for a load without a name has to say all that feeds the name';
  if (path === null) return `the code asks for ${requested ?? 'no revision'}`;
  return `what is there now is ${requested ?? 'content without an id'}`;
}

/** Waivers of a file that waive nothing any more, "path:line what". The file is as good as on the day it was written: no mistake (T40). */
export function endedWaivers(file: PolicyFile, now: Date): string[] {
  return (file.values.waivers ?? []).flatMap(({ id = null, component = null, feeds = null, rule, expires }, index) => {
    if (daysUntil(expires, now) >= 0) return [];
    const what = waiverWords({ id, component, feeds, rule });
    return [`${file.origin('waivers', index)}: the waiver ${what} ended on ${expires} and waives nothing any more`];
  });
}

function noteOf(waiver: Waiver, name: string | undefined, missed: string | undefined, daysLeft: number): Note[] {
  if (name === undefined) return missed === undefined || daysLeft < 0 ? [] : [{ code: 'waiver-void', text: missed }];
  if (daysLeft > WARN_DAYS) return [];
  const what = `The waiver ${waiver.id ?? waiver.rule} for ${name}`;
  if (daysLeft < 0) return [{ code: 'waiver-expired', text: `${what} ended on ${waiver.expires}; the finding is back.` }];
  const left = daysLeft === 0 ? 'today is its last day' : `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
  return [{ code: 'waiver-expiring', text: `${what} ends on ${waiver.expires} (${left}).` }];
}
