/** Cards of models and datasets: the front matter of a README says what a model was made from, and with which data. */
import type { Fact, LoadFact } from '../../model/index.ts';
import { baseName } from '../../base/base-name.ts';
import { isHubId } from '../../ref/parse.ts';
import { DATASET_FORMATS } from '../dataset-formats.ts';
import type { Detector, FileInput } from '../detector.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { noGrammar } from '../text-input.ts';
import { frontMatter } from './front-matter.ts';
import type { KeyedNode, KeyedScalar } from './keyed/tree.ts';
import { PLAIN_LOAD } from '../plain-load.ts';

/** What only a card says (huggingface_hub, `repocard_data`). */
const CARD =
  /^(?:license|license_name|library_name|pipeline_tag|base_model|base_model_relation|model_index|task_categories|dataset_info|inference|widget|sdk|sdk_version|app_file|color_from)$/;
/** Of a card: what it was made from, or what its demonstration loads. */
const NAMING: ReadonlyMap<string, 'model' | 'dataset'> = new Map([
  ['base_model', 'model'],
  ['models', 'model'],
  ['datasets', 'dataset'],
  ['source_datasets', 'dataset'],
]);

export const modelCardDetector: Detector = {
  id: 'model-card',
  version: 1,
  about: {
    title: 'Cards of models and datasets',
    motivation: 'The card of a model that lies in the repository says what it was made from: its license and its faults come along.',
    decides:
      'base_model, models, datasets and source_datasets in the front matter of README.md and of files that are called a model card, where the front matter is that of a card: a license, a library, a task, a kit of a demonstration stands in it.',
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
  const matter = frontMatter(bytes, /base_model|models|datasets/);
  if (matter === null || !matter.fields.some(({ key }) => CARD.test(key))) return [];
  return limitedFacts(
    matter.fields.flatMap(({ key, value }): LoadFact[] => {
      const component = NAMING.get(key);
      if (component === undefined) return [];
      // "original", "extended": no names.
      const isWhole = (id: string): boolean => isHubId(id) && (key !== 'source_datasets' || id.includes('/'));
      return textsIn(value)
        .filter(({ text }) => isWhole(text))
        .map(({ text, at }) => ({
          ...PLAIN_LOAD,
          component,
          hub: 'hf',
          names: { hubOnly: true, ...(component === 'dataset' ? { own: DATASET_FORMATS } : {}) },
          api: `${key}:`,
          target: { kind: 'literal', text },
          ...matter.file.at(at),
        }));
    }),
  );
}

function textsIn(value: KeyedNode | null): KeyedScalar[] {
  if (value?.kind === 'scalar') return [value];
  return value?.kind === 'list' ? value.items().flatMap((item) => (item?.kind === 'scalar' ? [item] : [])) : [];
}
