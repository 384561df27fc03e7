/** Texts that are addresses: of files of models, and of the hub. */
import { isModelFile } from '../../model-file.ts';
import type { ScriptNode } from './syntax/index.ts';

/** With these suffixes nothing else is fetched. */
const OF_MODEL = /\.(?:onnx|ort|tflite|task|litertlm|gguf|safetensors|pth?|ckpt|mlmodel|mnn)(?:[?#]|$)/i;
export const ON_HUB = /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\//i;

export function isModelAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && text.length <= 1_000 && OF_MODEL.test(text) && isModelFile(text, false);
}

/** What is written of a text, between what only running it tells: `"https://x/" + name + ".onnx"`; null: it is none. */
export function chunksOf(node: ScriptNode): readonly string[] | null {
  if (node.type === 'text') return [node.value];
  if (node.type === 'template') return node.chunks;
  if (node.type !== 'operation' || node.sign !== '+') return null;
  const chunks = [''];
  for (const part of node.parts) {
    if (part.type === 'text') chunks.push(`${chunks.pop() ?? ''}${part.value}`);
    else chunks.push('');
  }
  return chunks;
}

/** Whether a text may be an address of a model, on the hub or elsewhere. */
export function mayBeAddress(node: ScriptNode): boolean {
  const chunks = chunksOf(node);
  const [first = ''] = chunks ?? [];
  return /^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/|hf:\/\/)/i.test(first) || isModelAddress(chunks?.join('x') ?? '');
}
