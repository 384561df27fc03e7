import OpenAI from 'openai';
import { Agent, run } from '@openai/agents';
import { createAnthropic } from '@ai-sdk/anthropic';
import { embedMany, generateObject } from 'ai';
import { openai } from '@ai-sdk/openai';
import { z } from 'zod';

const MODEL_BY_PLAN = { free: 'gpt-4.1-nano', pro: 'gpt-4.1', team: 'o4-mini-2025-04-16' } as const;
type Plan = keyof typeof MODEL_BY_PLAN;

const anthropic = createAnthropic({ baseURL: 'https://gateway.example.com/anthropic/v1' });

export class Assistants {
  constructor(private client = new OpenAI(), private readonly model: string = 'gpt-4-1106-preview') {}

  create(name: string) {
    return this.client.beta.assistants.create({ name, model: this.model, tools: [{ type: 'code_interpreter' }] });
  }

  plan(plan: Plan, input: string) {
    return this.client.responses.create({ model: MODEL_BY_PLAN[plan], input });
  }

  agent() {
    return run(new Agent({ name: 'sorter', model: 'gpt-4.1-mini', instructions: 'Sort into work/private.' }), 'hello');
  }

  async structured(prompt: string) {
    const { object } = await generateObject({ model: anthropic('claude-sonnet-4-0'), schema: z.object({ kind: z.string() }), prompt });
    return object;
  }

  vectors(values: string[]) {
    return embedMany({ model: openai.textEmbeddingModel('text-embedding-ada-002'), values });
  }

  routed(prompt: string) {
    return generateObject({ model: 'google/gemini-2.5-flash', schema: z.any(), prompt });
  }
}
