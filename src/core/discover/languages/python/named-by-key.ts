/**
 * Names of the hub under a key that says so, in code that nothing known loads by: `Spec(repo_id="org/name", revision="…")`,
 * `{"sources": {"hf": "org/name"}}`. Who gets them may be a loader of the project's own, so each has the doubt of an unknown callable.
 */
import { type Answers, matching } from '../../../base/word-search.ts';
import { redact } from '../../../base/redact.ts';
import type { Expression, ImportFact, LoadFact, ProblemFact } from '../../../model/index.ts';
import { isHubId } from '../../../ref/parse.ts';
import { hubRepositoryUrl } from '../shell/hub-url.ts';
import { tooMany } from '../shell/limits.ts';
import { showsWords } from './commands/names.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf } from './form/expressions.ts';
import type { PythonModule } from './module.ts';
import { scopeAt } from './scope.ts';
import type { Node } from './syntax/index.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

/** They say that the value is a repository of the hub. */
const SURE =
  'repo_id|(?:hf|huggingface)(?:_hub)?(?:_(?:repo|repo_id|repository|model|model_id|model_name|model_repo|model_path|id|name|path|dataset|dataset_id|tokenizer))?|hub_(?:repo|repo_id|id|model)';
/** They say so in a file that works with the hub. */
const LIKELY =
  'model_id|model_name|model_repo|model_repo_id|(?:base_|pretrained_)?model_name_or_path|base_model|embedding_model|reranker_model|tokenizer_name';
const GIVEN = '["\']?\\s{0,20}[:=]\\s{0,20}["\'](?:https://(?:huggingface|hf)\\.co/)?[\\w.-]{1,96}/[\\w.-]{1,96}["\'/]';
const BEFORE = '(?<![\\w.])';
const STARTS = ['repo_id', 'hf', 'huggingface', 'hub_'];
const STARTS_LIKELY = ['model_', 'base_model', 'pretrained_model', 'embedding_model', 'reranker_model', 'tokenizer_name'];
const NAMES_SURE = matching(STARTS, `${BEFORE}(?:${SURE})${GIVEN}`);
const NAMES_LIKELY = matching(STARTS_LIKELY, `${BEFORE}(?:${LIKELY})${GIVEN}`);
const SURELY = new RegExp(`${BEFORE}(?:${SURE})${GIVEN}`, 'g');
const LIKELIER = new RegExp(`${BEFORE}(?:${SURE}|${LIKELY})${GIVEN}`, 'g');

export const KEY_QUESTIONS = [NAMES_SURE, NAMES_LIKELY];

/** Their names are those of the hub, */
const OF_HUB = new Set(
  'transformers diffusers sentence_transformers peft trl huggingface_hub vllm sglang mlx_lm mlx_vlm optimum unsloth'.split(' '),
);
/** and those of hosted models look the same. */
const HOSTED = new Set(
  'openai anthropic litellm together groq replicate cohere mistralai fireworks google langchain_openai langchain_groq langchain_together openrouter'.split(
    ' ',
  ),
);
/** What is published is not loaded. */
const PUBLISHES =
  /upload|push|publish|export|create|save|deploy|delete|commit|update|move|duplicate|exists|info|list_|card|space|branch|tag|discussion/i;
/** Of classes fewer names say so: `ModelInfo(hf_repo="…")` is an entry of a table. */
const PUBLISHER = /^(?:\w{0,40})(?:Upload|Push|Publish|Export|Save|Deploy|Delete|Commit)/;
const REVISIONS = /^(?:(?:hf_|model_|hub_)?(?:revision|commit|commit_hash|commit_sha|sha)|git_revision)$/;
const MAX_KEYS = 2_000;
const MAX_CLIMB = 12;
/** So many names in one file are there to be chosen from. */
const MANY = 3;

function worksWithHub(roots: ReadonlySet<string>): boolean {
  return [...roots].some((root) => OF_HUB.has(root)) && ![...roots].some((root) => HOSTED.has(root));
}

/** For the pre-filter. */
export function mayNameByKey(answers: Answers, imports: readonly ImportFact[]): boolean {
  if (answers.has(NAMES_SURE)) return true;
  return answers.has(NAMES_LIKELY) && worksWithHub(new Set(imports.map(({ module }) => module.split('.', 1)[0] ?? '')));
}

/** `taken`: calls that are loads by themselves. `known`: what is loaded in this file anyway. */
export function namedByKey(
  module: PythonModule,
  root: Node,
  text: string,
  words: Answers,
  file: FileContext,
  { taken, known }: { readonly taken: ReadonlySet<number>; readonly known: readonly LoadFact[] },
): (LoadFact | ProblemFact)[] {
  const likely = worksWithHub(file.roots);
  if (!words.has(NAMES_SURE) && !(likely && words.has(NAMES_LIKELY))) return [];
  const found: (LoadFact | ProblemFact)[] = [];
  let loaded: ReadonlySet<string> | null = null;
  let left = MAX_KEYS;
  for (const { index } of text.matchAll(likely ? LIKELIER : SURELY)) {
    // What was not looked at may be loaded (T39).
    if (--left < 0) {
      found.push(tooMany(`${MAX_KEYS} names of the hub under keys`));
      break;
    }
    const entry = entryAt(root, index);
    if (entry === null || !isKept(entry.node, taken)) continue;
    const fact = loadOf(entry, module, file);
    if (fact === null) continue;
    loaded ??= textsOf(known, module, file);
    if (fact.target.kind === 'literal' && !loaded.has(fact.target.text)) found.push(fact);
  }
  const names = new Set(found.flatMap((fact) => (fact.kind === 'load' && fact.target.kind === 'literal' ? [fact.target.text] : [])));
  return names.size < MANY ? found : found.map((fact) => (fact.kind === 'load' ? { ...fact, catalog: true } : fact));
}

interface KeyedEntry {
  readonly node: Node;
  readonly key: string;
  readonly value: Node;
}

/** `repo_id="…"` of a call, `"repo_id": "…"` of a table. */
function entryAt(root: Node, index: number): KeyedEntry | null {
  let node = root.descendantForIndex(index);
  for (let step = 0; step < 4 && node !== null; step++, node = node.parent) {
    if (node.type !== 'keyword_argument' && node.type !== 'pair') continue;
    const key = node.childForFieldName(node.type === 'pair' ? 'key' : 'name');
    const value = node.childForFieldName('value');
    if (key === null || value?.type !== 'string' || index < key.startIndex || index > key.endIndex) return null;
    return { node, key: key.text.replace(/^["']|["']$/g, ''), value };
  }
  return null;
}

/** Not what a known call loads, what is published, what is shown or compared. */
export function isKept(node: Node, taken: ReadonlySet<number>): boolean {
  for (let around = node.parent, step = 0; around !== null && step < MAX_CLIMB; around = around.parent, step++) {
    if (around.type === 'comparison_operator' || around.type === 'assert_statement') return false;
    if (around.type !== 'call') continue;
    const callee = (around.childForFieldName('function')?.text ?? '').slice(-100);
    const name = callee.slice(callee.lastIndexOf('.') + 1);
    // What a function of the project gets, its callers are followed for.
    if (around.id === node.parent?.parent?.id && node.type === 'keyword_argument' && !/^(?:[A-Z]|dict$)/.test(name)) return false;
    if (taken.has(around.id) || (/^[A-Z]/.test(name) ? PUBLISHER : PUBLISHES).test(name) || (showsWords(callee) && name !== 'add_argument'))
      return false;
  }
  return true;
}

function siblingsOf({ node }: KeyedEntry): readonly KeyedEntry[] {
  return (node.parent?.namedChildren ?? []).flatMap((one) => {
    const key = one?.childForFieldName(one.type === 'pair' ? 'key' : 'name') ?? null;
    const value = one?.childForFieldName('value') ?? null;
    return one === null || one === undefined || key === null || value === null
      ? []
      : [{ node: one, key: key.text.replace(/^["']|["']$/g, ''), value }];
  });
}

function loadOf(entry: KeyedEntry, module: PythonModule, file: FileContext): LoadFact | null {
  const { node, key, value } = entry;
  const scope = scopeAt(node, module);
  const target = expressionOf(value, scope, file.around);
  if (target.kind !== 'literal' || !isName(target.text)) return null;
  const siblings = siblingsOf(entry);
  const kind = siblings.find((one) => one.key === 'repo_type')?.value.text.slice(1, -1) ?? (key.includes('dataset') ? 'dataset' : 'model');
  if (kind === 'space') return null;
  const revision = siblings.find((one) => REVISIONS.test(one.key))?.value;
  const { row, column } = value.startPosition;
  const callee = node.type === 'pair' ? null : node.parent?.parent?.childForFieldName('function');
  return {
    ...PLAIN_LOAD,
    component: kind === 'dataset' ? 'dataset' : 'model',
    hub: 'hf',
    api: redact(callee == null ? key : callee.text.replace(/\s+/g, '')).slice(-80),
    names: { hubOnly: true },
    target,
    within: { piece: '', scope: scope.index },
    revision: revision === undefined || revision.type === 'none' ? null : expressionOf(revision, scope, file.around),
    guessed: true,
    callable: { names: [], open: true, method: null, roots: [], telling: false },
    line: row + 1,
    column: column + 1,
  };
}

function isName(text: string): boolean {
  return (
    (isHubId(text) && text.includes('/') && !/\.(?:py|ya?ml|json|txt|md|png|jpe?g|csv)$/i.test(text)) || hubRepositoryUrl(text) !== null
  );
}

/** What the loads of the file name, as far as it tells by itself. */
export function textsOf(known: readonly LoadFact[], { code }: PythonModule, { evaluator }: FileContext): ReadonlySet<string> {
  const texts = (target: Expression, { within, line, column }: LoadFact): string[] => {
    const scope = code.scopes[within?.scope ?? 0];
    if (target.kind === 'literal' || scope === undefined) return target.kind === 'literal' ? [target.text] : [];
    return evaluator.things(target, { scope, frame: null, line, column }).flatMap((thing) => (thing.kind === 'text' ? [thing.text] : []));
  };
  return new Set(known.flatMap((load) => texts(load.target, load)));
}
