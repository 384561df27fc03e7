import { ChatOpenAI } from '@langchain/openai';
import { OllamaEmbeddings, ChatOllama } from '@langchain/ollama';
import { ChatAnthropic } from '@langchain/anthropic';
import { initChatModel } from 'langchain/chat_models/universal';
import config from './config.js';

export const chat = new ChatOpenAI({ model: config.llm.model, temperature: config.llm.temperature });
export const embeddings = new OllamaEmbeddings({ model: config.embeddings.model, baseUrl: config.embeddings.baseUrl });
export const local = new ChatOllama({ model: 'mistral-nemo:12b', numCtx: 16384 });
export const careful = new ChatAnthropic({ modelName: 'claude-3-opus-20240229' });
export const universal = await initChatModel('mistral-small-2409', { modelProvider: 'mistralai' });
