/** Catalogs of libraries for text. The lists are those of the versions that are named. */
import { type Catalog, byName, anyForm, PLAIN, byPrefix } from './catalog.ts';

/** flair/models/sequence_tagger_model.py, `huggingface_model_map` (0.15.1). */
const FLAIR: Readonly<Record<string, string>> = {
  ner: 'flair/ner-english',
  'ner-fast': 'flair/ner-english-fast',
  'ner-ontonotes': 'flair/ner-english-ontonotes',
  'ner-ontonotes-fast': 'flair/ner-english-ontonotes-fast',
  'ner-large': 'flair/ner-english-large',
  'ner-ontonotes-large': 'flair/ner-english-ontonotes-large',
  'de-ner-large': 'flair/ner-german-large',
  'nl-ner-large': 'flair/ner-dutch-large',
  'es-ner-large': 'flair/ner-spanish-large',
  'ner-multi': 'flair/ner-multi',
  'multi-ner': 'flair/ner-multi',
  'ner-multi-fast': 'flair/ner-multi-fast',
  upos: 'flair/upos-english',
  'upos-fast': 'flair/upos-english-fast',
  pos: 'flair/pos-english',
  'pos-fast': 'flair/pos-english-fast',
  'pos-multi': 'flair/upos-multi',
  'multi-pos': 'flair/upos-multi',
  'pos-multi-fast': 'flair/upos-multi-fast',
  frame: 'flair/frame-english',
  'frame-fast': 'flair/frame-english-fast',
  chunk: 'flair/chunk-english',
  'chunk-fast': 'flair/chunk-english-fast',
  'da-ner': 'flair/ner-danish',
  'de-ner': 'flair/ner-german',
  'de-ler': 'flair/ner-german-legal',
  'fr-ner': 'flair/ner-french',
  'nl-ner': 'flair/ner-dutch',
  hunflair2: 'hunflair/hunflair2-ner',
  bioner: 'hunflair/hunflair2-ner',
};

export const LANGUAGE: readonly Catalog[] = [
  // explosion/spacy-models, whose releases are packages: <language>_<kind>_<genre>_<size>.
  { id: 'spacy', names: anyForm('[a-z]{2}_(?:core|ent|sent|dep|vectors)_[a-z]{2,10}_(?:sm|md|lg|trf)', 'en_coreference_web_trf') },
  { id: 'scispacy', names: anyForm('en_core_sci_(?:sm|md|lg|scibert)', 'en_ner_(?:craft|jnlpba|bc5cdr|bionlp13cg)_md') },
  // stanza/resources/common.py (1.15.0): one repository a language, at the version of the resources.
  { id: 'stanza', onHub: byPrefix('stanfordnlp/stanza-', anyForm('[a-z]{2,3}(?:-[a-z]{2,8})?', 'multilingual')) },
  // The rest of flair's names lie on a server of its university (0.15.1).
  { id: 'flair', names: anyForm('[a-z][\\w-]{1,60}'), onHub: byName(FLAIR) },
  // gensim-data, list.json: releases on GitHub.
  { id: 'gensim', names: anyForm('(?:glove|word2vec|fasttext|conceptnet)-[\\w-]{2,80}', '__testing_[\\w-]{1,60}') },
  {
    id: 'gensim-data',
    names: anyForm(
      'text8',
      'fake-news',
      '20-newsgroups',
      'patent-2017',
      'quora-duplicate-questions',
      'semeval-[\\w-]{2,80}',
      'wiki-english-\\d{8}',
    ),
  },
  // fasttext/util/util.py: "cc.<language>.300.bin".
  { id: 'fasttext', names: anyForm('[a-z]{2,3}') },
  // detoxify/detoxify.py (0.5.2), `MODEL_URLS`.
  { id: 'detoxify', names: anyForm('(?:original|unbiased)(?:-small)?', 'multilingual') },
  // gpt4all.py (2.8.2): files of gpt4all.io, also named without ".gguf".
  { id: 'gpt4all', names: anyForm(`${PLAIN}\\.gguf`, 'ggml-[\\w.-]{2,80}', 'orca-mini-[\\w.-]{2,60}'), files: true },
  // tfds.load (4.9.10): "name", "name/config", "name:version".
  {
    id: 'tensorflow-datasets',
    names: anyForm('[a-z][a-z0-9_]{1,60}(?:/[\\w.-]{1,60})?'),
    spell: (name) => name.replace(/:(\d[\d.*]{0,20})$/, '@$1'),
  },
  // sklearn/datasets (1.9.1), seaborn/utils.py (0.13.2), openml.org, torchtext/datasets (0.18.0), torchaudio/datasets (2.11.1)
  ...['scikit-learn', 'seaborn', 'openml', 'torchtext', 'torchaudio'].map(
    (id): Catalog => ({ id, names: anyForm('[A-Za-z0-9][\\w.+-]{0,100}') }),
  ),
  // nltk_data, index.xml: packages of text, and of models.
  {
    id: 'nltk',
    names: anyForm('[a-z][\\w-]{1,60}'),
    models:
      /^(?:punkt|averaged_perceptron_tagger|maxent_|vader_lexicon$|word2vec_sample$|moses_sample$|snowball_data$|porter_test$|rslp$|bllip_)/,
  },
  // kagglehub/handle.py (1.0.3): owner/model/framework/variation[/version], or owner/dataset.
  {
    id: 'kaggle',
    names: anyForm('[\\w.-]{1,60}/[\\w.-]{1,80}(?:/[\\w.-]{1,60}){0,2}'),
    spell: (name) =>
      name
        .replace(/^https:\/\/www\.kaggle\.com\/(?:datasets\/)?([\w.-]+\/[\w.-]+)\/?$/, '$1')
        .replace(/^([^@]+)\/(?:versions\/)?(\d{1,6})$/, '$1@$2'),
  },
  // Files alone: what is written is a path, and what is computed is an unknown.
  { id: 'files' },
];
