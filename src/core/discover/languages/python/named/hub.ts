/**
 * Names of the hub that code keeps where no call is read that loads them: defaults of options, parameters and fields, constants, settings,
 * entries of tables. The text has the form of a name, and what it is bound to says that it is a model or a dataset. A router of hosted models
 * has the same names: where one is said beside, it is asked for them.
 */
import { type Answers, matching, type WordQuestion } from '../../../../base/word-search.ts';
import type { Expression, LoadFact, NameRules, ProblemFact } from '../../../../model/index.ts';
import { keyRoleOf, type KeyRole, namesNoModel } from '../../../configs/keyed/hub-keys.ts';
import { completed, isFamily, isRepositoryName, isWellKnown } from '../../../configs/keyed/hub-names.ts';
import { keyWords } from '../../../configs/keyed/tree.ts';
import { mayBeModel, providerSaidBy, saidBy } from '../../../hosted/index.ts';
import { namesWeights } from '../../../../base/weight-names.ts';
import { tooMany } from '../../shell/limits.ts';
import type { FileContext } from '../file-context.ts';
import { isKept } from '../named-by-key.ts';
import { type PythonModule } from '../module.ts';
import { scopeAt } from '../scope.ts';
import type { Node } from '../syntax/index.ts';
import { type NamedText, nameOf } from './context.ts';
import { offerAround } from './offered.ts';
import { firstOf, stringOf } from './table.ts';
import { textNodesAt } from './text-nodes.ts';
import { calledBy } from './words.ts';
import { saidAt } from './said-at.ts';
import { PLAIN_LOAD } from '../../../plain-load.ts';

/** "org/name", in a text of its own; types of media are none. */
const PAIR = String.raw`(?<=["'](?!(?:application|audio|font|image|message|multipart|text|video)\/)\w[\w.-]{0,95})\/[\w.-]{2,96}(?::[\w.-]{1,20})?["']`;
/** With which names begin that stand without an owner. */
const ALONE =
  'all-MiniLM all-mpnet all-distilroberta all-roberta multi-qa- paraphrase- msmarco- distiluse- bert- distilbert- roberta- distilroberta- xlm-roberta- albert- gpt2 distilgpt2 t5- camembert- xlnet- squad imdb glue super_glue wikitext cnn_dailymail xsum samsum conll2003 ag_news sst2 mmlu gsm8k hellaswag winogrande openwebtext bookcorpus librispeech_asr wmt1 rotten_tomatoes yelp_review_full'.split(
    ' ',
  );
export const NAMES_HUB: WordQuestion = [...matching(['/'], PAIR), ...matching(ALONE, String.raw`(?<=["'])[\w.-]{4,80}["']`)];
/** Something has to say that it is a model. */
export const SAYS_MODEL: WordQuestion =
  'odel ODEL mbed MBED erank RERANK okenizer TOKENIZER heckpoint CHECKPOINT ataset DATASET LLM llm VLM vlm retrained PRETRAINED ackbone BACKBONE ncoder ENCODER repo REPO'
    .split(' ')
    .map((word) => ({ word }));

const MAX_PLACES = 4_000;
const MAX_TEXT = 200;
/** So many names in tables of one file are there to be chosen from. */
const MANY = 3;
/** Words of a key that are no name of a configuration, and say the same. */
const MORE = /^(?:\w{1,30}_)?(?:checkpoint|backbone|encoder|repos?|llm|vlm|slm)(?:_(?:id|ids|name|path))?$/;
/** A repository of a forge is called so, too. */
const OF_REPOSITORY = /repo|(?:^|_)hf(?:_|$)/;
/** A library, and the size that it has: "faster-whisper/small". */
const OF_LIBRARY = /^(?:faster[-_]whisper|whisper(?:[-_.]?cpp|x)?|llama[-_.]?cpp|piper|vosk|edge-tts|spacy|kokoro|silero)\//i;
/** What the project makes itself. */
const MADE =
  /(?:^|_)(?:new|output|out|saved?|push|upload|export|merged|trained|finetuned|result|expected|mock|fake|dummy|test|example)(?:_|$)/;
/** Models that hardly anybody has run by a router. */
const OWN_WORK = /embed|rerank|tokenizer|encoder|whisper|stt|tts|asr|dataset|sentence/;
/** They run models of others under the names that the hub has. */
const ROUTERS: ReadonlySet<string> = new Set('openrouter together deepinfra nvidia replicate groq fireworks novita siliconflow'.split(' '));
const SPEAKS_OF_ROUTER = /together\.?(?:ai|xyz)|deepinfra|fireworks|siliconflow|novita|chutes|hyperbolic/i;
/** These write all names in small letters. */
const SPEAKS_OF_SMALL = /openrouter|nvidia\.com|replicate|groq/i;
/** Their names are those of the hub, */
const OF_HUB = new Set(
  'transformers diffusers sentence_transformers peft trl huggingface_hub datasets vllm sglang mlx_lm mlx_vlm optimum unsloth langchain_huggingface'.split(
    ' ',
  ),
);
/** and those of hosted models look the same. */
const HOSTED = new Set(
  'openai anthropic litellm together groq replicate cohere mistralai fireworks google langchain_openai langchain_groq langchain_together langchain_fireworks openrouter pydantic_ai crewai agno dspy autogen'.split(
    ' ',
  ),
);

interface Known {
  /** Calls that are loads by themselves. */
  readonly taken: ReadonlySet<number>;
  /** What is loaded in this file anyway. */
  readonly loaded: () => ReadonlySet<string>;
}

/** For the pre-filter: whether one of the texts can be a name at all. */
export function mayNameHub(text: string, answers: Answers): boolean {
  if (!answers.has(SAYS_MODEL)) return false;
  return (answers.get(NAMES_HUB) ?? []).slice(0, MAX_PLACES).some((place) => {
    const [start, end] = [edge(text, place, -1) + 1, edge(text, place, 1)];
    return isNameLike(text.slice(start, end));
  });
}

function edge(text: string, place: number, step: 1 | -1): number {
  let index = place;
  while (Math.abs(index - place) < MAX_TEXT && index >= 0 && index < text.length && text[index] !== '"' && text[index] !== "'")
    index += step;
  return index;
}

const ANY: readonly KeyRole[] = [
  { component: 'model', kind: 'likely' },
  { component: 'dataset', kind: 'likely' },
];

function isNameLike(text: string): boolean {
  return ANY.some((role) => isRepositoryName(role, text) || completed(role, text) !== null) || /^[\w.-]+\/[\w.-]+:[\w.-]+$/.test(text);
}

/** Loads of what is named so. */
export function namedOnHub(
  module: PythonModule,
  root: Node,
  text: string,
  words: Answers,
  file: FileContext,
  known: Known,
): (LoadFact | ProblemFact)[] {
  const places = words.get(NAMES_HUB) ?? [];
  if (places.length === 0 || !words.has(SAYS_MODEL)) return [];
  const project = speakerOf(file.roots, text);
  const found: LoadFact[] = [];
  const listed = new Set<LoadFact>();
  for (const node of textNodesAt(root, places.slice(0, MAX_PLACES))) {
    const name = stringOf(node);
    if (name === null || !isNameLike(name) || mayBeModel(name) || OF_LIBRARY.test(name)) continue;
    const own = nameOf(node, () => [], saysHub);
    const offer = own === null ? offerAround(node) : null;
    const isWithFile = isRepositoryName(TABLED, name) && isBesideWeights(node, module);
    const named = own ?? (offer === null ? null : { name: 'model', by: null, beside: offer.beside }) ?? (isWithFile ? WEIGHTS : null);
    if (named === null || !isKept(bindingOf(node), known.taken) || known.loaded().has(name)) continue;
    const meant = isWithFile ? SURE : (meaningOf(name, named, project) ?? (isAmongKnown(node) && project !== 'router' ? TABLED : null));
    if (meant === null) continue;
    const fact = factOf(node, name, offer === null ? named : { ...named, name: offer.name }, meant, module);
    found.push(offer === null ? fact : { ...fact, catalog: true });
    if (node.parent?.type === 'pair' && saysHub(keyOf(node.parent)) !== 'model') listed.add(fact);
  }
  const isMany = new Set([...listed].map(({ api, target }) => `${api} ${textOf(target)}`)).size >= MANY;
  const problems = places.length > MAX_PLACES ? [tooMany(`${MAX_PLACES} texts that may be names of the hub`)] : [];
  return [...found.map((fact) => (isMany && listed.has(fact) ? { ...fact, catalog: true as const } : fact)), ...problems];
}

/** What the name of a variable, key or option says. */
function saysHub(name: string): ReturnType<typeof saidBy> {
  const key = keyWords(name.replace(/^[-_]+/, ''));
  if (namesNoModel(key) || MADE.test(key)) return 'otherwise';
  if (keyRoleOf(key, '') !== null || MORE.test(key)) return 'model';
  return saidBy(name);
}

type Project = 'hub' | 'router' | 'small' | 'hosted' | null;

/** Whose names the file speaks of. */
function speakerOf(roots: ReadonlySet<string>, text: string): Project {
  if (SPEAKS_OF_ROUTER.test(text)) return 'router';
  if (SPEAKS_OF_SMALL.test(text)) return 'small';
  if ([...roots].some((one) => HOSTED.has(one))) return 'hosted';
  return [...roots].some((one) => OF_HUB.has(one)) ? 'hub' : null;
}

type Meaning = { readonly provider: string } | { readonly component: KeyRole['component'] };

function meaningOf(text: string, { name, beside }: NamedText, project: Project): Meaning | null {
  const provider = beside ?? providerSaidBy(name);
  if (provider !== null && ROUTERS.has(provider)) return { provider };
  const key = keyWords(name.replace(/^[-_]+/, ''));
  const role = keyRoleOf(key, '') ?? ({ component: 'model', kind: MORE.test(key) ? 'likely' : 'plain' } as const);
  // "mnist" is a dataset of many libraries.
  if (completed(role, text) !== null && !OF_REPOSITORY.test(key))
    return (role.kind === 'plain' && key !== 'model') || role.component === 'dataset' ? ofHub(role, project) : role;
  if (!isRepositoryName({ ...role, kind: 'likely' }, text)) return null;
  if (role.kind === 'sure' || (project === 'hub' && role.kind === 'likely')) return role;
  // Who has hosted models asked may mean one of these.
  const isOpen = project === 'router' || project === 'hosted' || (project === 'small' && text === text.toLowerCase());
  if (isOpen && !OWN_WORK.test(key)) return null;
  if (isWellKnown(text) || project === 'hub') return role;
  if (OF_REPOSITORY.test(key)) return null;
  if (role.component === 'dataset') return isDatasetName(text, key) ? role : null;
  return role.kind === 'likely' && isFamily(text) ? role : null;
}

/** Folders of data have plain names of two parts, too. */
function isDatasetName(text: string, key: string): boolean {
  if (/path|uri/.test(key)) return false;
  return key.endsWith('dataset_id') || /[-_\dA-Z]/.test(text.slice(text.indexOf('/') + 1));
}

const TABLED: KeyRole = { component: 'model', kind: 'likely' };
const SURE: KeyRole = { component: 'model', kind: 'sure' };
const MAX_SIBLINGS = 40;

/** In a table or list of names of the hub, another of which is of a known owner. */
function isAmongKnown(text: Node): boolean {
  const [own, around] = [stringOf(text), text.parent];
  const table = around?.type === 'pair' ? around.parent : around?.type === 'list' || around?.type === 'tuple' ? around : null;
  if (own === null || !isRepositoryName(TABLED, own) || table === null) return false;
  return firstOf(table, MAX_SIBLINGS)
    .flatMap((one) => (one.type === 'pair' ? [one.childForFieldName('key'), one.childForFieldName('value')] : [one]))
    .some((one) => one !== null && isWellKnown(stringOf(one) ?? ''));
}

const WEIGHTS: NamedText = { name: 'weights', by: null, beside: null };
const BESIDE = new Set(['argument_list', 'tuple', 'list', 'dictionary']);

/** `load("org/name", "model.ckpt")`, `{"repo": "org/name", "file": "model.gguf"}`: a repository, and the file of weights that is in it. */
function isBesideWeights(text: Node, { top }: Pick<PythonModule, 'top'>): boolean {
  const entry = text.parent?.type === 'pair' || text.parent?.type === 'keyword_argument' ? text.parent : text;
  if (entry !== text && /path|dir|folder|file|bin/i.test(keyOf(entry))) return false;
  const around = entry.parent;
  if (around === null || !BESIDE.has(around.type)) return false;
  const texts = firstOf(around, MAX_SIBLINGS).flatMap((one) => {
    const value = one.type === 'pair' || one.type === 'keyword_argument' ? one.childForFieldName('value') : one;
    return value === null || one.id === entry.id ? [] : (stringOf(value) ?? []);
  });
  // Several repositories and files are a list of anything.
  const file = texts.find(namesWeights);
  // A space is an application, and data has calls of its own.
  if (file === undefined || texts.includes('space') || texts.includes('dataset') || texts.some((one) => isRepositoryName(TABLED, one)))
    return false;
  const callee = around.type === 'argument_list' ? calledBy(around.parent) : '';
  // What a function of the file is given, its callers are followed for.
  if (WORKS_ON_PATHS.test(callee) || top.names.get(callee)?.some(({ kind }) => kind === 'made') === true) return false;
  const own = stringOf(text) ?? '';
  return isWellKnown(own) || isFamily(own) || OF_HUB_ALONE.test(file) || LOADS.test(callee);
}
/** A folder, and a file in it. */
const WORKS_ON_PATHS =
  /^(?:join|joinpath|Path|PurePath|open|exists|isfile|isdir|copy\w*|move|rename|replace|remove|save\w*|dump|glob|symlink|link|relpath)$/;
const OF_HUB_ALONE = /\.(?:gguf|safetensors)$/i;
const LOADS = /load|fetch|pull|pretrained|hub|repo|checkpoint/i;

function ofHub(role: KeyRole, project: Project): KeyRole | null {
  return project === 'hub' ? role : null;
}

/** The argument or entry in which the text stands, or the text. */
function bindingOf(text: Node): Node {
  return text.parent?.type === 'keyword_argument' && !keyOf(text.parent).startsWith('default') ? text.parent : text;
}

function keyOf(node: Node): string {
  const key = node.childForFieldName(node.type === 'pair' ? 'key' : 'name');
  return key === null ? '' : (stringOf(key) ?? key.text.slice(0, 80));
}

function textOf(target: Expression): string {
  return target.kind === 'literal' ? target.text : target.kind === 'overridable' && target.fallback !== null ? textOf(target.fallback) : '';
}

function factOf(node: Node, text: string, named: NamedText, meant: Meaning, module: PythonModule): LoadFact {
  const isHosted = 'provider' in meant;
  return {
    ...PLAIN_LOAD,
    ...saidAt(node, text, named),
    component: isHosted ? 'service' : meant.component,
    hub: isHosted ? 'service' : 'hf',
    provider: isHosted ? meant.provider : null,
    ...(isHosted ? {} : { names: meant.component === 'dataset' ? { hubOnly: true as const } : MODELS, guessed: true as const }),
    ...(isHosted ? {} : { within: { piece: '', scope: scopeAt(node, module).index } }),
    ...(isHosted ? {} : { callable: { names: [], open: true, method: null, roots: [], telling: false } }),
  };
}

/** What has no owner and is of no family of the hub, is of sentence-transformers. */
const MODELS: NameRules = {
  hubOnly: true,
  owner: {
    prefix: 'sentence-transformers/',
    alone: ['bert', 'roberta', 'distil', 'xlm', 'albert', 'gpt2', 'openai-gpt', 't5', 'xlnet', 'electra', 'camembert'],
  },
};
