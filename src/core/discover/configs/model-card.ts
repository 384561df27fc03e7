/** Cards of models and datasets: the front matter of a README says what a model was made from, and with which data. */
import { isMap, parseAllDocuments } from 'yaml';
import type { Fact, LoadFact } from '../../model/index.ts';
import { baseName } from '../../base/base-name.ts';
import { yamlRefusal } from '../../base/yaml-limits.ts';
import { isHubId } from '../../ref/parse.ts';
import { DATASET_FORMATS } from '../dataset-formats.ts';
import type { Detector, FileInput } from '../detector.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import { noGrammar } from '../text-input.ts';
import type { KeyedNode, KeyedScalar } from './keyed/tree.ts';
import { keyWords } from './keyed/tree.ts';
import { neutralFields } from './yaml/neutral.ts';
import { referencesOf } from './yaml/references.ts';

const LIMITS = { depth: 30, indent: 200, entries: 10_000, references: true };
const MAX_MATTER = 100_000;
const MATTER = /^\uFEFF?---[ \t]*\r?\n/;
/** What only a card says (huggingface_hub, `repocard_data`). */
const CARD =
  /^(?:license|license_name|library_name|pipeline_tag|base_model|base_model_relation|model_index|task_categories|dataset_info|inference|widget)$/;

export const modelCardDetector: Detector = {
  id: 'model-card',
  version: 1,
  about: {
    title: 'Cards of models and datasets',
    motivation: 'The card of a model that lies in the repository says what it was made from: its license and its faults come along.',
    decides:
      'base_model and datasets in the front matter of README.md and of files that are called a model card, where the front matter is that of a card: a license, a library, a task stands in it.',
    remedy: 'Name the commit of the base where the model is loaded or trained; the card says only which one it is.',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: 4 * 1024 * 1024,
  wants: (path, size) =>
    /^(?:readme(?:[._-][\w-]{1,20})?|(?:model|dataset)[ _-]?card[\w -]{0,40})\.mdx?$/i.test(baseName(path)) &&
    !/(?:^|\/)node_modules\//.test(path) &&
    (size === null || size <= 4 * 1024 * 1024),
  grammar: noGrammar,
  facts: readCard,
};

function readCard({ bytes }: FileInput): readonly Fact[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, MAX_MATTER));
  const start = MATTER.exec(text)?.[0].length ?? 0;
  const end = start === 0 ? -1 : text.slice(start).search(/^---[ \t]*$/m);
  if (end < 0 || !/base_model|datasets/.test(text.slice(start, start + end))) return [];
  // Places stay those of the file.
  const matter = `${' '.repeat(Math.max(0, start - 1))}\n${text.slice(start, start + end)}`;
  if (yamlRefusal(matter, LIMITS) !== null) return [];
  const documents = parseAllDocuments(matter, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [document] = Array.isArray(documents) ? documents : [];
  if (document === undefined || document.errors.length > 0 || !isMap(document.contents)) return [];
  const file = placedFile(text);
  const references = referencesOf([document]);
  const fields = neutralFields(references.fields(document.contents), references, file);
  if (!fields.some(({ name }) => CARD.test(keyWords(name)))) return [];
  return limitedFacts(
    fields.flatMap(({ name, value }): LoadFact[] => {
      const key = keyWords(name);
      if (key !== 'base_model' && key !== 'datasets') return [];
      return textsIn(value)
        .filter(({ text: id }) => isHubId(id))
        .map(({ text: id, at }) => ({
          kind: 'load',
          component: key === 'datasets' ? 'dataset' : 'model',
          hub: 'hf',
          provider: null,
          names: { hubOnly: true, ...(key === 'datasets' ? { own: DATASET_FORMATS } : {}) },
          api: `${key}:`,
          target: { kind: 'literal', text: id },
          revision: null,
          endpoint: null,
          remoteCode: false,
          pin: null,
          ...file.at(at),
        }));
    }),
  );
}

function textsIn(value: KeyedNode | null): KeyedScalar[] {
  if (value?.kind === 'scalar') return [value];
  return value?.kind === 'list' ? value.items().flatMap((item) => (item?.kind === 'scalar' ? [item] : [])) : [];
}
