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
import { hostedNamesIn } from './hosted.ts';
import { weightsAtAddresses } from './addresses.ts';
import { hubNamesIn } from './hub.ts';
import { localIn } from './local.ts';
import { type Token, codeTokens } from './lexer.ts';
import { withJoinedAddresses } from './joined.ts';
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

function mayName(text: string, words: Answers): boolean {
  return (
    words.size > 0 ||
    /azure_?(?:open_?ai|chat)|ollama/i.test(text) ||
    mayHoldModelFile(text) ||
    /huggingface\/|WhisperKit/i.test(text) ||
    (HUB_NAME.test(text) && HUB_WORD.test(text))
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
        'The code is looked through by its texts, and is not followed: no import, no variable, no call is. Comments are left out. A text counts that is an id of a hosted model beside a key, a variable, a function or an argument that says that a model is meant; an address of a file on the hub (…/resolve/…, hf://), or of a file elsewhere that is one of a model by its name; an id of the hub that a library of the hub takes (hf-hub, Bumblebee, Informers, DJL, swift-transformers and others), or beside a key that says so; in a file that speaks of Ollama a name of its registry beside such a key. ' +
        'Comparisons, log texts, lists of choices and tables of prices are none. What such a file names otherwise is told by the rule tree/unread, where a change adds it.',
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
  const read = withJoinedAddresses(language === 'rust' ? withoutTests(all) : all);
  const tokens = withOwnConstants(words.has(CONSTANTS) ? withConstants(read) : read);
  const facts = [
    ...hostedNamesIn(tokens, file),
    ...hubNamesIn(tokens, file),
    ...localIn(tokens, file),
    ...weightsAtAddresses(tokens, file),
  ].toSorted((a, b) => a.line - b.line || a.column - b.column);
  return limitedFacts(facts.filter((fact, index) => !isSaid(fact, facts[index - 1])));
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
