/** The pre-filter: is there anything to parse. Linear, no grammar. */
import type { Fact } from '../../model.ts';
import { NAMES_ENDPOINT } from '../endpoint-variables.ts';
import { API_TABLE } from './api-table.ts';
import { codeOnly } from './code-only.ts';
import { scanImports } from './import-scan.ts';
import { scanWrites } from './write-scan.ts';

const WORDS = [...new Set(API_TABLE.map((row) => row.name.split('.').at(-1) ?? row.name))];
/** Words that are common in ordinary code need their neighbor too. */
const COMMON = new Set([
  'load',
  'create',
  'acreate',
  'parse',
  'stream',
  'generate',
  'complete',
  'completion',
  'embedding',
  'pipeline',
  'LLM',
  'create_model',
  'from_config',
  'from_preset',
]);
/** Loads of names that say themselves where they are from, and code that a configuration brings: the word stands in a text, too. */
const SPELLED = /hf[-_]hub:|hf:\/\/|trust_remote_code/;
const BESIDE = /\b(?:create_model|from_config|from_preset)\b/;
const TELLING = new RegExp(
  [
    ...WORDS.filter((word) => !COMMON.has(word)),
    'hub\\.load',
    'torch\\.hub',
    'torch\\s{1,8}import[^\\n]{0,200}\\bhub\\b',
    'ChatCompletion',
    'MsDataset',
    'chat\\.complete',
    'completions\\.(?:create|parse)',
    'responses\\.create',
    'embeddings\\.create',
    'messages\\.(?:create|stream)',
    'images\\.generate',
    'litellm',
    'vllm',
    'pipeline\\s{0,8}\\(',
    'import[^\\n]{0,300}\\bpipeline\\b',
  ].join('|'),
);

/** Whether the file can contain a load, or set an endpoint. False is certain; true only means: parse it. */
export function mayLoad(text: string): boolean {
  if (NAMES_ENDPOINT.test(text)) return true;
  if (BESIDE.test(text) && SPELLED.test(text)) return true;
  if (!TELLING.test(text)) return false;
  // Libraries mention from_pretrained in thousands of docstrings; only code outside strings and comments can call it.
  const code = codeOnly(text);
  return code === null || TELLING.test(code);
}

/** What is known without a grammar: who imports whom, and who may replace what of whom. */
export function surfaceFacts(text: string): Fact[] {
  const imports = scanImports(text);
  return [...imports, ...scanWrites(text, imports)];
}

/** Whether a text of another kind, such as a shell script, can hold code that loads something or sets an endpoint. */
export function mayMention(text: string): boolean {
  return NAMES_ENDPOINT.test(text) || TELLING.test(text);
}
