/** Texts of code that are addresses of weights, of no hub: by the name of the file, and by the words beside it. */
import type { LoadFact } from '../../model/index.ts';
import { hubFileUrl, mirroredFileUrl } from '../languages/shell/hub-url.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import { isModelFile, saysModelFile } from '../model-file.ts';
import type { Token } from './lexer.ts';
import { namingOf } from './naming.ts';
import { filledIn, writtenParts } from './put-in.ts';
import { PLAIN_LOAD } from '../plain-load.ts';

export function weightsAtAddresses(tokens: readonly Token[], file: PlacedFile): LoadFact[] {
  return tokens.flatMap(({ kind, text, offset }, index) => {
    if (kind !== 'text' || text.length > 2_000 || !text.includes('://')) return [];
    if (hubFileUrl(text.replace('/blob/', '/resolve/')) !== null || mirroredFileUrl(text) !== null) return [];
    const naming = namingOf(tokens, index);
    const names = naming === null ? [] : [...naming.names, ...naming.callee];
    const beside = saysModelFile(names.join(' '));
    if (!isModelFile(filledIn(text), beside)) return [];
    const fact: LoadFact = {
      ...PLAIN_LOAD,
      component: 'model',
      hub: 'url',
      api: (names[0] ?? 'address').slice(0, 80),
      target: writtenParts(text),
      addresses: beside ? 'beside' : 'named',
      ...file.at(offset),
    };
    return [fact];
  });
}
