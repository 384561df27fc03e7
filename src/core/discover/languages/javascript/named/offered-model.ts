/** Which model an entry of a list of choices names. */
import { isSurely, mayBeOffered, type OfferFact, offerFact } from '../../../offers/fact.ts';
import { offeredIn } from './offered.ts';
import type { Surrounding } from './texts.ts';

/** null: the text is in no such list, or may name anything. */
export function offeredModel(text: string, around: Surrounding | null): OfferFact | null {
  if (around === null || !mayBeOffered(text, around.kind === 'entry')) return null;
  const offered = offeredIn(text, around, isSurely(text));
  return offered === null ? null : offerFact(text, offered);
}
