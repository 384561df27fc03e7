/** What a load says of a text that code keeps under a name: the text, what may give another one, and where it stands. */
import type { Expression, LoadFact } from '../../../../model/index.ts';
import type { Node } from '../syntax/index.ts';
import type { NamedText } from './context.ts';

const MAX_NAME = 80;

export function saidAt(
  node: Node,
  text: string,
  named: Pick<NamedText, 'name' | 'by'>,
): Pick<LoadFact, 'api' | 'target' | 'line' | 'column'> {
  const literal: Expression = { kind: 'literal', text };
  const name = named.name.slice(0, MAX_NAME);
  return {
    api: name,
    target: named.by === null ? literal : { kind: 'overridable', by: named.by, name, fallback: literal },
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
  };
}
