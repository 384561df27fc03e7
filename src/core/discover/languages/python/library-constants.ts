/**
 * Models that a library has as constants or functions of a module, named and not called: `torchaudio.pipelines.HUBERT_BASE`,
 * `{"small": models.resnet18, "large": models.resnet50}` beside a call that asks for weights.
 */
import { type Answers, type WordQuestion, wholeWords } from '../../../base/word-search.ts';
import type { Expression, LoadFact } from '../../../model/index.ts';
import { API_TABLE } from './api-table.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf } from './form/expressions.ts';
import type { PythonModule } from './module.ts';
import { dottedOrigin } from './origins.ts';
import { scopeAt } from './scope.ts';
import type { Node } from './syntax/index.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

interface Bundles {
  /** Root of the library. */
  readonly root: string;
  /** The module whose constants are models, */
  readonly module: string;
  /** and what they are called like. */
  readonly names: RegExp;
  /** Of `discover/catalogs`. */
  readonly catalog: string;
}

/** torchaudio 2.8.0, torchtext 0.18.0: objects that fetch weights when they are asked for their model. */
const BUNDLES: readonly Bundles[] = [
  { root: 'torchaudio', module: 'pipelines', names: /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/, catalog: 'torchaudio' },
  { root: 'torchtext', module: 'models', names: /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/, catalog: 'torchtext' },
];
const FAMILIES = API_TABLE.filter(({ family, component, hub }) => family !== undefined && component === 'model' && hub === 'catalog');

/** Both words of one of them have to be there. */
export const BUNDLE_QUESTIONS: readonly (readonly [root: WordQuestion, module: WordQuestion])[] = BUNDLES.map(({ root, module }) => [
  wholeWords(root),
  wholeWords(module),
]);

export function mayHoldBundle(answers: Answers): boolean {
  return BUNDLE_QUESTIONS.some((both) => both.every((one) => answers.has(one)));
}

const CAPITALS = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
const MAX_PLACES = 4_000;
const MAX_PARTS = 10;

/** Constants of these modules, wherever they stand: whoever writes one down has its model fetched by it. */
export function libraryConstants(module: PythonModule, root: Node, text: string, words: Answers, file: FileContext): LoadFact[] {
  if (!mayHoldBundle(words)) return [];
  const found: LoadFact[] = [];
  let left = MAX_PLACES;
  for (const { index, 0: name } of text.matchAll(CAPITALS)) {
    if (--left < 0) break;
    const node = root.descendantForIndex(index);
    const bundles = node?.type === 'identifier' ? bundlesOf(node, name, file) : null;
    if (node !== null && bundles !== null) found.push(loadOf(bundles, node, { kind: 'literal', text: name }, module));
  }
  for (const { node, written, scope } of module.calls) {
    if (written !== 'getattr') continue;
    const [owner = null, name = null] = node.childForFieldName('arguments')?.namedChildren ?? [];
    const bundles = owner === null ? null : (BUNDLES.find((one) => isOf(dottedOrigin(owner, file.origins), one)) ?? null);
    if (bundles !== null && name !== null) found.push(loadOf(bundles, node, expressionOf(name, scope, file.around), module));
  }
  return found;
}

function bundlesOf(node: Node, name: string, { origins }: FileContext): Bundles | null {
  const around = node.parent;
  const whole = around?.type === 'attribute' && around.childForFieldName('attribute')?.id === node.id ? around : node;
  const isRenamed = around?.type === 'aliased_import' || around?.parent?.type === 'aliased_import';
  const origin = isRenamed ? renamed(name, origins) : dottedOrigin(whole, origins);
  if (!origin.endsWith(`.${name}`)) return null;
  return BUNDLES.find((one) => one.names.test(name) && isOf(origin.slice(0, -name.length - 1), one)) ?? null;
}

/** `from torchaudio.pipelines import HUBERT_BASE as B`: the import is the only place that says which. */
function renamed(name: string, origins: FileContext['origins']): string {
  return [...origins.values()].find((one) => one.endsWith(`.${name}`)) ?? '';
}

function isOf(origin: string, { root, module }: Bundles): boolean {
  const parts = origin.split('.').slice(0, MAX_PARTS);
  return parts[0] === root && parts.includes(module);
}

/** Whether some call of the file asks for weights, so that a function in a table may be called for them. */
const ASKS = /\b(?:weights|pretrained)\s{0,20}=(?!=)\s{0,20}(?!None\b|False\b|["'])/;
const ASKS_BY_NAME = /\bweights\s{0,20}=\s{0,20}["'](?:[A-Z]|imagenet)/;
const ASKS_FOR_NONE = /\bweights\s{0,20}=\s{0,20}None\b/;
const HOLDERS = new Set(['pair', 'list', 'tuple', 'expression_list']);

/** `{"r18": models.resnet18}`, and whoever picks one asks for its weights. */
export function tabledFamilies(module: PythonModule, root: Node, text: string, file: FileContext): LoadFact[] {
  const asks = ASKS.test(text) || ASKS_BY_NAME.test(text);
  const rows = FAMILIES.filter(
    ({ modules, when }) => modules.some((one) => file.roots.has(one)) && (asks || (when?.absent === true && !ASKS_FOR_NONE.test(text))),
  );
  return rows.flatMap((row) => {
    const family = new RegExp(`\\b(?:${(row.family ?? []).join('|')})\\b`, 'g');
    return Array.from(text.matchAll(family))
      .slice(0, MAX_PLACES)
      .flatMap(({ index, 0: name }): LoadFact[] => {
        const node = root.descendantForIndex(index);
        const whole = node?.parent?.type === 'attribute' ? node.parent : node;
        if (node?.type !== 'identifier' || whole?.parent == null || !isHeld(whole, whole.parent)) return [];
        const origin = dottedOrigin(whole, file.origins).split('.');
        if (origin.at(-1) !== name || !row.modules.includes(origin[0] ?? '') || origin.length < 2) return [];
        const { catalog = '' } = row;
        return [{ ...loadOf({ catalog }, node, { kind: 'literal', text: name }, module), catalog: true as const }];
      });
  });
}

function isHeld(node: Node, around: Node): boolean {
  return HOLDERS.has(around.type) && around.childForFieldName('key')?.id !== node.id;
}

function loadOf({ catalog }: Pick<Bundles, 'catalog'>, node: Node, target: Expression, module: PythonModule): LoadFact {
  const { row, column } = node.startPosition;
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'catalog',
    library: catalog,
    api: catalog,
    target,
    within: { piece: '', scope: scopeAt(node, module).index },
    line: row + 1,
    column: column + 1,
  };
}
