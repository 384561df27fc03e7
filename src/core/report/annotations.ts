/** What is shown beside the lines of a diff: one thing to do at one place each, worst first. For the Action and the App. */
import type { Bom, Place, Verdict } from '../model/index.ts';
import { mayMerge } from '../model/conclusion.ts';
import { clipped, visibleUpTo } from '../base/visible-text.ts';
import type { BlockWithTerms } from './view/terms.ts';
import { phraseWords } from './view/phrase.ts';
import { reportViewOf } from './view/view.ts';
import { withoutCommands } from './view/words.ts';

export interface Annotation {
  readonly level: 'failure' | 'warning';
  /** Null when the path has characters that are not seen: then the message names it, written out (T22). */
  readonly path: string | null;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** At most 255 characters (checks API). */
  readonly title: string;
  readonly message: string;
}

const TITLE = 200;
const MOST = 255;
const MESSAGE = 1_500;
/** A clause, and what decides it. */
const TERMS = 2;

/** First one place of every thing to do, then their other places. Only what is new or worse speaks; without a base, everything. */
export function annotationsOf(verdict: Verdict, bom: Bom): Annotation[] {
  const { refusing, warning } = reportViewOf(verdict, bom);
  const refuses = !mayMerge(verdict.conclusion);
  const blocks = [...refusing, ...warning];
  const at = (block: BlockWithTerms, place: Place): Annotation => annotation(block, place, block.blocks && refuses ? 'failure' : 'warning');
  return [
    ...blocks.flatMap((block) => block.places.slice(0, 1).map((place) => at(block, place))),
    ...blocks.flatMap((block) => block.places.slice(1).map((place) => at(block, place))),
  ];
}

/** The verdict in one line, as the comment's heading says it. */
export function headline(verdict: Verdict, bom: Bom): string {
  return clipped(oneLine(reportViewOf(verdict, bom).title.text, TITLE), MOST);
}

function annotation(block: BlockWithTerms, place: Place, level: Annotation['level']): Annotation {
  const hunk = block.hunks.find((candidate) => candidate.path === place.path && candidate.line === place.line);
  const shown = oneLine(place.path, 300) === place.path;
  const lines = [
    ...(shown ? [] : [`In ${place.path}:${place.line}`]),
    ...block.reasons.slice(0, 2),
    ...[
      ...block.terms.lines.slice(0, TERMS),
      ...block.terms.duties.slice(0, 1).map(({ line }) => line),
      ...(block.terms.ways === null ? [] : [block.terms.ways]),
    ].map(phraseWords),
    ...(hunk === undefined ? [] : hunk.before === null ? [`Write ${hunk.written}`] : [`- ${hunk.before.trim()}`, `+ ${hunk.after.trim()}`]),
    ...block.commands.map((command) => `Run ${command}`),
    `${block.rules.join(', ')} · ${block.ids.slice(0, 3).join(', ')} · weighbridge explain ${block.rules[0] ?? ''}`,
  ];
  return {
    level,
    path: shown ? place.path : null,
    line: Math.max(place.line, 1),
    column: Math.max(place.column, 1),
    title: clipped(oneLine(block.title, TITLE), MOST),
    message: clipped(lines.map((line) => oneLine(line, 600)).join('\n'), MESSAGE),
  };
}

function oneLine(text: string, limit: number): string {
  return withoutCommands(visibleUpTo(text, limit));
}
