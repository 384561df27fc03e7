/** Configurations of saved models in the tree: the base of an adapter, code of another repository (T36). */
import type { At, Expression, Fact, LoadFact } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { readJsonFile } from '../json-file.ts';
import { redact } from '../../base/redact.ts';
import { baseName } from '../../base/base-name.ts';
import { noGrammar, problemFact } from '../text-input.ts';
import { field, type Table } from '../packages/toml/table.ts';

const LIMIT = 2 * 1024 * 1024;
const ADAPTER = 'adapter_config.json';
/** Of transformers and diffusers: each may carry `auto_map` or `custom_pipelines`. */
const CONFIGS = new Set([
  ADAPTER,
  'config.json',
  'configuration.json',
  'tokenizer_config.json',
  'processor_config.json',
  'preprocessor_config.json',
  'video_preprocessor_config.json',
  'feature_extractor_config.json',
]);
const CODE = ['auto_map', 'custom_pipelines'];
/** What a file without any of it says is of no interest here; an escape may spell anything. */
const TELLING = /auto_map|custom_pipelines|\\u/;
const MAX_ENTRIES = 2_000;
const MAX_DEPTH = 8;

/** `path`: of a file in the tree. */
export function isModelConfig(path: string): boolean {
  return CONFIGS.has(baseName(path)) && !/(?:^|\/)node_modules\//.test(path);
}

/** Other programs have files of these names, too, of which nothing else is read. */
export function isAnyConfig(path: string): boolean {
  return /^config(?:uration)?\.json$/.test(baseName(path));
}

export const modelConfigDetector: Detector = {
  id: 'model-config',
  version: 3,
  about: {
    title: 'Configurations of saved models',
    motivation:
      'A saved adapter in the repository loads its base model from the hub, and a saved model may run code of another repository. The folder looks local; what ships is not.',
    decides:
      'Reads adapter_config.json (base_model_name_or_path or model_name, at revision), and auto_map and custom_pipelines of config.json, tokenizer_config.json and the configurations of processors: "org/name--module.Class" is code of another repository.',
    remedy: 'Write the commit of the base beside it in adapter_config.json:\n"revision": "<40 hex>"',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: isModelConfig,
  grammar: noGrammar,
  facts: readModelConfig,
};

function readModelConfig(input: FileInput): readonly Fact[] {
  const text = new TextDecoder('utf-8').decode(input.bytes);
  const adapter = /"(?:base_model_name_or_path|peft_type|model_name)"/.test(text);
  if (!adapter && !TELLING.test(text)) return [];
  const file = readJsonFile(input.bytes, 2);
  if (!file.ok) return [file.problem];
  const at = (...path: string[]): At => file.places.at(path) ?? file.places.at(path.slice(0, 1)) ?? { line: 1, column: 1 };
  return [...adapterBase(file.data, at), ...CODE.flatMap((key) => codeOf(key, field(file.data, key), at))];
}

/** PEFT writes base_model_name_or_path, adapter-transformers model_name. */
function adapterBase(data: Table, at: (...path: string[]) => At): LoadFact[] {
  const named = field(data, 'base_model_name_or_path');
  const isAdapter =
    named !== undefined ||
    field(data, 'peft_type') !== undefined ||
    (field(data, 'config') !== undefined && field(data, 'model_class') !== undefined);
  if (!isAdapter) return [];
  const key = named === undefined && field(data, 'model_name') !== undefined ? 'model_name' : 'base_model_name_or_path';
  // PEFT writes null where whoever loads the adapter hands in the model: from here nothing is loaded.
  if (field(data, key) === null) return [];
  const revision = field(data, 'revision');
  return [
    {
      ...LOAD,
      api: ADAPTER,
      target: literal(field(data, key), 'the base model of the adapter'),
      revision: revision === undefined || revision === null || revision === '' ? null : literal(revision, 'revision of the base model'),
      part: 'adapter-base',
      ...at(key),
    },
  ];
}

const LOAD = { kind: 'load', component: 'model', hub: 'hf', provider: null, endpoint: null, remoteCode: false, pin: null } as const;

/** A value of another type than text may be anything to the library (T35). */
function literal(value: unknown, what: string): Expression {
  return typeof value === 'string' && value !== '' ? { kind: 'literal', text: value } : { kind: 'unmodeled', text: what };
}

/** Every text below it that names another repository; what has another type hides none beside it. */
function codeOf(key: string, value: unknown, at: (...path: string[]) => At): Fact[] {
  const found = new Map<string, LoadFact>();
  let count = 0;
  let deep = false;
  const visit = (one: unknown, below: string, depth: number): void => {
    deep ||= depth > MAX_DEPTH;
    if (++count > MAX_ENTRIES || depth > MAX_DEPTH) return;
    if (typeof one === 'string') {
      const end = one.indexOf('--');
      const repository = end <= 0 ? '' : one.slice(0, Math.min(end, 300));
      if (repository !== '' && !found.has(repository))
        found.set(repository, {
          ...LOAD,
          api: redact(key),
          target: { kind: 'literal', text: repository },
          revision: null,
          remoteCode: true,
          part: 'code',
          ...at(key, below),
        });
    } else if (Array.isArray(one)) for (const item of one) visit(item, below, depth + 1);
    else if (typeof one === 'object' && one !== null)
      for (const [name, item] of Object.entries(one)) visit(item, depth === 0 ? name : below, depth + 1);
  };
  visit(value, '', 0);
  const cut =
    deep || count > MAX_ENTRIES
      ? [problemFact('limit', `${key} has more than ${MAX_ENTRIES} entries or ${MAX_DEPTH} levels`, at(key))]
      : [];
  return [...found.values(), ...cut];
}
