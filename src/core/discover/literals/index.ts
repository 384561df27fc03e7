/** Languages that nobody follows: their texts are looked through for names that say what they are, beside something that says they are meant. */
import { type Answers, createWordSearch, matching } from '../../base/word-search.ts';
import type { Fact, LoadFact } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { ID_BEGINNINGS, ROUTER_PREFIXES } from '../hosted/index.ts';
import { KNOWN, type LanguageName, suffixOf } from '../languages/known.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { mayHoldModelFile } from '../model-file.ts';
import { noGrammar } from '../text-input.ts';
import { builtNamesIn, mayBuild } from './builders.ts';
import { bundledIn, mayBeBundled } from './bundled.ts';
import { CLIENTS, computedNamesIn } from './computed.ts';
import { hostedNamesIn } from './hosted.ts';
import { weightsAtAddresses } from './addresses.ts';
import { hubNamesIn } from './hub.ts';
import { localIn, mayBeLocal } from './local.ts';
import { type Token, codeTokens } from './lexer.ts';
import { withJoinedTexts } from './joined.ts';
import { LEXES, type Lexis } from './lexis.ts';
import { withConstants } from './sdk-constants.ts';
import { withOwnConstants } from './own-constants.ts';
import { CONSTANTS } from './sdk-names.ts';

const LIMIT = 1024 * 1024;

/** Where an id of a hosted model may begin, and what speaks of the hub. */
const HOSTED = [...matching(ID_BEGINNINGS, `(?<=["'\`/:.])`), ...matching(ROUTER_PREFIXES, `(?<=["'\`])`)];
const search = createWordSearch([HOSTED, CONSTANTS]);
/** A text that is an address, or of two parts; or a name of one part that a call of the hub takes. */
const HUB_NAME = /["'`](?:[a-z][a-z0-9]{1,8}:\/\/|[\w.-]{1,96}\/[\w.-]{1,96}["'`])|pretrained\w{0,20}\s{0,10}\(/i;
const HUB_WORD = /hf|hugging|repo|model|pretrained|tokenizer|pipeline|\/resolve\//i;

/** All constants of a type of an SDK. */
const IMPORTS_ALL = /\bimport\s[^\n]{0,200}Model(?:Name)?\.(?:\*|_)/;
/** Two short texts that are put together. */
const JOINS_NAME = /["'][\w./:-]{1,40}["']\s{0,5}(?:\+|\.\.?|<>|&|~)\s{0,5}["'][\w./:-]{1,40}["']/;
/** Something of the environment, in code that speaks of a model. */
const READS_MODEL = /(?:env(?:ironment)?\w{0,20}|\bvar|ENV|_SERVER)\s{0,10}[([:][^\n]{0,60}["'][A-Z][A-Z0-9_]{2,60}["']/i;

function mayName(text: string, words: Answers): boolean {
  return (
    words.size > 0 ||
    /azure_?(?:open_?ai|chat)|open_?router|RubyLLM/i.test(text) ||
    mayBeLocal(text) ||
    mayBeBundled(text) ||
    mayBuild(text) ||
    mayHoldModelFile(text) ||
    /huggingface\/|WhisperKit/i.test(text) ||
    (HUB_NAME.test(text) && HUB_WORD.test(text)) ||
    IMPORTS_ALL.test(text) ||
    JOINS_NAME.test(text) ||
    (READS_MODEL.test(text) && CLIENTS.test(text))
  );
}

export const literalDetectors: readonly Detector[] = (Object.keys(LEXES) as (keyof typeof LEXES)[]).map((id) =>
  detectorOf(id, KNOWN[id], LEXES[id]),
);

function detectorOf(language: keyof typeof LEXES, { id, title, suffixes }: LanguageName, lexis: Lexis): Detector {
  return {
    id: `literals-${id}`,
    version: 4,
    about: {
      title: `Names of models in ${title}`,
      motivation:
        'Programs in every language call hosted models and download weights. The name is often a string in the code and appears nowhere else.',
      decides:
        'Looks at the string literals of the code, and follows neither imports nor variables nor calls. Comments are left out. These literals count: the id of a hosted model, beside a key, variable, function or argument that says "model", in a call that such a name gets, or alone in a variable. ' +
        'The address of a file on the hub (…/resolve/…, hf://), or of a file elsewhere whose name says that it is a model. An id of the hub, where a library of the hub takes it (hf-hub, Bumblebee, Informers, DJL, swift-transformers and others) or a key says so. Beside such a key also a name of the Ollama registry, in a file that speaks of Ollama, and "owner/name", in a file that asks one router (OpenRouter, Together and others). ' +
        'A name that the code computes, and an environment variable without a default, are reported as unknown where a model is called. ' +
        'Comparisons, log messages, lists of choices and price tables do not count. Any other name that a change adds to such a file is reported by the rule tree/unread.',
      remedy: 'Write the name of the model as one text beside a name that says so.\nmodel: "gpt-4o-2024-08-06"',
      serves: 'CRA Annex I Part II (1): identify and document components',
    },
    reads: 'text',
    limit: LIMIT,
    wants: (path, size) => suffixes.includes(suffixOf(path)) && (size === null || size <= LIMIT),
    grammar: noGrammar,
    facts: (input) => namesIn(input, language, lexis),
  };
}

/** `#[cfg(test)] mod tests { … }` (Rust) is compiled for tests alone. */
function withoutTests(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const isTest = token.text === 'test' && tokens[index - 2]?.text === 'cfg' && tokens[index + 3]?.text === 'mod';
    kept.push(token);
    if (!isTest) continue;
    let depth = 0;
    for (index += 4; index < tokens.length; index++) {
      const { kind, text } = tokens[index] as Token;
      if (kind === 'sign' && text === '{') depth += 1;
      else if (kind === 'sign' && (text === '}' ? --depth <= 0 : text === ';' && depth === 0)) break;
    }
  }
  return kept;
}

function namesIn({ bytes }: FileInput, language: keyof typeof LEXES, lexis: Lexis): readonly Fact[] {
  const text = new TextDecoder().decode(bytes);
  const words = search(text);
  if (!mayName(text, words)) return [];
  const file = placedFile(text);
  const all = codeTokens(text, lexis).tokens;
  const read = withJoinedTexts(language === 'rust' ? withoutTests(all) : all);
  const tokens = withOwnConstants(words.has(CONSTANTS) || IMPORTS_ALL.test(text) ? withConstants(read) : read);
  const named = [...hostedNamesIn(tokens, file), ...localIn(tokens, file)];
  const others = without(named, builtNamesIn(tokens, file));
  const facts = [
    ...named,
    ...others,
    ...computedNamesIn(tokens, file, named),
    // What a client of another server is given is no name of the hub.
    ...without(others, hubNamesIn(tokens, file)),
    ...bundledIn(tokens, file),
    ...weightsAtAddresses(tokens, file),
  ].toSorted((a, b) => a.line - b.line || a.column - b.column);
  return limitedFacts(facts.filter((fact, index) => !isSaid(fact, facts[index - 1])));
}

/** Those of `facts` that stand where none of `told` does. */
function without(told: readonly LoadFact[], facts: readonly LoadFact[]): readonly LoadFact[] {
  const places = new Set(told.map(({ line, column }) => `${line}:${column}`));
  return facts.filter(({ line, column }) => !places.has(`${line}:${column}`));
}

/** A constant is found where it is given, and once more for each place that uses it. */
function isSaid(fact: LoadFact, before: LoadFact | undefined): boolean {
  return (
    before !== undefined &&
    before.line === fact.line &&
    before.column === fact.column &&
    before.hub === fact.hub &&
    before.provider === fact.provider &&
    fact.revision === null
  );
}
