/** The calls that load datasets, one row each. To add an API, add a row. */
import { DATASET, LOAD_DATASET, MS_DATASET } from './api-options.ts';
import { type ApiRow, known, model, namedAt } from './api-row.ts';

export const DATASET_ROWS: readonly ApiRow[] = [
  model(
    'method',
    'load',
    ['modelscope'],
    namedAt(0, 'dataset_name'),
    {
      found: 'from modelscope.msdatasets import MsDataset\nMsDataset.load("org/name")',
      not: 'import modelscope, json\njson.load("org/name")',
    },
    MS_DATASET,
  ),
  model(
    'function',
    'load_dataset',
    ['datasets'],
    namedAt(0, 'path'),
    {
      found: 'from datasets import load_dataset\nload_dataset("org/name")',
      not: 'from datasets import load_dataset\nload_dataset("csv", data_files="a.csv")',
    },
    LOAD_DATASET,
  ),
  model(
    'function',
    'load_dataset_builder',
    ['datasets'],
    namedAt(0, 'path'),
    {
      found: 'from datasets import load_dataset_builder\nload_dataset_builder("org/name")',
      not: 'from datasets import load_dataset_builder\nload_dataset_builder("csv")',
    },
    DATASET,
  ),
  // datasets 5.2.0: what a dataset is made of is asked by its name.
  ...[
    'get_dataset_config_names',
    'get_dataset_split_names',
    'get_dataset_default_config_name',
    'get_dataset_config_info',
    'get_dataset_infos',
  ].map((name) => known(name, ['datasets'], namedAt(0, 'path'), 'org/name', DATASET)),
];
