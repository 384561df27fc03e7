/** Lines on which something tells: words, weights, hosted models, literals like names on a hub. Pure. */
import { isComment } from './comment-line.ts';
import { wordsIn } from './found.ts';
import { hubLike } from './hub-like.ts';
import { placesOf } from './places.ts';
import type { Style } from './rows.ts';
import { hostedIn } from './tellings.ts';

export interface Marked {
  /** `near`: words that tell only of what stands beside them count, too. */
  readonly near: boolean;
  readonly style: Style;
  readonly quoted: boolean;
  /** Names of files and folders of the tree tell nothing. */
  readonly isOfTree: (id: string) => boolean;
}

/** Whether the line of an index is marked. */
export function marksIn(text: string, { near, style, quoted, isOfTree }: Marked): (line: number) => boolean {
  const lines = text.split('\n');
  const placeOf = placesOf(text);
  const lineOf = ({ start }: { readonly start: number }): number => placeOf(start).line - 1;
  const words = wordsIn(text, style);
  const told = words.found.filter(({ what }) => what === 'word').map(lineOf);
  // A word of a comment is a word; what tells by its own form counts there, too: code may be written so.
  const mere = [...told, ...(near ? words.near.map((start) => lineOf({ start })) : [])];
  const own = [...words.found.filter(({ what }) => what !== 'word'), ...hostedIn(text), ...idsIn(text, quoted, isOfTree)].map(lineOf);
  const marked = new Set([...own, ...mere.filter((line) => style !== 'code' || !isComment(lines[line] ?? ''))]);
  return (line) => marked.has(line);
}

function idsIn(text: string, quoted: boolean, isOfTree: (id: string) => boolean): { readonly start: number }[] {
  return hubLike(text, quoted).filter(({ text: id }) => !isOfTree(id));
}
