/** How a component comes from another one, as people write it. */
import type { TermsRelation } from '../../model/index.ts';

export type StatedRelation = Exclude<TermsRelation, 'component'>;

export const RELATIONS: readonly StatedRelation[] = ['finetune', 'adapter', 'quantized', 'merge', 'base', 'distilled', 'trained-on'];

/** Without case, spaces and underscores. */
const ALSO: Readonly<Record<string, StatedRelation>> = {
  'fine-tune': 'finetune',
  'fine-tuned': 'finetune',
  finetuned: 'finetune',
  'fine-tuning': 'finetune',
  'continued-pretraining': 'finetune',
  lora: 'adapter',
  quantize: 'quantized',
  quantised: 'quantized',
  quantization: 'quantized',
  merged: 'merge',
  'base-model': 'base',
  distill: 'distilled',
  distillation: 'distilled',
  'distilled-from': 'distilled',
  'synthetic-data': 'distilled',
  dataset: 'trained-on',
  'trained-on-dataset': 'trained-on',
  'training-data': 'trained-on',
};

/** Null: nobody can tell what is meant, and a guess would decide which terms count. */
export function relationIn(text: string): StatedRelation | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  return RELATIONS.find((one) => one === plain) ?? (Object.hasOwn(ALSO, plain) ? (ALSO[plain] ?? null) : null);
}
