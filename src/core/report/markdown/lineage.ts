/** What changed models are made from, folded away as a graph. */
import type { ReportView } from '../view/view.ts';
import { cell, codeSpan } from './escape.ts';
import { mermaid } from './mermaid.ts';

/** Larger graphs cannot be read; the next smaller one is tried where this one does not fit. */
const NODES = [30, 15, 8];

/** "" where no changed model has ancestors that are known, or where not even a small graph fits. */
export function lineageFold({ lineage }: ReportView, budget: number): string {
  if (lineage === null) return '';
  for (const most of NODES) {
    const graph = lineage.graph(most);
    const open = [
      ...(graph.left > 0 ? [`+${graph.left} more: \`weighbridge why NAME\``] : []),
      ...lineage.cut.slice(0, 3).map((name) => `${codeSpan(name, 100)} ${cell('is made from more than is followed (our limit of 20)')}`),
    ];
    const text = [
      '<details><summary>Lineage</summary>',
      mermaid(graph),
      ...(open.length > 0 ? [open.join('<br>')] : []),
      '</details>',
    ].join('\n\n');
    if (text.length <= budget) return text;
  }
  return '';
}
