import { HfInference, InferenceClient } from '@huggingface/inference';
import { GoogleGenAI } from '@google/genai';
import ollama from 'ollama';
import Replicate from 'replicate';

const hf = new HfInference(process.env.HF_TOKEN);
const NER = 'dslim/bert-base-NER';

export const entities = (inputs) => hf.tokenClassification({ model: NER, inputs });

export const caption = (data) => hf.imageToText({ data, model: 'Salesforce/blip-image-captioning-base' });

export async function chat(messages) {
  const client = new InferenceClient(process.env.HF_TOKEN);
  const out = await client.chatCompletion({ provider: 'together', model: 'deepseek-ai/DeepSeek-V3', messages, max_tokens: 512 });
  return out.choices[0].message;
}

export const gemini = async (contents) => {
  const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY });
  return (await ai.models.generateContent({ model: 'gemini-2.0-flash-lite', contents })).text;
};

export const list = async () => (await ollama.chat({ model: 'llama3.2-vision:11b', messages: [] })).message;

export const upscale = (image) =>
  new Replicate().run('nightmareai/real-esrgan:f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa', { input: { image } });
