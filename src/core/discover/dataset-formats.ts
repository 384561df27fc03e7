/** Builders of the datasets library that read local files (datasets, `packaged_modules`): no dataset of the hub. */
export const DATASET_FORMATS: readonly string[] = [
  'json',
  'csv',
  'parquet',
  'text',
  'arrow',
  'pandas',
  'xml',
  'sql',
  'imagefolder',
  'audiofolder',
  'videofolder',
  'webdataset',
  'generator',
  'spark',
];
