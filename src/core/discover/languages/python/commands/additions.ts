/** What a list gets behind its making: `cmd += ["--model", name]`, `cmd.append(name)`, `cmd.extend(more)`. */
import type { Node } from '../syntax/index.ts';
import { ownerOf } from '../../../values/index.ts';
import { expressionOf, written } from '../form/expressions.ts';
import type { PythonModule } from '../module.ts';
import type { ScopeDraft } from '../scope.ts';
import type { Additions } from './words.ts';

type Addition = ReturnType<Additions>[number];

const ADDS = /^(\w{1,100})\.(append|extend|insert)$/;
const MAX_ADDITIONS = 100;

/** For one file, in the order of its text. */
export function createAdditions(module: PythonModule): Additions {
  const grows = new Map(
    module.settings.flatMap(({ name, node }) =>
      name === 'augmented' && node.childForFieldName('operator')?.text === '+='
        ? [[placeOf(node), node.childForFieldName('right')] as const]
        : [],
    ),
  );
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
      const right = grows.get(`${binding.line} ${binding.column}`) ?? null;
      return right === null ? [] : [addition(right, owner, 'extend')];
    });
    return [...called, ...grown].sort((a, b) => a.where.line - b.where.line || a.where.column - b.where.column).slice(0, MAX_ADDITIONS);
  };
}

function placeOf({ startPosition: { row, column } }: Node): string {
  return `${row + 1} ${column + 1}`;
}
