/** What stands beside a name and says that the map is a record: of what was measured, of what is paid, of what lies on a forge. Data. */
import { type KeyedField, type KeyedNode, keyWords, type Neighbors } from './tree.ts';

/** Numbers that a run gives: settings have limits of these, which are called otherwise. */
const MEASURED =
  /^(?:accuracy|f1(?:_score)?|win_rate|pass_rate|pass_at_\d|bleu|rouge\w{0,4}|latency\w{0,12}|elapsed\w{0,12}|(?:duration|response_time|took)_(?:ms|s|sec|seconds)|(?:prompt|completion|total|cached|reasoning)_tokens|usage|tokens_per_second|total_cost(?:_usd)?)$/;
/** Who asks a model says one of these, and no record of an answer does. */
const ASKS =
  /^(?:temperature|top_[pk]|max_(?:output_)?tokens|(?:api|llm)_?(?:key|base|url|version)\w{0,10}|base_url|endpoint|timeout\w{0,10}|retries|max_retries|stream|system(?:_prompt)?|fallbacks?|rpm|tpm|deployment\w{0,10})$/;
/** Of a message that was sent, and of an answer that came. */
const ANSWERED =
  /^(?:finish_reason|stop_reason|response_id|system_fingerprint|run_id|trace_id|prompt_hash|prompt_sha256|audio_sha256|mlflow)$/;
/** Of a repository on a forge, as its programs answer. */
const OF_FORGE =
  /^(?:stars|stargazers(?:_count)?|forks(?:_count)?|open_issues(?:_count)?|watchers(?:_count)?|clone_url|ssh_url|git_url|default_branch|pushed_at|full_name|name_with_owner|github(?:_url)?)$/;
const ON_FORGE = /^(?:https?:\/\/|git@|git\+https:\/\/)(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org)[/:]/;

/** A row of results or an answer that was kept. Only hosted models are left out for it: what is fetched by a name is fetched all the same (T38). */
export function isKeptRow(neighbors: Neighbors): boolean {
  if ([...neighbors.keys()].some((name) => ASKS.test(name))) return false;
  for (const [name, text] of neighbors)
    if (ANSWERED.test(name) || (MEASURED.test(name) && (text === null || /^-?[\d.]/.test(text)))) return true;
  return (
    isPriceOf(neighbors) ||
    (/^(?:assistant|model|user|system|tool|ai|human)$/i.test(neighbors.get('role') ?? '') &&
      (neighbors.has('content') || neighbors.has('parts')))
  );
}

/** Whether the names beside are of a repository of code. */
export function isOnForge(neighbors: Neighbors): boolean {
  for (const [name, text] of neighbors) if (OF_FORGE.test(name) || (text !== null && ON_FORGE.test(text))) return true;
  return false;
}

/** What is paid for a model, in any unit. */
const PRICE =
  /^(?:(?:cached?_)?(?:input|output|prompt|completion|image|audio|request|reasoning|thinking|embedding|read|write|cache_(?:read|write|creation)|batch_\w{1,10})(?:_(?:price|cost|rate|tokens?|input|output|multiplier|per_\w{1,20}|cost_per_\w{1,20}|price_per_\w{1,20}|usd))*|price|cost|pricing|currency|unit|per|tiers?|long_context\w{0,20}|threshold\w{0,20}|discount\w{0,20}|effective\w{0,20}|as_of|notes?|updated(?:_at)?|source(?:_url)?|url)$/;

const NAMED = /^(?:id|model|model_(?:id|name)|name|provider)$/;

/** `{"model": "gpt-4o", "input": 2.5, "output": 10}` */
function isPriceOf(neighbors: Neighbors): boolean {
  let figures = 0;
  for (const [name, text] of neighbors) {
    if (NAMED.test(name)) continue;
    if (!PRICE.test(name)) return false;
    if (text === null || /^-?[\d.]/.test(text)) figures += 1;
  }
  return figures > 1;
}

/** `{"input": 2.5, "output": 10}`, `["Name", [[0, 2.5, 10]]]`: a row of a price list says nothing of who asks. */
export function isPriceRow(node: KeyedNode | null): boolean {
  if (node?.kind === 'list') return hasFigures(node.items(), 0);
  if (node?.kind !== 'map') return false;
  const fields = node.fields();
  return fields.length > 0 && fields.every(({ name }) => PRICE.test(keyWords(name))) && fields.some(isFigure);
}

function isFigure({ value }: KeyedField): boolean {
  return value === null || (value.kind === 'scalar' && /^-?\d/.test(value.text));
}

/** Numbers are no texts: of a list of JSON nothing is kept of them but that they are there. */
function hasFigures(items: readonly (KeyedNode | null)[], depth: number): boolean {
  return (
    items.length > 0 &&
    items.every((item) => item?.kind !== 'map') &&
    items.some((item) => item === null || (item.kind === 'list' && depth < 3 && hasFigures(item.items().slice(0, 20), depth + 1)))
  );
}
