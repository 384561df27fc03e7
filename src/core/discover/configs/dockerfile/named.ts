/** Models that variables and options of an image name, whatever program gets them. */
import type { At, Expression, LoadFact } from '../../../model/index.ts';
import { jsonList } from '../../languages/shell/json-list.ts';
import type { Mapped, PlacedFile } from '../../languages/shell/mapped.ts';
import { commandsIn, plainText } from '../../languages/shell/words.ts';
import { rootOf } from '../keyed/above.ts';
import { argumentsIn } from '../keyed/arguments.ts';
import { namedIn } from '../keyed/mapping.ts';
import { renamed } from '../keyed/values.ts';
import type { KeyedField, KeyedScalar } from '../keyed/tree.ts';
import type { VariablesSet } from './variables.ts';

/** `ENV RERANK_MODEL=org/name`, `ARG MODEL=org/name`. `isOpen`: whoever builds the image may give another value. */
export function variableLoads(set: VariablesSet, at: At, isOpen: boolean): LoadFact[] {
  const fields = set.flatMap(([name, { value }], index): KeyedField[] => {
    const text = textOf(value);
    return text === null ? [] : [{ name, value: { kind: 'scalar', text, at: index }, at: index }];
  });
  if (fields.length === 0) return [];
  const placeOf = (index: number): At => {
    const site = set[index]?.[1].site ?? null;
    return site === null ? at : { line: site.line, column: site.column };
  };
  // An image is made for one process: what it is told of a model is for that.
  const found = namedIn(fields, rootOf(null).around(true, placeOf));
  return isOpen ? found.map((fact) => ({ ...fact, target: overridable(fact) })) : found;
}

/** `CMD ["server", "--model", "org/name"]` */
export function optionLoads(args: Mapped, file: PlacedFile): LoadFact[] {
  const list = jsonList(args);
  const words = list ?? commandsIn(args).flat();
  const items = words.map((word): KeyedScalar | null => {
    const text = plainText(word);
    return text === null ? null : { kind: 'scalar', text, at: word.source.offsets[0] ?? 0 };
  });
  const fields = argumentsIn({ kind: 'list', at: 0, items: () => items });
  return fields.length === 0
    ? []
    : namedIn(
        fields,
        rootOf(null).around(true, (offset) => file.at(offset)),
      );
}

function textOf(value: Expression): string | null {
  if (value.kind === 'overridable') return value.fallback === null ? null : textOf(value.fallback);
  return value.kind === 'literal' ? value.text : null;
}

function overridable({ api, target }: LoadFact): Expression {
  const text = textOf(target);
  if (target.kind !== 'literal' || text === null) return target;
  return renamed({ kind: 'overridable', by: 'environment', name: api.replace(/:$/, ''), fallback: null }, text);
}
