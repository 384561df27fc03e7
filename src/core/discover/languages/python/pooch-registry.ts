/** `pooch.create(base_url="https://host/", registry={"model.onnx": "sha256:…"})`: each file of the table lies below the address. */
import type { Node } from './syntax/index.ts';
import { statedDigestIn } from '../../../base/stated-digest.ts';
import { beginning, type WordQuestion } from '../../../base/word-search.ts';
import type { Expression, LoadFact } from '../../../model/index.ts';
import { namesModelFile, saysModelFile } from '../../model-file.ts';
import { expressionOf } from './form/expressions.ts';
import type { FileContext } from './file-context.ts';
import type { PlacedCall } from './places.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

export const POOCH: WordQuestion = beginning('pooch');
const MAX_FILES = 1_000;

export function pooledFiles({ node, scope, written }: PlacedCall, { origins, around }: FileContext): LoadFact[] {
  const dot = written.indexOf('.');
  const origin = `${origins.get(dot < 0 ? written : written.slice(0, dot)) ?? ''}${dot < 0 ? '' : written.slice(dot)}`;
  const list = origin === 'pooch.create' || origin === 'pooch.core.create' ? node.childForFieldName('arguments') : null;
  if (list === null) return [];
  const given = new Map(
    list.namedChildren.flatMap((one): [string, Node][] => {
      const [name, value] = [one?.childForFieldName('name'), one?.childForFieldName('value')];
      return one?.type === 'keyword_argument' && name != null && value != null ? [[name.text, value]] : [];
    }),
  );
  const [base, registry] = [given.get('base_url') ?? list.namedChild(1), given.get('registry')];
  if (base === null || base.type === 'keyword_argument' || registry?.type !== 'dictionary') return [];
  const before = expressionOf(base, scope, around);
  return registry.namedChildren.slice(0, MAX_FILES).flatMap((pair): LoadFact[] => {
    const name = plainText(pair?.childForFieldName('key') ?? null);
    if (pair === null || name === null) return [];
    const digest = statedDigestIn(plainText(pair.childForFieldName('value')) ?? '');
    const isModel = namesModelFile(name, saysModelFile(`${base.text.slice(0, 200)} ${name}`));
    return [
      {
        ...PLAIN_LOAD,
        component: isModel ? 'model' : 'dataset',
        hub: 'url',
        api: 'pooch.create',
        target: joined(before, name),
        within: { piece: '', scope: scope.index },
        addresses: 'known',
        ...(digest === null ? {} : { digest }),
        line: pair.startPosition.row + 1,
        column: pair.startPosition.column + 1,
      },
    ];
  });
}

function joined(base: Expression, name: string): Expression {
  return { kind: 'join', parts: [base, { kind: 'literal', text: name }] };
}

function plainText(node: Node | null): string | null {
  if (node?.type !== 'string' || node.endIndex - node.startIndex > 500) return null;
  return /^["']([^"'\\{}]{1,480})["']$/.exec(node.text)?.[1] ?? null;
}
