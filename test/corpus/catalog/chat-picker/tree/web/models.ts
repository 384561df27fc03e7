export interface ModelOption {
  id: string;
  label: string;
  contextWindow: number;
}

export const MODEL_OPTIONS: Record<string, ModelOption[]> = {
  openai: [
    { id: 'gpt-4.1', label: 'GPT-4.1', contextWindow: 1_047_576 },
    { id: 'o4-mini', label: 'o4 mini', contextWindow: 200_000 },
  ],
  anthropic: [{ id: 'claude-opus-4-1', label: 'Claude Opus 4.1', contextWindow: 200_000 }],
  groq: [{ id: 'llama-3.3-70b-versatile', label: 'Llama 3.3', contextWindow: 128_000 }],
};

export type TitleModel = 'gpt-4.1-nano' | 'gemini-2.0-flash-lite';

export const PRICE_PER_MILLION: Record<string, { input: number; output: number }> = {
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'claude-3-haiku-20240307': { input: 0.25, output: 1.25 },
};

const VISION_MODELS = ['gpt-4o', 'gemini-1.5-pro'];

export function canSee(model: string): boolean {
  return VISION_MODELS.includes(model) || model.startsWith('gpt-4-turbo');
}

export const VOICES = [{ value: 'nova', label: 'Nova' }];
