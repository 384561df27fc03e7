/**
 * Hosted models that code names where no call of an SDK is read: defaults of parameters, options and variables, constants, fields, tables,
 * arguments of functions that nobody here knows. The id says what it is, and the name beside it that it is meant.
 */
import { type Answers, matching, type WordQuestion } from '../../../../base/word-search.ts';
import { type Expression, type LoadFact, type ProblemFact } from '../../../../model/index.ts';
import { hostedModelOf, ID_BEGINNINGS, prefixedModelOf, providerSaidBy, ROUTER_PREFIXES } from '../../../hosted/index.ts';
import { tooMany } from '../../shell/limits.ts';
import type { FileContext } from '../file-context.ts';
import type { PythonModule } from '../module.ts';
import type { Node } from '../syntax/index.ts';
import { type NamedText, nameOf } from './context.ts';
import { stringOf } from './table.ts';

const MAX_PLACES = 4_000;
const MAX_CLIMB = 12;

/** Where an id may begin; "provider/" and "provider:" stand at the beginning of a text. */
export const NAMES_HOSTED: WordQuestion = [...matching(ID_BEGINNINGS, `(?<=["'/:.])`), ...matching(ROUTER_PREFIXES, `(?<=["'])`)];

/** `loads`: those that are known already. What one of their calls names is its own; where it takes a name from elsewhere, the name is here as well. */
export function namedServices(
  { code, top }: PythonModule,
  root: Node,
  words: Answers,
  file: FileContext,
  loads: readonly LoadFact[],
): { readonly loads: readonly LoadFact[]; readonly problems: readonly ProblemFact[] } {
  const places = words.get(NAMES_HOSTED) ?? [];
  if (places.length === 0) return { loads: [], problems: [] };
  const services = loads.filter(({ hub }) => hub === 'service');
  const asked = askedFor(services, { code, top }, file);
  const found: LoadFact[] = [];
  const seen = new Set<number>();
  for (const index of places.slice(0, MAX_PLACES)) {
    const node = textAt(root, index);
    if (node === null || seen.has(node.id)) continue;
    seen.add(node.id);
    const text = stringOf(node);
    if (text === null || !mayBeModel(text) || isOfCall(node, text, services)) continue;
    const named = nameOf(node);
    if (named === null) continue;
    const by = asked.get(text) ?? null;
    const provider = by?.provider ?? providerOf(text, named);
    if (provider !== null) found.push(factOf(node, text, named, provider, by));
  }
  const problems = places.length > MAX_PLACES ? [tooMany(`${MAX_PLACES} names of hosted models`)] : [];
  return { loads: found, problems };
}

function mayBeModel(text: string): boolean {
  return hostedModelOf(text) !== null || prefixedModelOf(text) !== null;
}

/** null: the name may be of something else. */
function providerOf(text: string, { name, beside }: NamedText): string | null {
  const model = hostedModelOf(text);
  const said = beside ?? providerSaidBy(name);
  if (model === null) return prefixedModelOf(text) === null ? null : 'by-prefix';
  // "mistral-small" is a model of local servers, too.
  if (!model.certain && said === null) return null;
  return said !== null && (RUNS_WHAT_OTHERS_MADE.has(said) || !model.certain) ? said : model.provider;
}
const RUNS_WHAT_OTHERS_MADE: ReadonlySet<string> = new Set(['azure', 'openrouter', 'vercel', 'github', 'bedrock']);

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

/** The whole text around a place of the file. */
function textAt(root: Node, index: number): Node | null {
  const node = root.descendantForIndex(index);
  const text = node?.type === 'string_content' ? node.parent : node;
  return text?.type === 'string' && text.parent?.type !== 'concatenated_string' ? text : null;
}

/** A call that is read already names it. */
function isOfCall(text: Node, name: string, loads: readonly LoadFact[]): boolean {
  let around = text.parent;
  let isNearest = true;
  for (let step = 0; step < MAX_CLIMB && around !== null; step++, around = around.parent) {
    if (around.type !== 'call') continue;
    const [first, last] = [around.startPosition.row + 1, around.endPosition.row + 1];
    const opens = (around.childForFieldName('function')?.endPosition.row ?? 0) + 1;
    // What the call itself is given besides is no model of its own: `AzureOpenAI(engine="house", model="gpt-4o")`.
    if (loads.some(({ line, target }) => line >= first && line <= last && ((isNearest && line <= opens) || names(target, name))))
      return true;
    isNearest = false;
  }
  return false;
}

function names(target: Expression, text: string): boolean {
  if (target.kind === 'literal') return target.text === text;
  if (target.kind === 'choice') return target.options.some((one) => one.kind === 'literal' && one.text === text);
  return target.kind === 'overridable' || target.kind === 'either' || target.kind === 'environment';
}

function factOf(node: Node, text: string, { name, by }: NamedText, provider: string, asked: Asked | null): LoadFact {
  const literal: Expression = { kind: 'literal', text };
  return {
    kind: 'load',
    component: 'service',
    hub: 'service',
    provider,
    api: name.slice(0, 80),
    target: by === null ? literal : { kind: 'overridable', by, name: name.slice(0, 80), fallback: literal },
    ...(asked?.within === undefined ? {} : { within: asked.within }),
    revision: null,
    endpoint: asked?.endpoint ?? null,
    remoteCode: false,
    pin: null,
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
  };
}
