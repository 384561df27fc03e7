/** The pre-filter: is there anything to parse. One pass over the text. What the full reader would use, it lets through (T35). */
import type { ImportFact } from '../../../model/index.ts';
import { type Answers, createWordSearch, matching, type WordQuestion, wholeWords } from '../../../base/word-search.ts';
import { NAMES_MODEL_FILE } from './addresses.ts';
import { SCRIPT_GLOBAL_CLASSES, SCRIPT_GLOBALS } from './api-browser.ts';
import { ENDPOINT_VARIABLES } from '../../endpoint-variables.ts';
import { SCRIPT_API, lastWordOf, AI_PACKAGES } from './api-table.ts';
import { SOURCES } from './import-scan.ts';
import { NAMES_ID, NAMES_OWNER, NAMES_WEB_LLM } from './named/index.ts';
import { NAMES_SERVER } from './requests/index.ts';

/** Where a package is named: behind a quote, or in an address. */
const NAMES_PACKAGE: WordQuestion = [...AI_PACKAGES].map((word) => ({
  word,
  at: new RegExp(`(?<=["'\`/:])${word.replace(/[/.]/g, '\\$&')}(?=["'\`/@])`, 'y'),
}));
/** What script tags bring: `cocoSsd.load()`. */
const NAMES_GLOBAL: WordQuestion = [
  ...[...SCRIPT_GLOBALS.keys()].map((word) => ({
    word,
    at: new RegExp(`(?<![\\w$])(?<!(?<!window|self|globalThis)\\.)${word}(?=\\s{0,20}[.?])`, 'y'),
  })),
  ...matching([...SCRIPT_GLOBAL_CLASSES.keys()], '(?<=new\\s{1,4}(?:(?:window|self|globalThis)\\.)?)'),
];
const NAMES_ENDPOINT: WordQuestion = [...[...ENDPOINT_VARIABLES].map((word) => ({ word })), { word: 'remoteHost' }];
/** Addresses of files on the hub. */
const NAMES_FILE: WordQuestion = [{ word: 'huggingface.co' }, { word: '//hf.co' }, { word: 'hf://' }];
const LOADS: WordQuestion = wholeWords('from_pretrained');

/** The last two words of a chain that tells by itself: both stand in the file. */
const asked = new Map<string, WordQuestion>();
function wordOf(word: string): WordQuestion {
  const question = asked.get(word) ?? wholeWords(word);
  asked.set(word, question);
  return question;
}
const CHAINS = [
  ...new Set(
    SCRIPT_API.flatMap(({ style, name }) => (style === 'chain' && name.includes('.') ? [name.split('.').slice(-2).join('.')] : [])),
  ),
].map((chain) => chain.split('.').map(wordOf));

/** Names that another file of the tree may pass on. */
const PASSED_ON = new Set(
  SCRIPT_API.flatMap((row) =>
    row.style === 'maker' || (row.style === 'export' && row.hub !== 'service' && row.hub !== 'catalog') ? [lastWordOf(row)] : [],
  ),
);

/** Any of them is enough to parse the file. */
const ENOUGH: readonly WordQuestion[] = [
  NAMES_PACKAGE,
  NAMES_GLOBAL,
  NAMES_ENDPOINT,
  NAMES_FILE,
  LOADS,
  NAMES_ID,
  NAMES_OWNER,
  NAMES_WEB_LLM,
  NAMES_SERVER,
  NAMES_MODEL_FILE,
];

const search = createWordSearch([...ENOUGH, ...asked.values()], [SOURCES]);

/** What the words of a text say: asked once, for all who ask about scripts. */
export function wordsOfScript(text: string): Answers {
  return search(text);
}

/** Whether the file can contain a load, or set an endpoint. False is certain; true only means: parse it. */
export function mayScriptLoad(answers: Answers, imports: readonly ImportFact[]): boolean {
  if (ENOUGH.some((question) => answers.has(question))) return true;
  if (CHAINS.some((words) => words.every((word) => answers.has(word)))) return true;
  return imports.some(
    ({ names, alias }) =>
      names.some(({ name, as }) => PASSED_ON.has(name) || PASSED_ON.has(as)) || (alias !== null && PASSED_ON.has(alias)),
  );
}
