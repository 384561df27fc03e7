import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { Injectable, Logger } from '@nestjs/common';
import Groq from 'groq-sdk';
import OpenAI, { AzureOpenAI } from 'openai';
import Together from 'together-ai';
import { env } from '../config/env';

@Injectable()
export class LlmService {
  private readonly log = new Logger('llm/service');
  private readonly openai = new OpenAI();
  private readonly groqModel: string = 'llama-3.1-8b-instant';
  static readonly IMAGE_MODEL = 'gpt-image-1';

  constructor(private readonly bedrock: BedrockRuntimeClient) {}

  async chat(content: string): Promise<string> {
    const out = await this.openai.chat.completions.create({ model: env.CHAT_MODEL, messages: [{ role: 'user', content }] });
    return out.choices[0]?.message.content ?? '';
  }

  async vectors(input: string[]) {
    return this.openai.embeddings.create({ model: env.EMBED_MODEL, input });
  }

  async onBedrock(text: string) {
    this.log.debug('asking bedrock; anthropic.claude-instant-v1 is gone');
    return this.bedrock.send(new ConverseCommand({ modelId: env.BEDROCK_MODEL, messages: [{ role: 'user', content: [{ text }] }] }));
  }

  async titan(inputText: string) {
    const body = JSON.stringify({ inputText });
    return this.bedrock.send(new InvokeModelCommand({ modelId: 'amazon.titan-embed-text-v2:0', contentType: 'application/json', body }));
  }

  async quick(content: string) {
    return new Groq().chat.completions.create({ model: this.groqModel, messages: [{ role: 'user', content }] });
  }

  async open(content: string) {
    return new Together().chat.completions.create({ model: 'mistralai/Mixtral-8x22B-Instruct-v0.1', messages: [{ role: 'user', content }] });
  }

  async image(prompt: string) {
    return this.openai.images.generate({ model: LlmService.IMAGE_MODEL, prompt });
  }

  azure() {
    return new AzureOpenAI({ deployment: 'support-gpt4o', apiVersion: '2024-10-01-preview' });
  }
}
