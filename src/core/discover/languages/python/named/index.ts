/**
 * Hosted models that code names where no call of an SDK is read: defaults of parameters, options and variables, constants, fields, tables,
 * arguments of functions that nobody here knows. The id says what it is, and the name beside it that it is meant.
 */
import { type Answers, matching, type WordQuestion } from '../../../../base/word-search.ts';
import { type Expression, type LoadFact, type ProblemFact } from '../../../../model/index.ts';
import { namedLoad, hostedModelOf, ID_BEGINNINGS, mayBeModel, providerMeant, ROUTER_PREFIXES } from '../../../hosted/index.ts';
import { tooMany } from '../../shell/limits.ts';
import type { FileContext } from '../file-context.ts';
import type { PythonModule } from '../module.ts';
import type { Node } from '../syntax/index.ts';
import { offerAround } from './offered.ts';
import { nameOf, type ParametersOf } from './context.ts';
import { stringOf } from './table.ts';
import { textNodesAt } from './text-nodes.ts';

const MAX_PLACES = 4_000;
const MAX_CLIMB = 12;
const MAX_PARTS = 40;
/** Of a call, and of loads in one line: further ones only say again what is said. */
const MAX_LINES = 80;
const MAX_A_LINE = 50;

/** Where an id may begin; "provider/" and "provider:" stand at the beginning of a text. */
export const NAMES_HOSTED: WordQuestion = [...matching(ID_BEGINNINGS, `(?<=["'/:.])`), ...matching(ROUTER_PREFIXES, `(?<=["'])`)];

/** `loads`: those that are known already. What one of their calls names is its own; where it takes a name from elsewhere, the name is here as well. */
export function namedServices(
  { code, top, owned }: PythonModule,
  root: Node,
  words: Answers,
  file: FileContext,
  loads: readonly LoadFact[],
): { readonly loads: readonly LoadFact[]; readonly problems: readonly ProblemFact[] } {
  const places = words.get(NAMES_HOSTED) ?? [];
  if (places.length === 0) return { loads: [], problems: [] };
  const services = loads.filter(({ hub }) => hub === 'service');
  const parameters = parametersIn(owned);
  const byLine = Map.groupBy(services, ({ line }) => line);
  const asked = askedFor(services, { code, top }, file);
  const found: LoadFact[] = [];
  for (const node of textNodesAt(root, places.slice(0, MAX_PLACES))) {
    const text = stringOf(node);
    if (text === null) continue;
    const texts = textsOf(text);
    if (texts.length === 0 || isOfCall(node, text, byLine)) continue;
    const own = nameOf(node, parameters);
    const offered = own === null ? offerAround(node) : null;
    const named = own ?? (offered === null ? null : { name: offered.name, by: null, beside: offered.beside });
    if (named === null) continue;
    const { row, column } = node.startPosition;
    const more = offered !== null || texts.length > 1 ? ({ catalog: true } as const) : {};
    for (const one of texts) {
      const by = asked.get(one) ?? null;
      const provider =
        by?.provider ?? providerMeant(one, named) ?? (offered?.isAmongHosted === true ? (hostedModelOf(one)?.provider ?? null) : null);
      if (provider !== null) found.push({ ...namedLoad(one, named, provider, { line: row + 1, column: column + 1 }, by), ...more });
    }
  }
  const problems = places.length > MAX_PLACES ? [tooMany(`${MAX_PLACES} names of hosted models`)] : [];
  return { loads: found, problems };
}

/** The models that a text names: itself, or several with commas between them. */
function textsOf(text: string): readonly string[] {
  if (mayBeModel(text)) return [text];
  const parts = text.includes(',') ? text.split(',').map((part) => part.trim()) : [];
  return parts.length <= MAX_PARTS && parts.every(mayBeModel) ? [...new Set(parts)] : [];
}

interface Asked {
  readonly provider: string | null;
  readonly endpoint: Expression | null;
  readonly within: LoadFact['within'];
}

/** The texts that calls of this file take from elsewhere in it, with whom they ask. */
function askedFor(
  loads: readonly LoadFact[],
  { code, top }: Pick<PythonModule, 'code' | 'top'>,
  { evaluator }: FileContext,
): ReadonlyMap<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const { target, provider, endpoint, within, line, column } of loads) {
    if (target.kind === 'literal') continue;
    const scope = within === undefined ? top : (code.scopes[within.scope] ?? top);
    for (const thing of evaluator.things(target, { scope, frame: null, line, column }))
      if (thing.kind === 'text' && !asked.has(thing.text)) asked.set(thing.text, { provider, endpoint, within });
  }
  return asked;
}

/** A call that is read already names it. What the nearest one is given besides is no model of its own: `AzureOpenAI(engine="house", model="gpt-4o")`. */
function isOfCall(text: Node, name: string, byLine: ReadonlyMap<number, readonly LoadFact[]>): boolean {
  if (byLine.size === 0) return false;
  let around = text.parent;
  let isNearest = true;
  for (let step = 0; step < MAX_CLIMB && around !== null; step++, around = around.parent) {
    if (around.type !== 'call') continue;
    const first = around.startPosition.row + 1;
    const last = Math.min(around.endPosition.row + 1, first + MAX_LINES);
    const opens = (around.childForFieldName('function')?.endPosition.row ?? 0) + 1;
    for (let line = first; line <= last; line++) {
      const loads = byLine.get(line)?.slice(0, MAX_A_LINE) ?? [];
      if (loads.some(({ target }) => (isNearest && line <= opens && !isListed(text)) || names(target, name))) return true;
    }
    isNearest = false;
  }
  return false;
}

/** One of several: the models that are asked when the first gives no answer. */
function isListed({ parent }: Node): boolean {
  return parent?.type === 'list';
}

/** Of functions and classes of the file; of several with one name the first. */
function parametersIn(owned: PythonModule['owned']): ParametersOf {
  const known = new Map<string, readonly string[]>();
  for (const { scope } of owned) {
    const name = scope.name === '__init__' && scope.parent?.kind === 'class' ? scope.parent.name : scope.name;
    if (scope.kind === 'function' && scope.parameters !== undefined && !known.has(name)) known.set(name, scope.parameters);
  }
  return (name) => known.get(name) ?? [];
}

function names(target: Expression, text: string): boolean {
  if (target.kind === 'literal') return target.text === text;
  if (target.kind === 'choice') return target.options.some((one) => one.kind === 'literal' && one.text === text);
  return target.kind === 'overridable' || target.kind === 'either' || target.kind === 'environment';
}
