import { pipeline, type PipelineType } from '@huggingface/transformers';
import { ASR } from './names';

const OPTIONS = { dtype: 'fp32' as const, progress_callback: () => {} };

export async function load(task: PipelineType, name: string): Promise<any> {
  console.info(`loading ${name} for ${task}`);
  return pipeline(task, name, OPTIONS);
}

export const turbo = () => load('automatic-speech-recognition', ASR.turbo);
