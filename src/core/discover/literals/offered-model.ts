/** Which model an entry of a list of choices names. */
import { isSurely, mayBeOffered, type OfferFact, offerFact } from '../offers/fact.ts';
import type { Brackets } from './brackets.ts';
import type { Token } from './lexer.ts';
import { offeredAt } from './offered.ts';

/** null: the text is in no such list, or may name anything. Names of the hub are another reader's (`hub.ts`). */
export function offeredModelAt(tokens: readonly Token[], index: number, brackets: Brackets): OfferFact | null {
  const { text } = tokens[index] as Token;
  if (!mayBeOffered(text, false)) return null;
  const offered = offeredAt(tokens, index, brackets, isSurely(text));
  const fact = offered === null ? null : offerFact(text, offered);
  return fact?.hub === 'hf' ? null : fact;
}
