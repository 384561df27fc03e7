/** Texts of code that are ids of hosted models, beside a key, a variable or a call that says so. */
import type { At, LoadFact } from '../../model/index.ts';
import { hostedModelOf, namedLoad, prefixedModelOf, providerSaidBy, saidBy } from '../hosted/index.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import type { Token } from './lexer.ts';
import { offerFact } from '../offers/fact.ts';
import { bracketsOf } from './brackets.ts';
import { functionAround, isArm } from './enclosing.ts';
import { offeredModelAt } from './offered-model.ts';
import { innerTextsOf } from './inner.ts';
import { ASKS_SOMETHING, type Naming } from './naming.ts';
import { namingAround } from './outer.ts';
import { listNamed } from './lists.ts';
import { isModelRecord } from './record.ts';
import { isRouted, routerIn, saysAsked } from './routed.ts';
import { givenAlone, spells, nameUsesIn } from './unsaid.ts';

/** More different ones than one file asks: it lists what there is. */
const MAX_MODELS = 60;
const MAX_FOUND = 2_000;
/** What is made with an id of a hosted model, or asked with one, asks for it: `new AudioClient("whisper-1")`, `client.agent("gpt-4o")`. */
const asks =
  /(?:Client|Service|Generator|Generation|Completion|Completions|Transcription|Transcriber|Speech|Agent|Assistant)$|^(?:agent|extractor|invoke|(?:ask|prompt|generate|complete|summari[sz]e|translate)(?:[A-Z_]\w{0,40})?|(?:Ask|Prompt|Generate|Complete|Summarize|Translate)\w{0,40})$/;
const RUNS_WHAT_OTHERS_MADE: ReadonlySet<string> = new Set(['azure', 'openrouter', 'vercel', 'github', 'bedrock']);

export function hostedNamesIn(tokens: readonly Token[], file: PlacedFile): LoadFact[] {
  const found: (LoadFact & { readonly offset: number })[] = [];
  const models = new Set<string>();
  const renamed = new Set<number>();
  let at = 0;
  const put = (text: string, naming: Naming | null, provider: string | null, offset: number): boolean => {
    if (naming === null || provider === null) return false;
    models.add(text);
    // `AddAzureOpenAIChatCompletion(NAME)`: the constant is the name of a deployment, where it is given, too.
    if (tokens[at]?.constant !== undefined && RUNS_WHAT_OTHERS_MADE.has(provider)) renamed.add(offset);
    found.push({ ...loadOf(text, naming, provider, file.at(offset)), offset });
    return true;
  };
  const offered: LoadFact[] = [];
  const isOfModels = tokens.some(({ kind, text }) => kind === 'text' && hostedModelOf(text)?.certain === true);
  const brackets = isOfModels ? bracketsOf(tokens) : null;
  const router = routerIn(tokens);
  const usesIn = nameUsesIn(tokens);
  for (const [index, { kind, text, offset, constant = '' }] of tokens.entries()) {
    if (kind !== 'text' || text.length < 2) continue;
    if (found.length >= MAX_FOUND) break;
    at = index;
    for (const inner of innerTextsOf(tokens, index)) {
      const naming: Naming = { names: inner.names, by: inner.by, callee: [] };
      const provider = inner.provider ?? (mayBe(inner.text) ? (providerOf(inner.text, naming) ?? certainProvider(inner.text)) : null);
      put(inner.text, naming, provider, inner.offset);
    }
    if (text.length > 200) continue;
    const deployed = deploymentAt(tokens, index);
    if (deployed !== null) put(text, deployed, 'azure', offset);
    else if (mayBe(text)) {
      const naming = namingAround(tokens, index);
      const provider =
        naming === null || isModelRecord(tokens, index)
          ? null
          : (providerOf(text, naming, constant) ?? givenAlone(tokens, index, naming, usesIn));
      if (put(text, naming, provider, offset)) continue;
    } else if (router !== null && isRouted(text)) {
      const naming = namingAround(tokens, index);
      const list = naming === null ? listNamed(tokens, index) : null;
      const offer = list === null ? null : offerFact(text, { name: list, beside: router, isAmongHosted: false });
      if (offer === null) put(text, naming, naming !== null && saysAsked(naming.names) ? router : null, offset);
      else offered.push({ ...offer, ...file.at(offset) });
      continue;
    }
    if (brackets === null || offered.length >= MAX_FOUND || isArm(tokens, index)) continue;
    const one = offeredModelAt(tokens, index, brackets) ?? listedAt(tokens, index);
    // What a function asks whether it is among them is no offer.
    if (one !== null && !ASKS_SOMETHING.test(functionAround(tokens, index) ?? '')) offered.push({ ...one, ...file.at(offset) });
  }
  // More than one program asks: it offers them.
  const isList = models.size > MAX_MODELS;
  const meant = found.filter(({ offset, provider }) => !renamed.has(offset) || RUNS_WHAT_OTHERS_MADE.has(provider ?? ''));
  return [...meant.map(({ offset: _, ...fact }): LoadFact => (isList ? { ...fact, catalog: true } : fact)), ...offered];
}

/** An item of a list that a function gives, however deep it stands in it. */
function listedAt(tokens: readonly Token[], index: number): ReturnType<typeof offerFact> {
  const { text } = tokens[index] as Token;
  const name = mayBe(text) ? listNamed(tokens, index) : null;
  return name === null ? null : offerFact(text, { name, beside: null, isAmongHosted: false });
}

/** The first argument of such a call is a deployment, whatever it is called. */
const DEPLOYMENT = /^(?:AddAzureOpenAI\w{1,60}|AzureOpenAI(?:Chat|Text|Embedding)\w{0,40}|AzureChatCompletion|azureOpenAiChatModel)$/;

function deploymentAt(tokens: readonly Token[], index: number): Naming | null {
  const callee = tokens[index - 1]?.text === '(' ? tokens[index - 2] : undefined;
  if (callee?.kind !== 'word' || !DEPLOYMENT.test(callee.text)) return null;
  return /^[\w.-]{1,64}$/.test((tokens[index] as Token).text) ? { names: [callee.text], by: null, callee: [callee.text] } : null;
}

/** A default that is set for a field says that it is used. */
function certainProvider(text: string): string | null {
  const model = hostedModelOf(text);
  return model?.certain === true ? model.provider : null;
}

function mayBe(text: string): boolean {
  return hostedModelOf(text) !== null || prefixedModelOf(text) !== null;
}

/** "OpenAI:ChatModel" is a key of settings (.NET). */
const IS_KEY = /:[A-Z]\w{2,60}$/;

/** null: nothing says that a hosted model is meant. */
function providerOf(text: string, { names: all, callee }: Naming, constant = ''): string | null {
  // What stands beside it in a list is another one.
  const names = all.filter((name) => !mayBe(name) || IS_KEY.test(name));
  const said = names.map(saidBy);
  const [first] = said;
  if (first === 'otherwise' || said.filter((one) => one === 'otherwise').length > 1) return null;
  if (!said.includes('model') && !(asks.test(callee[0] ?? '') && hostedModelOf(text)?.certain === true)) return null;
  // `ModelGPT4o = "gpt-4o"` lists what there is.
  if (names.some((name) => spells(name, text))) return null;
  const model = hostedModelOf(text);
  const beside = names.map(providerSaidBy).find((one) => one !== null) ?? providerSaidBy(constant);
  if (model === null) return prefixedModelOf(text) === null ? null : 'by-prefix';
  if (!model.certain && beside === null) return null;
  return beside !== null && (RUNS_WHAT_OTHERS_MADE.has(beside) || !model.certain) ? beside : model.provider;
}

function loadOf(text: string, { names, by }: Naming, provider: string, at: At): LoadFact {
  const name = names.find((one) => saidBy(one) === 'model') ?? names[0] ?? '';
  const settable = names.find((one) => /^[A-Z][A-Z0-9_]{2,}$/.test(one)) ?? name;
  return namedLoad(text, { name, by, settable }, provider, at);
}
