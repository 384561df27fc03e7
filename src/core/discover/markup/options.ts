/**
 * Elements of a page by which a person chooses a model: `<option value="gpt-4o">`, `<SelectItem value="org/name">`. Found by their text
 * alone, in pages, in components, and in code that writes pages.
 */
import type { LoadFact } from '../../model/index.ts';
import { isSurely, mayBeOffered, offerFact } from '../offers/fact.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';

const MAX_OPTIONS = 2_000;
/** An element that is one of several, with what it gives. Where it ends does not matter. */
const ELEMENT = /<([A-Za-z][\w.-]{0,40})\s[^<>]{0,300}?\bvalue=\{?(["'`])([^"'`\s<>{}]{2,120})\2/g;
const CHOICE = /option|item|radio|choice|segment|toggle|tab$/i;
const COMMENTS = /<!--|-->|\{\/\*|\*\/\}/g;

/** Whether there can be one; false is certain. */
export function mayOffer(text: string): boolean {
  return text.includes('value=') && /<(?:\w{0,30}[.-])?\w{0,30}(?:option|item|radio|choice|segment|toggle|tab)/i.test(text);
}

export function offeredOptions(file: PlacedFile): LoadFact[] {
  const { text } = file;
  if (!mayOffer(text)) return [];
  const options: { readonly value: string; readonly offset: number }[] = [];
  for (const found of text.matchAll(ELEMENT)) {
    const [whole, element = '', , value = ''] = found;
    if (!CHOICE.test(element)) continue;
    if (options.length >= MAX_OPTIONS) break;
    if (mayBeOffered(value, false)) options.push({ value, offset: found.index + whole.length - value.length - 1 });
  }
  if (options.length === 0) return [];
  const isShown = outsideComments(text);
  const isAmongHosted = options.some(({ value }) => isSurely(value));
  return options.flatMap(({ value, offset }) => {
    const fact = isShown(offset) ? offerFact(value, { name: 'option', beside: null, isAmongHosted }) : null;
    return fact === null ? [] : [{ ...fact, ...file.at(offset) }];
  });
}

/** In one pass: what stands between marks of a comment. */
function outsideComments(text: string): (offset: number) => boolean {
  const hidden: { start: number; end: number }[] = [];
  let start = -1;
  for (const { 0: mark, index } of text.matchAll(COMMENTS)) {
    const opens = mark === '<!--' || mark === '{/*';
    if (opens && start < 0) start = index;
    else if (!opens && start >= 0) {
      hidden.push({ start, end: index });
      start = -1;
    }
  }
  let next = 0;
  // Asked in the order of the text.
  return (offset) => {
    while (next < hidden.length && (hidden[next] as { end: number }).end < offset) next += 1;
    const one = hidden[next];
    if (one !== undefined && one.start < offset) return false;
    const line = text.slice(Math.max(text.lastIndexOf('\n', offset) + 1, offset - 400), offset);
    return !/^\s{0,200}(?:\/\/|\*|#)/.test(line);
  };
}
