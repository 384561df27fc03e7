/** Texts that are addresses: of files of models, and of the hub. */
import { isModelFile } from '../../model-file.ts';

/** With these suffixes nothing else is fetched. */
const OF_MODEL = /\.(?:onnx|ort|tflite|task|litertlm|gguf|safetensors|pth?|ckpt|mlmodel|mnn)(?:[?#]|$)/i;
export const ON_HUB = /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\//i;

export function isModelAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && text.length <= 1_000 && OF_MODEL.test(text) && isModelFile(text, false);
}
