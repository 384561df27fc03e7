/** The pre-filter: is there anything to parse. Linear, no grammar. What the full reader would use, it lets through (T35). */
import type { Fact, ImportFact } from '../../../model/index.ts';
import { type Answers, beginning, createWordSearch, matching, type WordQuestion, wholeWords } from '../../../base/word-search.ts';
import { ENDPOINT_VARIABLES } from '../../endpoint-variables.ts';
import { PROVIDER_MODULES } from '../../hosted/index.ts';
import { RUNS_BY_CALL, RUNS_CODE } from '../../starts/python-runs.ts';
import { ADDRESS_QUESTIONS, mayHoldAddress } from './addresses.ts';
import type { ApiRow } from './api-row.ts';
import { API_TABLE, lastNameOf } from './api-table.ts';
import { codeOnly } from './code-only.ts';
import { DESCRIBES_IMAGE } from './commands/image-packages.ts';
import { GIVES_CODE, STARTS_LOADER } from './commands/names.ts';
import { FILE_QUESTIONS, mayHoldFile } from './file-addresses.ts';
import { NAMES_ENVIRONMENT } from './endpoints.ts';
import { idleLines } from './idle-lines.ts';
import { EXPORTS, SPELLS_NOTHING } from './exports.ts';
import { IMPORTS, scanImports } from './import-scan.ts';
import { HTTP_QUESTIONS, maySendModel } from './http-calls.ts';
import { BUNDLE_QUESTIONS, mayHoldBundle } from './library-constants.ts';
import { KEY_QUESTIONS, mayNameByKey } from './named-by-key.ts';
import { NAMES_AT_ADDRESS } from './named/addressed.ts';
import { mayNameHub, NAMES_HUB, SAYS_MODEL } from './named/hub.ts';
import { NAMES_HOSTED } from './named/index.ts';
import { LISTED_QUESTIONS, mayNameListed, TELLS_LISTED } from './named/listed.ts';
import { NAMES_LOCAL } from './named/local.ts';
import { NAMES_LOADER } from './passed-on.ts';
import { BYTE_QUESTIONS, mayLoadBytes } from './byte-loads.ts';
import { CALLS_OPAQUELY, mayCallOpaquely } from './opaque-calls.ts';
import { mayLoadPath, PATH_QUESTIONS } from './path-loads.ts';
import { CONTEXTS, scanWrites, SETS } from './write-scan.ts';

/** It loads only where the trust in code is spelled out, often in a text. */
const CONFIGURED = wholeWords(...API_TABLE.flatMap((row) => (row.configured === true ? [row.name] : [])));
const TRUST: WordQuestion = [{ word: 'trust_remote_code' }];

const TELLING = [...new Set(API_TABLE.filter((row) => row.ordinary !== true).map(lastNameOf))];
const TELLS = beginning(...TELLING);
const QUOTED = new RegExp(`["'](?:${TELLING.join('|')})["']`);
const GETS_ATTRIBUTE: WordQuestion = [{ word: 'getattr' }];
const NAMES_ENDPOINT: WordQuestion = [...ENDPOINT_VARIABLES].map((word) => ({ word }));

interface Weak {
  /** Of a service, and of names that only a scheme makes those of the hub: the packages of which one is imported. */
  readonly roots: readonly string[] | null;
  /** All of them are there, */
  readonly words: readonly WordQuestion[];
  /** and the last is called on the one before it, or one of both is imported. */
  readonly joined: RegExp | null;
}

/** Rows share words: each is one question. */
const asked = new Map<string, WordQuestion>();
function wordOf(word: string): WordQuestion {
  const question = asked.get(word) ?? wholeWords(word);
  asked.set(word, question);
  return question;
}

/** One question, however many names there are. */
function anyOf(names: readonly string[]): WordQuestion {
  const key = names.join(' ');
  const question = asked.get(key) ?? wholeWords(...names);
  asked.set(key, question);
  return question;
}

/** One of a family of callables is picked by its name: `getattr(models, name)`, `models.__dict__[name]`. */
const PICKS = wholeWords('getattr', '__dict__', 'vars');

const WEAK = API_TABLE.filter((row) => row.ordinary === true && row.configured !== true).flatMap((row): Weak[] => {
  const { family } = row;
  const words = [
    ...(row.receiver === undefined ? [] : [row.receiver]),
    ...row.name.split('.').slice(0, family === undefined ? undefined : -1),
  ];
  const [owner, last] = [family === undefined ? words.at(-2) : undefined, lastNameOf(row)];
  const whole = [...(row.only === true ? [anyOf(row.modules)] : []), ...words.map(wordOf)];
  const weak = {
    roots: rootsOf(row),
    words: [...whole, ...(family === undefined ? [] : [anyOf(family)])],
    joined:
      owner === undefined
        ? null
        : new RegExp(`\\b${owner}[\\s\\\\]{0,400}\\.[\\s\\\\]{0,400}${last}\\b|\\b(?:from|import)\\b[^;]{0,400}\\b${owner}\\b`),
  };
  return family === undefined ? [weak] : [weak, { ...weak, words: [...whole, PICKS] }];
});
/** null: it counts whatever the file imports. */
function rootsOf(row: ApiRow): readonly string[] | null {
  if (row.anyClient === true || !(row.component === 'service' || row.hub === 'ollama' || row.schemed === true || row.only === true))
    return null;
  return row.modules.length > 0 ? row.modules : PROVIDER_MODULES;
}

/** A variable whose name is joined or escaped is set. */
const ENVIRONMENT =
  /(?:environ[\s\\]{0,20}(?:\[|\|=|\.[\s\\]{0,20}(?:setdefault|__setitem__|update)\b)|putenv\b)[^\]=]{0,300}?(?:["']\s{0,9}["'+]|\\[xuUN0-7]|[fF]["'])/;
const SETS_ENVIRONMENT = matching(['environ', 'putenv'], ENVIRONMENT.source);

const search = createWordSearch(
  [
    CONFIGURED,
    TRUST,
    TELLS,
    GETS_ATTRIBUTE,
    NAMES_ENDPOINT,
    SETS_ENVIRONMENT,
    GIVES_CODE,
    RUNS_CODE,
    RUNS_BY_CALL,
    NAMES_ENVIRONMENT,
    NAMES_LOADER,
    PICKS,
    TELLS_LISTED,
    ...BUNDLE_QUESTIONS.flat(),
    SPELLS_NOTHING,
    ...ADDRESS_QUESTIONS,
    ...FILE_QUESTIONS,
    ...PATH_QUESTIONS,
    ...BYTE_QUESTIONS,
    CALLS_OPAQUELY,
    ...KEY_QUESTIONS,
    SAYS_MODEL,
    ...HTTP_QUESTIONS,
    ...asked.values(),
    DESCRIBES_IMAGE,
  ],
  [STARTS_LOADER, IMPORTS, EXPORTS, CONTEXTS, SETS, NAMES_HOSTED, NAMES_HUB, NAMES_AT_ADDRESS, NAMES_LOCAL, ...LISTED_QUESTIONS],
);

/** What the words of a text say: asked once, for all who ask about Python. */
export function wordsOfPython(text: string): Answers {
  return search(text);
}

/** `code`: the text without comments, so that what belongs together stands together. */
function tells(answers: Answers, imports: readonly ImportFact[], code: string | null): boolean {
  if (answers.has(TELLS)) return true;
  const imported = new Set(imports.map(({ module }) => module.split('.', 1)[0] ?? ''));
  if (mayLoadPath(answers, imported) || mayLoadBytes(answers, imported) || mayCallOpaquely(answers, imported)) return true;
  return WEAK.some(
    ({ roots, words, joined }) =>
      words.every((word) => answers.has(word)) &&
      (roots === null || roots.some((root) => imported.has(root))) &&
      (code === null || joined === null || joined.test(code)),
  );
}

/** Whether the file can contain a load, or set an endpoint. False is certain; true only means: parse it. */
export function mayLoad(
  text: string,
  answers: Answers = wordsOfPython(text),
  imports: readonly ImportFact[] = scanImports(text, answers),
): boolean {
  if (answers.has(NAMES_ENDPOINT) || answers.has(SETS_ENVIRONMENT) || (answers.has(CONFIGURED) && answers.has(TRUST))) return true;
  if (answers.has(STARTS_LOADER) || mayHoldAddress(answers) || mayHoldFile(answers)) return true;
  if (answers.has(DESCRIBES_IMAGE) || (answers.has(GIVES_CODE) && mention(answers))) return true;
  if (mayNameByKey(answers, imports) || mayHoldBundle(answers) || mayNameListed(answers) || maySendModel(answers)) return true;
  if (names(text, answers)) return true;
  if (!tells(answers, imports, null)) return false;
  // `getattr(model, "from_pretrained")`
  if (answers.has(GETS_ATTRIBUTE) && QUOTED.test(text)) return true;
  // Libraries mention from_pretrained in thousands of docstrings; only code outside strings and comments can call it.
  const code = codeOnly(text);
  return code === null || tells(wordsOfPython(code), imports, code);
}

/** Whether a name stands in it of which nobody needs to be asked who gets it. Docstrings are full of names, and give them to nobody. */
function names(text: string, answers: Answers): boolean {
  const isNamed = (known: Answers): boolean =>
    known.has(NAMES_HOSTED) || known.has(NAMES_AT_ADDRESS) || known.has(NAMES_LOCAL) || mayNameHub(text, known);
  return isNamed(answers) && isNamed(outsideIdleLines(text, answers, [NAMES_HOSTED, NAMES_AT_ADDRESS, NAMES_LOCAL, NAMES_HUB]));
}

/** Without the places of these questions that stand in lines of mere words. */
function outsideIdleLines(text: string, answers: Answers, questions: readonly WordQuestion[]): Answers {
  const idle = idleLines(text);
  if (idle.size === 0) return answers;
  const left = new Map(answers);
  for (const question of questions) {
    let [line, from] = [1, 0];
    const places = (answers.get(question) ?? []).filter((place) => {
      for (let end = text.indexOf('\n', from); end >= 0 && end < place; end = text.indexOf('\n', from)) [line, from] = [line + 1, end + 1];
      return !idle.has(line);
    });
    if (places.length === 0) left.delete(question);
    else left.set(question, places);
  }
  return left;
}

/** What is known without a grammar: who imports whom, and who may replace what of whom. */
export function surfaceFacts(text: string, answers: Answers, imports: readonly ImportFact[] = scanImports(text, answers)): Fact[] {
  return [...imports, ...scanWrites(text, imports, answers)];
}

/** Whether a text of another kind, such as a shell script, can hold code that loads something or sets an endpoint. */
export function mayMention(text: string): boolean {
  return mention(wordsOfPython(text));
}

function mention(answers: Answers): boolean {
  return (
    answers.has(NAMES_ENDPOINT) ||
    answers.has(TELLS) ||
    answers.has(STARTS_LOADER) ||
    mayHoldAddress(answers) ||
    mayHoldFile(answers) ||
    WEAK.some(({ words }) => words.every((word) => answers.has(word)))
  );
}
