/** Data sets that code reads from an address: `load_dataset("csv", data_files="https://…")`, `pandas.read_csv(URL)` beside a library that trains. */
import type { Node } from './syntax/index.ts';
import { type Answers, matching, wholeWords } from '../../../base/word-search.ts';
import type { LoadFact } from '../../../model/index.ts';
import { BEGINS_ADDRESS, isFileAtAddress } from '../../model-file.ts';
import { hubFileUrl, mirroredFileUrl } from '../shell/hub-url.ts';
import { textAt, useOf } from './address-text.ts';
import type { FileContext } from './file-context.ts';
import { PLAIN_LOAD } from '../../plain-load.ts';

const SUFFIXES = ['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'parquet', 'arrow', 'data', 'txt', 'zip', 'gz', 'xz', 'bz2', 'zst', 'xlsx'];
const WHOLE = `["']${BEGINS_ADDRESS}[^\\s"'<>]{1,400}`;
const ENDING = `\\.(?:${SUFFIXES.join('|')})(?:\\?[^\\s"'<>]{0,300})?["']`;
const PLACES = new RegExp(`(?=${ENDING})(?<=${WHOLE})\\.`, 'g');
const NAMES_DATA = matching(
  SUFFIXES.map((one) => `.${one}`),
  `(?=${ENDING})(?<=${WHOLE})`,
);
/** Of datasets: they read nothing but data sets. */
const DATASETS = ['load_dataset', 'load_dataset_builder', 'from_csv', 'from_json', 'from_parquet', 'from_text'];
/** Of anybody's tables. */
const TABLES = [
  'read_csv',
  'read_json',
  'read_parquet',
  'read_table',
  'read_excel',
  'read_ndjson',
  'scan_csv',
  'scan_parquet',
  'make_csv_dataset',
];
const READERS = wholeWords(...DATASETS, ...TABLES);
/** Libraries that train: beside them a table is what a model learns from. */
const TRAINS =
  'torch tensorflow keras sklearn xgboost lightgbm catboost transformers datasets jax flax lightning pytorch_lightning fastai evaluate'.split(
    ' ',
  );
const MAX_ADDRESSES = 200;
const MAX_CLIMB = 6;

/** What must be asked of a text to know whether one may be read there. */
export const DATA_QUESTIONS = [NAMES_DATA, READERS];

export function mayReadData(answers: Answers): boolean {
  return answers.has(NAMES_DATA) && answers.has(READERS);
}

export function dataLoads(root: Node, text: string, words: Answers, file: FileContext): LoadFact[] {
  if (!mayReadData(words) || !TRAINS.some((name) => file.roots.has(name))) return [];
  const readBy = namesRead(text);
  return Array.from(text.matchAll(PLACES), ({ index }) => index)
    .slice(0, MAX_ADDRESSES)
    .flatMap((index) => {
      const node = textAt(root, index);
      const address = node?.type === 'string' ? node.text.replace(/^\w{0,2}["']|["']$/g, '') : '';
      if (node === null || !isFileAtAddress(address) || useOf(node) === null) return [];
      if (hubFileUrl(address) !== null || mirroredFileUrl(address) !== null) return [];
      const reader = readerOf(node, readBy);
      return reader === null ? [] : [loadOf(address, reader, node)];
    });
}

/** `read_csv(URL, …)`: by the name that is given to it. */
function namesRead(text: string): ReadonlyMap<string, string> {
  const given = new RegExp(
    `\\b(${[...DATASETS, ...TABLES].join('|')})\\(\\s{0,100}(?:[^()\\n]{0,200}=\\s{0,5})?([A-Za-z_]\\w{0,100})\\s{0,100}[,)]`,
    'g',
  );
  return new Map(Array.from(text.matchAll(given), ([, reader = '', name = '']) => [name, reader]));
}

/** The function that reads the text, directly or by the name that holds it. */
function readerOf(node: Node, readBy: ReadonlyMap<string, string>): string | null {
  let around = node.parent;
  for (let step = 0; step < MAX_CLIMB && around !== null; step++, around = around.parent) {
    if (around.type === 'call') {
      const name = /\w{1,60}$/.exec((around.childForFieldName('function')?.text ?? '').slice(-100))?.[0] ?? '';
      return DATASETS.includes(name) || TABLES.includes(name) ? name : null;
    }
    if (around.type === 'assignment') return readBy.get(around.childForFieldName('left')?.text ?? '') ?? null;
  }
  return null;
}

function loadOf(text: string, api: string, node: Node): LoadFact {
  return {
    ...PLAIN_LOAD,
    component: 'dataset',
    hub: 'url',
    api,
    target: { kind: 'literal', text },
    addresses: 'known',
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
  };
}
