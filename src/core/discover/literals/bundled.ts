/**
 * Classes that stand for one model: whoever makes an object of them runs it. From the embedding modules of LangChain4j (langchain4j-embeddings-*, whose
 * jars hold the weights, 1.8) and from Spring AI (TransformersEmbeddingModel, whose default is fetched).
 */
import type { LoadFact } from '../../model/index.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import type { Token } from './lexer.ts';
import { PLAIN_LOAD } from '../plain-load.ts';

const MODELS: ReadonlyMap<string, string> = new Map([
  ['AllMiniLmL6V2', 'sentence-transformers/all-MiniLM-L6-v2'],
  ['BgeSmallEn', 'BAAI/bge-small-en'],
  ['BgeSmallEnV15', 'BAAI/bge-small-en-v1.5'],
  ['BgeSmallZh', 'BAAI/bge-small-zh'],
  ['BgeSmallZhV15', 'BAAI/bge-small-zh-v1.5'],
  ['E5SmallV2', 'intfloat/e5-small-v2'],
]);
const NAMED = /^(\w{1,20}?)(?:Quantized)?EmbeddingModel$/;
const DEFAULT = { type: 'TransformersEmbeddingModel', id: 'sentence-transformers/all-MiniLM-L6-v2' };

/** Whether a file can speak of one. False is certain. */
export function mayBeBundled(text: string): boolean {
  return text.includes('EmbeddingModel');
}

export function bundledIn(tokens: readonly Token[], file: PlacedFile): LoadFact[] {
  return tokens.flatMap(({ kind, text, offset }, index) => {
    if (kind !== 'word' || text.length > 60 || !text.endsWith('EmbeddingModel')) return [];
    const isMade = tokens[index - 1]?.text === 'new' || (tokens[index + 1]?.text === '(' && !DECLARES.test(tokens[index - 1]?.text ?? ''));
    const id = text === DEFAULT.type ? DEFAULT.id : MODELS.get(NAMED.exec(text)?.[1] ?? '');
    return isMade && id !== undefined ? [loadOf(text, id, file.at(offset))] : [];
  });
}

/** A class of the same name, its constructor, a method. */
const DECLARES = /^(?:class|fun|def|public|protected|private|override|\.)$/;

function loadOf(api: string, id: string, at: Pick<LoadFact, 'line' | 'column'>): LoadFact {
  return {
    ...PLAIN_LOAD,
    component: 'model',
    hub: 'hf',
    api,
    target: { kind: 'literal', text: id },
    names: { hubOnly: true },
    ...at,
  };
}
