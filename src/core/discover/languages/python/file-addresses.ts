/**
 * Addresses of weights in Python code, whatever fetches them: in constants and tables, as defaults, handed to a downloader of one's own
 * (T33). Suffixes that nothing else has count wherever an address ends in them; others where words beside it say model.
 */
import type { Node } from './syntax/index.ts';
import { statedDigestIn } from '../../../base/stated-digest.ts';
import { type Answers, matching, type WordQuestion } from '../../../base/word-search.ts';
import type { Expression, LoadFact, ProblemFact } from '../../../model/index.ts';
import {
  BEGINS_ADDRESS,
  isFileAtAddress,
  isModelFile,
  namesModelFile,
  saysModelFile,
  SCHEMES_OF_FILES,
  SUFFIXES_OF_MODELS,
  SUFFIXES_OF_OTHERS,
} from '../../model-file.ts';
import type { Spot } from '../../values/index.ts';
import { tooMany } from '../shell/limits.ts';
import { hubFileUrl, mirroredFileUrl } from '../shell/hub-url.ts';
import { namesAround, textAt, textsBeside, useOf } from './address-text.ts';
import { DATA_QUESTIONS, mayReadData } from './data-addresses.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf } from './form/expressions.ts';
import type { PythonModule } from './module.ts';
import { POOCH } from './pooch-registry.ts';
import { scopeAt } from './scope.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

/** The end of a text, also of an address with a query. */
const END = '(?:[?#][^\\s"\'<>]{0,300})?(?:\\/(?:download|content))?["\']';
const WHOLE = `["']${BEGINS_ADDRESS}[^\\s"'<>]{1,400}`;
const SERVERS = '["\']https?:\\/\\/civitai\\.com\\/api\\/download\\/';
const MODELS = SUFFIXES_OF_MODELS.flatMap(spelled);
const OTHERS = SUFFIXES_OF_OTHERS.flatMap(spelled);
const MODEL = `(?:${alternatives(MODELS)})${END}`;
// What stands behind a suffix is looked at first: nearly all of them are members of objects.
const OTHER = `(?=(?:${alternatives(OTHERS)})${END})(?<=${WHOLE})\\.`;
const PLACES = new RegExp(`(?=${MODEL})\\.|${OTHER}|(?<=${SERVERS})[\\w-]`, 'g');
const MAX_FILES = 2_000;

const NAMES_MODEL = matching(MODELS, MODEL);
const NAMES_OTHER = matching(OTHERS, OTHER);
const NAMES_SERVER = matching(['civitai.com'], `(?<=["']https?:\\/\\/)civitai`);
/** Without one no text of the file is an address, */
const NAMES_SCHEME = matching(['://'], `(?<=["'](?:${SCHEMES_OF_FILES}))://`);
/** unless another file begins it: the end of a text that is put together with what is called like an address. */
const JOINED = `(?:[+][(\\s]{0,20}[a-zA-Z]{0,2}["'][^\\s"']{0,200}|["'][^\\s"']{0,200}(?:\\}|%s)[^\\s"']{0,200})`;
const NAMES_PART = matching(MODELS, `(?=${MODEL})(?<=${JOINED})`);
const ADDRESSES = [
  'url',
  'Url',
  'URL',
  'uri',
  'Uri',
  'URI',
  'base',
  'Base',
  'BASE',
  'host',
  'Host',
  'HOST',
  'mirror',
  'MIRROR',
  'remote',
  'REMOTE',
  'endpoint',
];
const CALLED_ADDRESS: WordQuestion = ADDRESSES.map((word) => ({ word }));
const CALLS_ADDRESS = new RegExp(ADDRESSES.join('|'));

/** People write a suffix in small letters or in capitals. */
function spelled(suffix: string): string[] {
  return [`.${suffix}`, `.${suffix.toUpperCase()}`];
}

function alternatives(endings: readonly string[]): string {
  return endings.map((one) => one.replaceAll('.', '\\.')).join('|');
}

/** What must be asked of a text to know whether one may stand there. */
export const FILE_QUESTIONS = [NAMES_MODEL, NAMES_OTHER, NAMES_SERVER, NAMES_SCHEME, NAMES_PART, CALLED_ADDRESS, POOCH, ...DATA_QUESTIONS];

export function mayHoldFile(answers: Answers): boolean {
  return namesFile(answers) || answers.has(POOCH) || mayReadData(answers);
}

function namesFile(answers: Answers): boolean {
  return (
    answers.has(NAMES_OTHER) ||
    answers.has(NAMES_SERVER) ||
    (answers.has(NAMES_MODEL) && answers.has(NAMES_SCHEME)) ||
    (answers.has(NAMES_PART) && answers.has(CALLED_ADDRESS))
  );
}

/** `loads`: those that are known already; what one of them names is its own. */
export function fileLoads(
  module: PythonModule,
  root: Node,
  text: string,
  words: Answers,
  file: FileContext,
  loads: readonly LoadFact[],
): { readonly loads: readonly LoadFact[]; readonly problems: readonly ProblemFact[] } {
  if (!namesFile(words)) return { loads: [], problems: [] };
  const known = Map.groupBy(loads, ({ line }) => line);
  const found = new Map<string, LoadFact>();
  const seen = new Set<number>();
  const places = Array.from(text.matchAll(PLACES), ({ index }) => index);
  for (const index of places.slice(0, MAX_FILES)) {
    const node = textAt(root, index);
    if (node === null || seen.has(node.id)) continue;
    seen.add(node.id);
    if (!isJoined(node) && !node.text.includes('://')) continue;
    if (useOf(node) === null) continue;
    for (const target of targetsOf(node, module, file)) {
      const beside = known.get(node.startPosition.row + 1) ?? [];
      if (target.kind === 'literal' && beside.some((load) => load.target.kind === 'literal' && load.target.text === target.text)) continue;
      const fact = loadOf(target, node, scopeAt(node, module).index);
      found.set(JSON.stringify([fact.target, fact.line]), fact);
    }
  }
  const problems = places.length > MAX_FILES ? [tooMany(`${MAX_FILES} names of model files`)] : [];
  return { loads: [...found.values()], problems };
}

/** Put together, so that an address may begin elsewhere. */
function isJoined(node: Node): boolean {
  return node.type !== 'string' || node.namedChildren.some((child) => child?.type === 'interpolation');
}

/** The addresses that the text is; where linking may tell more of it, the text as it is put together. */
function targetsOf(node: Node, module: PythonModule, file: FileContext): Expression[] {
  const scope = scopeAt(node, module);
  const where: Spot = { scope, frame: null, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  const expression = expressionOf(node, scope, module.around);
  const beside = saysModelFile(namesAround(node));
  const targets = file.evaluator.things(expression, where).flatMap((thing): Expression[] => {
    if (thing.kind === 'text') {
      const isOfHub = hubFileUrl(thing.text) !== null || mirroredFileUrl(thing.text) !== null;
      return !isOfHub && isModelFile(thing.text, beside) ? [{ kind: 'literal', text: thing.text }] : [];
    }
    if (thing.kind !== 'open') return [];
    const { prefix = '', suffix = '' } = thing;
    const isPossible = prefix === '' ? CALLS_ADDRESS.test(node.text) : isFileAtAddress(`${prefix}x`);
    return isPossible && !/(?:huggingface|\bhf)\.co\b/.test(prefix) && namesModelFile(`${prefix}${suffix}`, beside) ? [expression] : [];
  });
  return targets.some((one) => one === expression) ? [expression] : targets;
}

function loadOf(target: Expression, node: Node, scope: number): LoadFact {
  const beside = saysModelFile(namesAround(node));
  const digests = new Set(textsBeside(node).flatMap((text) => statedDigestIn(text) ?? []));
  const [digest] = digests;
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'url',
    api: 'download',
    target,
    ...(target.kind === 'literal' ? {} : { within: { piece: '', scope } }),
    addresses: target.kind === 'literal' ? 'known' : beside ? 'beside' : 'named',
    // Two digests beside one address: which of them is its own, nobody says.
    ...(digest === undefined || digests.size > 1 ? {} : { digest }),
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
  };
}
