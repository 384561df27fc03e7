/** What expressions of facts are, for all that their own file tells: "org/a", "org/a ~parameter", "? f()". */
import type { At, Expression, Fact, LoadFact } from '../../../src/core/model/index.ts';
import { type Code, createEvaluator, emptyCode, type Evaluator, viewsOf } from '../../../src/core/discover/values/index.ts';

const known = new WeakMap<readonly Fact[], { readonly codes: readonly Code[]; readonly evaluator: Evaluator }>();

function around(facts: readonly Fact[]): { readonly codes: readonly Code[]; readonly evaluator: Evaluator } {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const made = {
    codes: facts.flatMap((fact) => (fact.kind === 'scopes' ? [viewsOf('', fact)] : [])),
    evaluator: createEvaluator({
      definitionsOf: () => null,
      exportsOf: () => null,
      find: () => null,
      isAmbiguous: () => false,
      isReplaced: () => false,
    }),
  };
  known.set(facts, made);
  return made;
}

export function valuesOf(
  facts: readonly Fact[],
  expression: Expression,
  { within, line, column }: At & Pick<LoadFact, 'within'>,
): string[] {
  const { codes, evaluator } = around(facts);
  const code = codes.find(({ piece }) => piece === (within?.piece ?? '')) ?? emptyCode('');
  const scope = code.scopes[within?.scope ?? 0] ?? code.scopes[0];
  if (scope === undefined) throw new Error('a module has a scope');
  const { known, open } = evaluator.value(expression, { scope, frame: null, line, column });
  return [
    ...known.map(({ text, how, via }) => [text, ...(how === 'literal' ? [] : [how]), ...(via === undefined ? [] : [via])].join(' ')),
    ...open.flatMap(({ from, key, backed }) => (backed === true ? [] : [`? ${from} ${key}`])),
  ];
}
