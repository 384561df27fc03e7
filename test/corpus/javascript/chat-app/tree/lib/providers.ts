import { anthropic } from '@ai-sdk/anthropic';
import { google } from '@ai-sdk/google';
import { createOpenAI, openai } from '@ai-sdk/openai';
import { customProvider, gateway } from 'ai';

const compatible = createOpenAI({ baseURL: process.env.GATEWAY_URL ?? 'http://localhost:8080/v1', apiKey: 'none' });

export const DEFAULT_CHAT = process.env.CHAT_MODEL ?? 'gpt-4o-2024-11-20';
export const TITLE = 'gemini-1.5-flash-8b-001';

export const provider = customProvider({
  languageModels: {
    chat: openai(DEFAULT_CHAT),
    careful: anthropic('claude-3-5-sonnet-20241022', { sendReasoning: false }),
    title: google(TITLE),
    local: compatible('qwen2.5-coder:7b'),
    routed: gateway('xai/grok-2-1212'),
  },
  imageModels: { small: openai.image('dall-e-3') },
  textEmbeddingModels: { index: openai.embedding('text-embedding-3-small') },
});

export const THEMES = ['light/high', 'dark/low'];
