/** Waivers: named, reasoned, expiring exceptions. */
import type { Finding, JudgedFinding, Note } from '../model.ts';
import { identityOf } from '../ref-format.ts';
import { parseRef } from '../ref-parse.ts';
import { daysUntil } from './calendar.ts';
import { compareText } from '../order.ts';
import type { PolicyFile } from './load.ts';
import type { Policy, Waiver } from './policy.ts';

/** A waiver warns this many days before its last day. */
const WARN_DAYS = 14;

export type WaiverView = NonNullable<JudgedFinding['waiver']>;

/** Finds the waiver in force for a finding, and keeps what must be said about waivers that end. */
export interface Waiving {
  find(finding: Finding): WaiverView | null;
  /** Notes about the waivers that fitted a finding: about to end, or ended. Sorted as in the policy. */
  notes(): Note[];
}

/** `now` decides by its UTC day; the day in `expires` is still valid. */
export function waiving(policy: Policy, now: Date): Waiving {
  const met = new Map<Waiver, string>();
  return {
    find(finding) {
      const fitting = policy.waivers.filter((waiver) => waiverFits(waiver, finding));
      const inForce = fitting.filter(({ expires }) => daysUntil(expires, now) >= 0).sort((a, b) => compareText(b.expires, a.expires))[0];
      // Of a renewed waiver only the one in force counts: its predecessor's end is no news.
      for (const waiver of inForce === undefined ? fitting : [inForce]) met.set(waiver, met.get(waiver) ?? finding.name);
      if (inForce === undefined) return null;
      const { reason, approver, expires } = inForce;
      return { reason, approver, expires, daysLeft: daysUntil(expires, now) };
    },
    notes: () => policy.waivers.flatMap((waiver) => noteOf(waiver, met.get(waiver), daysUntil(waiver.expires, now))),
  };
}

/**
 * Everything that the waiver names must fit. One with a revision holds for exactly that revision: another one is another
 * thing, which nobody has looked at (T28).
 */
export function waiverFits(waiver: Waiver, finding: Finding): boolean {
  if (waiver.id === null && (waiver.component === null || waiver.rule === null)) return false;
  if (waiver.id !== null && waiver.id !== finding.id) return false;
  if (waiver.rule !== null && waiver.rule !== finding.rule) return false;
  if (waiver.component === null) return true;
  const ref = parseRef(waiver.component);
  if (identityOf(ref) !== finding.component) return false;
  return ref.version === null || ref.version.toLowerCase() === finding.version?.toLowerCase();
}

/** Waivers of a file that waive nothing any more, "path:line what". The file is as good as on the day it was written: no mistake (T40). */
export function endedWaivers(file: PolicyFile, now: Date): string[] {
  return (file.values.waivers ?? []).flatMap(({ id, component, rule, expires }, index) => {
    if (daysUntil(expires, now) >= 0) return [];
    const what = [id, component, rule].filter((part) => part !== undefined).join(' ');
    return [`${file.origin('waivers', index)}: the waiver ${what} ended on ${expires} and waives nothing any more`];
  });
}

function noteOf(waiver: Waiver, name: string | undefined, daysLeft: number): Note[] {
  if (name === undefined || daysLeft > WARN_DAYS) return [];
  const what = `The waiver ${waiver.id ?? waiver.rule ?? ''} for ${name}`;
  if (daysLeft < 0) return [{ code: 'waiver-expired', text: `${what} ended on ${waiver.expires}; the finding is back.` }];
  const left = daysLeft === 0 ? 'today is its last day' : `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
  return [{ code: 'waiver-expiring', text: `${what} ends on ${waiver.expires} (${left}).` }];
}
