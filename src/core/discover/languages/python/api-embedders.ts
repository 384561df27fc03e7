/** The classes that embed or rank texts with a model of the hub, one row each. To add an API, add a row. */
import { CROSS, NO_REVISION, SENTENCE } from './api-options.ts';
import { type ApiRow, KEYWORD_ONLY, model, namedAt } from './api-row.ts';

const LANGCHAIN = ['langchain', 'langchain_community'];

export const EMBEDDER_ROWS: readonly ApiRow[] = [
  model(
    'function',
    'SentenceTransformer',
    ['sentence_transformers'],
    namedAt(0, 'model_name_or_path'),
    {
      found: 'from sentence_transformers import SentenceTransformer\nSentenceTransformer("org/name")',
      not: 'from sentence_transformers import SentenceTransformer\ndef f(m: SentenceTransformer): return m.encode("org/name")',
    },
    SENTENCE,
  ),
  model(
    'function',
    'CrossEncoder',
    ['sentence_transformers'],
    namedAt(0, 'model_name', 'model_name_or_path'),
    {
      found: 'from sentence_transformers import CrossEncoder\nCrossEncoder("org/name")',
      not: 'from sentence_transformers import CrossEncoder\nprint(CrossEncoder)',
    },
    CROSS,
  ),
  model(
    'function',
    'SparseEncoder',
    ['sentence_transformers'],
    namedAt(0, 'model_name_or_path'),
    {
      found: 'from sentence_transformers import SparseEncoder\nSparseEncoder("org/name")',
      not: 'from sentence_transformers import SparseEncoder\nprint(SparseEncoder)',
    },
    { anywhere: true },
  ),
  model(
    'function',
    'TextEmbedding',
    ['fastembed'],
    namedAt(0, 'model_name'),
    {
      found: 'from fastembed import TextEmbedding\nTextEmbedding("org/name")',
      not: 'from acme import TextEmbedding\nTextEmbedding("org/name")',
    },
    { ...NO_REVISION, common: true },
  ),
  ...['SentenceTransformersTextEmbedder', 'SentenceTransformersDocumentEmbedder'].map((name) =>
    model(
      'function',
      name,
      ['haystack'],
      namedAt(0, 'model'),
      { found: `from haystack.components.embedders import ${name}\n${name}(model="org/name")`, not: `${name}(model="org/name")` },
      NO_REVISION,
    ),
  ),
  model(
    'function',
    'HuggingFaceEmbeddings',
    [...LANGCHAIN, 'langchain_huggingface'],
    namedAt(KEYWORD_ONLY, 'model', 'model_name'),
    {
      found: 'from langchain_huggingface import HuggingFaceEmbeddings\nHuggingFaceEmbeddings(model_name="org/name")',
      not: 'HuggingFaceEmbeddings(model_name="org/name")',
    },
    { nestedRevision: true },
  ),
  model('function', 'HuggingFaceEmbedding', ['llama_index'], namedAt(0, 'model_name'), {
    found: 'from llama_index.embeddings.huggingface import HuggingFaceEmbedding\nHuggingFaceEmbedding("org/name")',
    not: 'HuggingFaceEmbedding("org/name")',
  }),
];
