/** What a reader must know about how this was judged (T4, T6), as notifications of the run. */
import type { Bom, Note, Problem, Verdict } from '../../model/index.ts';
import { notReadOf } from '../view/not-read.ts';
import { remarksOf } from '../view/remarks.ts';
import { isPlain, location, type Location, message } from './text.ts';

const NOTES = 300;
const UNREAD = 200;
const TEXT = 300;

export interface Notification {
  readonly level: 'note' | 'warning';
  readonly message: { readonly text: string };
  readonly descriptor: { readonly id: string };
  readonly locations?: readonly [Location];
}

/** `left`: how many findings have no result, of those that should. Nothing is cut without a word about how much. */
export function notificationsOf(verdict: Verdict, bom: Bom, left: number): Notification[] {
  const notes = [...verdict.notes.filter((note) => !isOfWaiver(note)), ...verdict.notes.filter(isOfWaiver)];
  return [
    ...derived(verdict, bom),
    ...covered(verdict),
    ...notes.slice(0, NOTES).map(ofNote),
    ...cut(notes.length - NOTES, 'notes-left-out', 'notes were left out'),
    ...cut(left, 'results-left-out', 'findings were left out, the least urgent ones: a run has a limit. The JSON report has all of them'),
    ...bom.problems.slice(0, UNREAD).map(unread),
    ...cut(bom.problems.length - UNREAD, 'unread-left-out', 'places could not be read. The JSON report has all of them'),
  ];
}

/** Any number of waivers may be about to expire, or not hold; they must not push out what says that nobody looked. */
function isOfWaiver({ code }: Note): boolean {
  return (
    code === 'waiver-expiring' || code === 'waiver-expired' || code === 'waiver-void' || code === 'override' || code === 'statement-void'
  );
}

/** What no note says: the mode, and what got no answer. In the words of the other formats. */
function derived(verdict: Verdict, bom: Bom): Notification[] {
  return remarksOf({ ...verdict, notes: [] }, bom).map(({ unchecked, text }) => ({
    level: 'warning',
    message: message([text]),
    descriptor: { id: unchecked ? 'not-answered' : 'evaluate' },
  }));
}

/** T33: how much was read; the names stand in the other formats. */
function covered(verdict: Verdict): Notification[] {
  const left = notReadOf(verdict);
  return left === null ? [] : [{ level: 'note', message: message([left.title]), descriptor: { id: 'not-read' } }];
}

function ofNote({ code, text }: Note): Notification {
  return { level: code === 'policy-built-in' ? 'note' : 'warning', message: message([text]), descriptor: { id: code } };
}

function unread(problem: Problem): Notification {
  const where = isPlain(problem) ? '' : ` ${problem.path.slice(0, TEXT)}:${problem.line}`;
  return {
    level: 'warning',
    message: message([`Not read${where}: ${problem.message}`], TEXT * 2),
    descriptor: { id: problem.code },
    locations: [location(problem)],
  };
}

function cut(count: number, id: string, what: string): Notification[] {
  return count > 0 ? [{ level: 'warning', message: message([`${count} more ${what}.`]), descriptor: { id } }] : [];
}
