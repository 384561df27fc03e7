/** What a list gets behind its making: `cmd += ["--model", name]`, `cmd.append(name)`, `cmd.extend(more)`. */
import type { Node } from 'web-tree-sitter';
import { ownerOf } from '../../../values/index.ts';
import { expressionOf, written } from '../form/expressions.ts';
import type { PythonModule } from '../module.ts';
import type { ScopeDraft } from '../scope.ts';
import type { Additions } from './words.ts';

type Addition = ReturnType<Additions>[number];

const ADDS = /^(\w{1,100})\.(append|extend|insert)$/;
const MAX_ADDITIONS = 100;

/** For one file, in the order of its text. */
export function createAdditions(module: PythonModule, root: Node): Additions {
  const calls = Map.groupBy(
    module.calls.flatMap(({ node, written: callee, scope }) => {
      const match = ADDS.exec(callee);
      const last = match === null ? undefined : written(node.childForFieldName('arguments')).at(-1);
      return match === null || last === undefined ? [] : [{ name: match[1] ?? '', how: match[2] ?? '', node: last, scope }];
    }),
    ({ name }) => name,
  );

  function addition(node: Node, scope: ScopeDraft, how: Addition['how']): Addition {
    const where = { scope, frame: null, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
    return { value: expressionOf(node, scope, module.around), where, how };
  }

  return (name, { scope }) => {
    const owner = ownerOf(name, scope) as ScopeDraft | null;
    if (owner === null) return [];
    const called = (calls.get(name) ?? []).flatMap((one) =>
      ownerOf(name, one.scope) === owner ? [addition(one.node, one.scope, one.how === 'extend' ? 'extend' : 'append')] : [],
    );
    const grown = (owner.names.get(name) ?? []).flatMap((binding): Addition[] => {
      if (binding.kind !== 'value' || binding.value.kind !== 'unmodeled') return [];
      const right = augmentedAt(root, binding.line - 1, binding.column - 1);
      return right === null ? [] : [addition(right, owner, 'extend')];
    });
    return [...called, ...grown].sort((a, b) => a.where.line - b.where.line || a.where.column - b.where.column).slice(0, MAX_ADDITIONS);
  };
}

/** The right side of the `+=` that stands there. */
function augmentedAt(root: Node, row: number, column: number): Node | null {
  let node = root.descendantForPosition({ row, column });
  for (let step = 0; step < 3 && node !== null && node.type !== 'augmented_assignment'; step++) node = node.parent;
  return node?.type === 'augmented_assignment' && node.childForFieldName('operator')?.text === '+='
    ? node.childForFieldName('right')
    : null;
}
