import { AutoModel, AutoTokenizer, env, pipeline, type FeatureExtractionPipeline } from '@huggingface/transformers';
import { EMBED, MODELS } from './models';

env.allowLocalModels = false;
let extractor: FeatureExtractionPipeline | null = null;

async function open(): Promise<FeatureExtractionPipeline> {
  extractor ??= await pipeline('feature-extraction', EMBED, { dtype: 'q8', device: 'wasm' });
  return extractor;
}

self.onmessage = async ({ data }: MessageEvent<{ texts: string[] }>) => {
  const run = await open();
  const vectors = await run(data.texts, { pooling: 'mean', normalize: true });
  self.postMessage({ vectors: vectors.tolist() });
};

export async function rerank() {
  const tokenizer = await AutoTokenizer.from_pretrained('mixedbread-ai/mxbai-rerank-xsmall-v1');
  const model = await AutoModel.from_pretrained('mixedbread-ai/mxbai-rerank-xsmall-v1', { revision: 'main' });
  return { tokenizer, model };
}

export const sentiment = () => pipeline('sentiment-analysis', MODELS.sentiment.id);

export const speech = () =>
  pipeline('automatic-speech-recognition', MODELS.speech.id, { revision: MODELS.speech.revision });

export const chosen = (name: string) => pipeline('text-generation', localStorage.getItem(`model:${name}`) ?? undefined);
