/** Texts of code that are addresses of weights, of no hub: by the name of the file, and by the words beside it. */
import type { Expression, LoadFact } from '../../model/index.ts';
import { hubFileUrl, mirroredFileUrl } from '../languages/shell/hub-url.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import { isModelFile, saysModelFile } from '../model-file.ts';
import type { Token } from './lexer.ts';
import { namingOf } from './naming.ts';

/** A part that only running the code tells: `$name`, `${…}`, `#{…}`, `\\(…)`, `{}`, `%s`. */
const PUT_IN = /\$\{[^{}]{0,80}\}|\$[A-Za-z_]\w{0,80}|#\{[^{}]{0,80}\}|\\\([^()]{0,80}\)|\{\w{0,40}\}|%[sdv]/g;

export function weightsAtAddresses(tokens: readonly Token[], file: PlacedFile): LoadFact[] {
  return tokens.flatMap(({ kind, text, offset }, index) => {
    if (kind !== 'text' || text.length > 2_000 || !text.includes('://')) return [];
    if (hubFileUrl(text.replace('/blob/', '/resolve/')) !== null || mirroredFileUrl(text) !== null) return [];
    const naming = namingOf(tokens, index);
    const names = naming === null ? [] : [...naming.names, ...naming.callee];
    const beside = saysModelFile(names.join(' '));
    if (!isModelFile(text, beside)) return [];
    const fact: LoadFact = {
      kind: 'load',
      component: 'model',
      hub: 'url',
      provider: null,
      api: (names[0] ?? 'address').slice(0, 80),
      target: targetOf(text),
      addresses: beside ? 'beside' : 'named',
      revision: null,
      endpoint: null,
      remoteCode: false,
      pin: null,
      ...file.at(offset),
    };
    return [fact];
  });
}

const MAX_PARTS = 40;

/** What only running tells lies between what is written. */
function targetOf(text: string): Expression {
  const put = Array.from(text.matchAll(PUT_IN)).slice(0, MAX_PARTS);
  if (put.length === 0) return { kind: 'literal', text };
  const parts = put.flatMap(({ 0: one, index }, at): Expression[] => {
    const before = put[at - 1];
    const start = before === undefined ? 0 : before.index + before[0].length;
    return [
      { kind: 'literal', text: text.slice(start, index) },
      { kind: 'unmodeled', text: one },
    ];
  });
  const last = put.at(-1);
  return { kind: 'join', parts: [...parts, { kind: 'literal', text: text.slice((last?.index ?? 0) + (last?.[0].length ?? 0)) }] };
}
