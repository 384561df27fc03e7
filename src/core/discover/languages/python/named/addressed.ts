/** Hosted models that an address names, wherever it stands: `"wss://api.openai.com/v1/realtime?model=gpt-realtime"`. */
import { type Answers, type WordQuestion } from '../../../../base/word-search.ts';
import type { LoadFact } from '../../../../model/index.ts';
import { ADDRESS_PARTS, modelAtAddress } from '../../../hosted/index.ts';
import { showsWords } from '../commands/names.ts';
import type { Node } from '../syntax/index.ts';
import { textNodesAt } from './text-nodes.ts';
import { calledBy } from './words.ts';
import { PLAIN_LOAD } from '../../../plain-load.ts';

/** All of their places count. */
export const NAMES_AT_ADDRESS: WordQuestion = ADDRESS_PARTS.map((word) => ({ word }));

const MAX_PLACES = 1_000;
const MAX_TEXT = 1_000;

export function addressedModels(root: Node, words: Answers): LoadFact[] {
  const places = (words.get(NAMES_AT_ADDRESS) ?? []).slice(0, MAX_PLACES);
  return textNodesAt(root, places).flatMap((node) => {
    const found = isSaid(node) ? null : modelAtAddress(writtenIn(node));
    if (found === null) return [];
    const { row, column } = node.startPosition;
    return [
      {
        ...PLAIN_LOAD,
        component: 'service',
        hub: 'service',
        provider: found.provider,
        api: 'address',
        target: { kind: 'literal', text: found.model },
        line: row + 1,
        column: column + 1,
      } satisfies LoadFact,
    ];
  });
}

/** As it stands between its quotes: what is filled in stays as it is written. */
function writtenIn(node: Node): string {
  const text = node.endIndex - node.startIndex > MAX_TEXT ? node.text.slice(0, MAX_TEXT) : node.text;
  return text.replace(/^[A-Za-z]{0,2}(?:"""|'''|["'])/, '').replace(/["']{1,3}$/, '');
}

/** A docstring, a comparison, a text for people. */
function isSaid({ parent }: Node): boolean {
  if (parent === null || parent.type === 'expression_statement' || parent.type === 'comparison_operator') return true;
  return parent.type === 'argument_list' && showsWords(calledBy(parent.parent));
}
