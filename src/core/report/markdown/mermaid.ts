/**
 * A graph in Mermaid, which GitHub draws (T22). Ids are generated and text stands in quoted labels only, where every character that is no plain
 * letter, digit or sign of a path is written as an entity of Mermaid ("#60;"): it can close no quote, no fence and no line, and starts no
 * directive, link or HTML.
 */
import { visibleUpTo } from '../../base/visible-text.ts';
import type { DrawnLineage } from '../view/lineage.ts';

const NAME = 60;
const NOTE = 80;
const PLAIN = /^[A-Za-z0-9 ./-]$/;

export function mermaid({ nodes, edges }: DrawnLineage): string {
  const lines = [
    'flowchart LR',
    ...nodes.map(({ name, note, isOwn }, index) => {
      const text = `"${label(name, NAME)}<br/>${label(note, NOTE)}"`;
      return `  n${index}${isOwn ? `([${text}])` : `[${text}]`}`;
    }),
    ...edges.map(({ from, to, words, isHint }) => `  n${from} ${isHint ? '-.->' : '-->'}|"${label(words, NAME)}"| n${to}`),
  ];
  return ['```mermaid', ...lines, '```'].join('\n');
}

function label(text: string, limit: number): string {
  return Array.from(visibleUpTo(text, limit), (sign) => (PLAIN.test(sign) ? sign : `#${sign.codePointAt(0) ?? 0};`)).join('');
}
