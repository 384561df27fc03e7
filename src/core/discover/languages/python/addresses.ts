/**
 * Addresses of files and repositories on the hub in Python code, whatever fetches them: `urlretrieve("https://huggingface.co/org/x/resolve/…")`,
 * `pandas.read_parquet("hf://datasets/org/x/…")` (T33). What code only shows or documents is not a load.
 */
import type { Node } from './syntax/index.ts';
import { type Answers, matching, type WordQuestion } from '../../../base/word-search.ts';
import type { Expression, LoadFact, ProblemFact } from '../../../model/index.ts';
import { tooMany } from '../shell/limits.ts';
import type { Spot } from '../../values/index.ts';
import { hubFileUrl, hubRepositoryUrl, hubScheme, type HubUrl, mirroredFileUrl } from '../shell/hub-url.ts';
import { textAt, useOf } from './address-text.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf } from './form/expressions.ts';
import { unmodeledNode } from './form/strings.ts';
import type { PythonModule } from './module.ts';
import { scopeAt } from './scope.ts';

/** A file of the hub, its address in one text or in parts; a scheme. */
const FILE = '\\/(?:resolve|raw)\\/';
const ON_HUB = '(?:huggingface|\\bhf)\\.co\\/[^\\s"\'<>]{1,300}';
const IN_TEXT = '["\'}][^\\s"\'<>]{0,200}';
const ADDRESS = new RegExp(`${ON_HUB}${FILE}|["']hf:\\/\\/|${IN_TEXT}${FILE}\\S`, 'g');
const BEFORE_CLONED = '["\'](?:https?:\\/\\/|(?:ssh:\\/\\/)?git@)(?:www\\.)?';
const CLONED = '(?:huggingface|hf)\\.co[/:]';
const CLONES = new RegExp(BEFORE_CLONED + CLONED, 'g');
/** Pictures and sounds that pages and examples show. */
const SHOWN = /\.(?:jpe?g|png|gif|webp|svg|bmp|ico|wav|mp3|flac|ogg|mp4|webm|mov)(?:[?#].*)?$/i;
const MAX_ADDRESSES = 500;

const NAMES_FILE: WordQuestion = [
  ...matching(['/resolve/', '/raw/'], `(?:(?<=${ON_HUB})${FILE}|(?<=${IN_TEXT})${FILE}\\S)`),
  ...matching(['hf://'], `(?<=["'])hf:\\/\\/`),
];
const NAMES_REPOSITORY = matching(['huggingface.co', 'hf.co'], `(?<=${BEFORE_CLONED})${CLONED}`);
const CLONES_SOMETHING: WordQuestion = [
  { word: 'clone', begins: true },
  { word: 'Repo', ends: true },
];

/** What must be asked of a text to know whether one may stand there. */
export const ADDRESS_QUESTIONS = [NAMES_FILE, NAMES_REPOSITORY, CLONES_SOMETHING];

export function mayHoldAddress(answers: Answers): boolean {
  return answers.has(NAMES_FILE) || (answers.has(NAMES_REPOSITORY) && answers.has(CLONES_SOMETHING));
}

/** Where one may stand. */
function places(text: string, answers: Answers): readonly number[] {
  const files = answers.has(NAMES_FILE) ? [...text.matchAll(ADDRESS)] : [];
  const clones = answers.has(NAMES_REPOSITORY) && answers.has(CLONES_SOMETHING) ? [...text.matchAll(CLONES)] : [];
  return [...files, ...clones].map(({ index }) => index);
}

/** `loads`: those that are known already. An address that one of them names is its own; another one in the same line is not. */
export function addressLoads(
  module: PythonModule,
  root: Node,
  text: string,
  words: Answers,
  file: FileContext,
  loads: readonly LoadFact[],
): { readonly loads: readonly LoadFact[]; readonly problems: readonly ProblemFact[] } {
  const known = Map.groupBy(loads, ({ line }) => line);
  const found = new Map<string, LoadFact>();
  const seen = new Set<number>();
  const all = places(text, words);
  for (const index of all.slice(0, MAX_ADDRESSES)) {
    const node = textAt(root, index + 1);
    if (node === null || seen.has(node.id)) continue;
    seen.add(node.id);
    const use = useOf(node);
    if (use === null) continue;
    const beside = known.get(node.startPosition.row + 1) ?? [];
    const scope = scopeAt(node, module);
    const expression = expressionOf(node, scope, module.around);
    for (const url of urlsOf(node, use === 'cloned', { expression, scope }, file)) {
      if (beside.some((load) => isNamedBy(load, url))) continue;
      // Who calls the function around may say the rest of the address.
      const fact =
        url === null
          ? { ...loadOf(null, node, use), target: expression, within: { piece: '', scope: scope.index } }
          : loadOf(url, node, use);
      found.set(JSON.stringify([fact.target, fact.revision, fact.line]), fact);
    }
  }
  // What was not looked at may be fetched (T39).
  const problems = all.length > MAX_ADDRESSES ? [tooMany(`${MAX_ADDRESSES} addresses of the hub`)] : [];
  return { loads: [...found.values()], problems };
}

/** A computed address is that of a load with a computed name in its line. What is fetched from any address leaves those of the hub to this. */
function isNamedBy({ target, hub }: LoadFact, url: HubUrl | null): boolean {
  if (url === null) return target.kind !== 'literal' && hub !== 'url';
  return target.kind === 'literal' && target.text.includes(url.id);
}

/** null: an address of the hub in which the repository is computed. */
function urlsOf(
  node: Node,
  isCloned: boolean,
  { expression, scope }: { readonly expression: Expression; readonly scope: Spot['scope'] },
  file: FileContext,
): (HubUrl | null)[] {
  const where: Spot = { scope, frame: null, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  return file.evaluator.things(expression, where).flatMap((thing): (HubUrl | null)[] => {
    if (thing.kind === 'open') return isOfHub(thing) ? [null] : [];
    if (thing.kind !== 'text' || thing.text.length > 2_000 || SHOWN.test(thing.text)) return [];
    const url =
      hubFileUrl(thing.text) ?? mirroredFileUrl(thing.text) ?? hubScheme(thing.text) ?? (isCloned ? hubRepositoryUrl(thing.text) : null);
    // Who calls the function around may give another repository.
    return url === null ? [] : [thing.how === 'parameter' ? null : url];
  });
}

/** Whichever repository it is of, it is one of the hub, and a file that counts. */
function isOfHub({ prefix = '', suffix = '' }: { readonly prefix?: string; readonly suffix?: string }): boolean {
  return /^(?:https?:\/\/(?:www\.)?(?:huggingface|hf)\.co\/|hf:\/\/)/.test(prefix) && !SHOWN.test(suffix);
}

function loadOf(url: HubUrl | null, node: Node, use: 'fetched' | 'cloned'): LoadFact {
  const revision = url?.revision ?? null;
  return {
    kind: 'load',
    component: url?.component ?? 'model',
    hub: 'hf',
    provider: null,
    api: use === 'cloned' ? 'git clone' : 'download',
    names: { hubOnly: true },
    target: url === null ? unmodeledNode(node) : { kind: 'literal', text: url.id },
    revision: revision === null ? null : { kind: 'literal', text: revision.text },
    endpoint: url?.server === undefined ? null : { kind: 'literal', text: url.server },
    remoteCode: false,
    pin: null,
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
  };
}
