/** Clauses that decide about one component → drafts: one for what is breached, one for what a person has to decide. */
import type { BomComponent, UseReason } from '../../../model/index.ts';
import { clipped } from '../../../base/visible-text.ts';
import type { Draft } from '../../rule.ts';
import { byScope, draftOf, type Says, short } from './draft.ts';

/** A breach has the level of the rule. What is only open never refuses a merge by itself: license/denied with licenses.review asks a person. */
export function byClauses(rule: string, component: BomComponent, reasons: readonly UseReason[]): Draft[] {
  const denied = reasons.filter(({ verdict }) => verdict === 'deny');
  const open = reasons.filter(({ verdict }) => verdict === 'review');
  return [...draftsOf(rule, component, denied, 'deny'), ...(denied.length > 0 ? [] : draftsOf(rule, component, open, 'review'))];
}

function draftsOf(rule: string, component: BomComponent, clauses: readonly UseReason[], verdict: UseReason['verdict']): Draft[] {
  const [first] = clauses;
  if (first === undefined) return [];
  const says = saysOf(component, first, clauses, verdict);
  return byScope(component.sightings).map(([scope, sightings]) => ({
    ...draftOf(rule, component, scope, sightings, says),
    clauses,
    ...(verdict === 'review' ? { warns: true } : {}),
  }));
}

function saysOf(
  { name, identity, kind }: BomComponent,
  first: UseReason,
  clauses: readonly UseReason[],
  verdict: UseReason['verdict'],
): Says {
  const license = first.license ?? 'unknown';
  return {
    // What is compared (T38): which clause of which license, by which way; another ancestor or clause is another finding.
    gap: `${verdict}:${[...new Set(clauses.map((one) => `${one.clause}:${one.license ?? 'unknown'}`))].sort().join(' ')}`,
    // One line: names that hubs and cards write are in it. `clauses` has it whole.
    reason: clipped([reachedBy(first), first.text.replace(/\.$/, ''), factOf(first)].filter((part) => part !== '').join(' '), MAX_REASON),
    // Many libraries under one license are one thing to do, which no single one of them names.
    title: titleOf(kind === 'library' ? `the libraries under ${short(license)}` : short(name), first, verdict),
    cause: kind === 'library' ? `license ${first.clause} ${license}` : `license ${identity}`,
    weight: verdict === 'deny' ? 3 : 1,
  };
}

/** "acme/ner ← acme/base ← meta/llama:", where an ancestor carries the clause. */
function reachedBy({ path }: UseReason): string {
  return path.length > 1 ? `${path.map(short).join(' ← ')}:` : '';
}

function factOf({ fact }: UseReason): string {
  return fact === null ? '' : `(${fact})`;
}

function titleOf(what: string, { set }: UseReason, verdict: UseReason['verdict']): string {
  if (verdict === 'deny') return `Replace ${what}, or get another license`;
  return set === null ? `Decide on the license of ${what}` : `Decide on ${what}: set ${set} in the policy`;
}

const MAX_REASON = 390;
