/** The calls of libraries for text that load a model or a dataset of their own lists, one row each. The version read stands beside them. */
import { NO_REVISION, SENTENCE_NAMES } from './api-options.ts';
import { type ApiRow, KEYWORD_ONLY, ofCatalog, namedAt, only } from './api-row.ts';

const FLAIR = ['flair'];

export const LANGUAGE_ROWS: readonly ApiRow[] = [
  // spacy 3.8.18: a package of explosion/spacy-models, another package, or a folder.
  only('spacy.load', ['spacy'], namedAt(0, 'name'), 'en_core_web_sm', ofCatalog('spacy')),
  only('cli.download', ['spacy'], namedAt(0, 'model'), 'en_core_web_sm', ofCatalog('spacy')),
  only('util.load_model', ['spacy'], namedAt(0, 'name'), 'en_core_web_sm', ofCatalog('spacy')),
  // stanza 1.15.0: a repository for each language.
  only('stanza.Pipeline', ['stanza'], namedAt(0, 'lang'), 'en', { ...NO_REVISION, catalog: 'stanza', names: { hubOnly: true } }),
  only('stanza.download', ['stanza'], namedAt(0, 'lang'), 'en', { ...NO_REVISION, catalog: 'stanza', names: { hubOnly: true } }),
  // flair 0.15.1
  ...[
    'SequenceTagger',
    'TextClassifier',
    'Classifier',
    'MultiTagger',
    'TARSClassifier',
    'TARSTagger',
    'RelationExtractor',
    'EntityMentionLinker',
    'PrefixedSequenceTagger',
  ].map((name) =>
    only(`${name}.load`, FLAIR, namedAt(0, 'model_path', 'model_name', 'model_name_or_path'), 'ner', { ...NO_REVISION, catalog: 'flair' }),
  ),
  only('WordEmbeddings', FLAIR, namedAt(0, 'embeddings'), 'glove', ofCatalog('flair')),
  only('FlairEmbeddings', FLAIR, namedAt(0, 'model'), 'news-forward', ofCatalog('flair')),
  only('PooledFlairEmbeddings', FLAIR, namedAt(0, 'contextual_embeddings'), 'news-forward', ofCatalog('flair')),
  ...['TransformerWordEmbeddings', 'TransformerDocumentEmbeddings'].map((name) =>
    only(name, FLAIR, namedAt(0, 'model'), 'org/name', NO_REVISION),
  ),
  only('SentenceTransformerDocumentEmbeddings', FLAIR, namedAt(0, 'model'), 'org/name', SENTENCE_NAMES),
  // gensim 4.4.0: data of gensim-data, models and texts.
  only('downloader.load', ['gensim'], namedAt(0, 'name'), 'glove-wiki-gigaword-50', ofCatalog('gensim')),
  // fasttext 0.9.3: vectors of a language; `load_model` reads files.
  only('util.download_model', ['fasttext'], namedAt(0, 'lang_id'), 'en', ofCatalog('fasttext')),
  // bertopic 0.17.4, keybert 0.9.0
  only('BERTopic', ['bertopic'], namedAt(KEYWORD_ONLY, 'embedding_model'), 'org/name', SENTENCE_NAMES),
  only('KeyBERT', ['keybert'], namedAt(0, 'model'), 'org/name', SENTENCE_NAMES),
  // happytransformer 3.0.1
  ...['Generation', 'NextSentence', 'QuestionAnswering', 'TextClassification', 'TextToText', 'TokenClassification', 'WordPrediction'].map(
    (task) => only(`Happy${task}`, ['happytransformer'], namedAt(1, 'model_name'), 'org/name', NO_REVISION),
  ),
  // detoxify 0.5.4
  only('Detoxify', ['detoxify'], namedAt(0, 'model_type'), 'unbiased', ofCatalog('detoxify')),
  // tensorflow-datasets 4.9.10
  ...['load', 'builder', 'data_source'].map((name) =>
    only(`tensorflow_datasets.${name}`, ['tensorflow_datasets'], namedAt(0, 'name'), 'mnist', {
      ...ofCatalog('tensorflow-datasets'),
      component: 'dataset',
    }),
  ),
  // kagglehub 1.0.3
  only('model_download', ['kagglehub'], namedAt(0, 'handle'), 'google/gemma/transformers/2b', ofCatalog('kaggle')),
  only('dataset_download', ['kagglehub'], namedAt(0, 'handle'), 'owner/name', { ...ofCatalog('kaggle'), component: 'dataset' }),
  ...['dataset_load', 'load_dataset'].map((name) =>
    only(`kagglehub.${name}`, ['kagglehub'], namedAt(1, 'handle'), 'owner/name', { ...ofCatalog('kaggle'), component: 'dataset' }),
  ),
];
