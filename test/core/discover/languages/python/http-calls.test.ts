import { describe, expect, it } from 'vitest';
import { formatRef } from '../../../../../src/core/ref/format.ts';
import { linked } from '../../linking.ts';

async function asked(code: string): Promise<string[]> {
  const { sightings, unknowns } = await linked({ 'app/a.py': code });
  const found = sightings.flatMap((one) =>
    one.type === 'service' || one.type === 'load' ? [`${one.place.line} ${formatRef({ ...one.ref, version: one.requested })}`] : [],
  );
  return [...found, ...unknowns.map(({ text, place }) => `${place.line} ? ${text}`)];
}

describe('models that code asks for by HTTP alone', () => {
  it.each<[string, string, string[]]>([
    [
      'a local server',
      'import requests\nrequests.post("http://localhost:11434/api/generate", json={"model": "llama3.2", "prompt": p})\n',
      ['2 ollama:llama3.2'],
    ],
    [
      'a local server at an address of the environment, a body that has a name',
      'import os, requests\nURL = os.getenv("OLLAMA_URL", "http://localhost:11434")\nMODEL = os.getenv("OLLAMA_MODEL", "llama3.2:3b")\nbody = {"model": MODEL}\nrequests.post(f"{URL}/api/chat", json=body)\n',
      ['5 ollama:llama3.2@3b'],
    ],
    [
      'a local server at an address that nobody can tell',
      'import httpx\nhttpx.post(base + "/api/embeddings", json=dict(model="nomic-embed-text"))\n',
      ['2 ollama:nomic-embed-text'],
    ],
    [
      'a router',
      'async def f(client):\n    await client.post("https://openrouter.ai/api/v1/chat/completions", json={"model": "meta-llama/llama-3.1-8b-instruct"})\n',
      ['2 service:openrouter/meta-llama/llama-3.1-8b-instruct'],
    ],
    [
      'a body that is written out',
      'import json, urllib.request\nr = urllib.request.Request("https://api.groq.com/openai/v1/chat/completions", data=json.dumps({"model": "house-8b"}).encode())\n',
      ['2 service:groq/house-8b'],
    ],
    [
      'a stream',
      'with client.stream("POST", "https://api.mistral.ai/v1/chat/completions", json={"model": "house"}) as r:\n    pass\n',
      ['1 service:mistral/house'],
    ],
    [
      'a provider whose address goes on with what is computed',
      'requests.post(f"https://api.elevenlabs.io/v1/text-to-speech/{voice}", json={"model_id": "eleven_multilingual_v2"})\n',
      ['1 service:elevenlabs/eleven_multilingual_v2'],
    ],
    [
      'a server of one’s own with the common paths',
      'requests.post("http://gpu:8000/v1/chat/completions", json={"model": "Qwen/Qwen3-8B"})\n',
      ['1 service:gpu:8000/Qwen/Qwen3-8B'],
    ],
    [
      'a name that is computed is said',
      'requests.post("https://api.deepseek.com/chat/completions", json={"model": pick(), "messages": m})\n',
      ['1 ? pick()'],
    ],
  ])('%s', async (_title, code, expected) => expect(await asked(code)).toEqual(expected));

  it.each([
    ['another server', 'requests.post("https://cars.test/v1/orders", json={"model": "golf"})\n'],
    ['no model', 'requests.post("http://localhost:11434/api/generate", json={"prompt": p})\n'],
    ['what comes back', 'x = parse("https://api.openai.com/v1/chat/completions", {"model": "house"})\n'],
    ['a route of one’s own', '@app.post("/v1/chat/completions")\ndef chat(body): return {"model": "house"}\n'],
  ])('%s is none', async (_title, code) => expect(await asked(code)).toEqual([]));

  it('hostile: a body of thousands of entries, and thousands of calls', async () => {
    const wide = `requests.post("https://openrouter.ai/api/v1/chat/completions", json={${'"a": 1, '.repeat(20_000)}"model": "m"})\n`;
    const deep = `requests.post("https://openrouter.ai/x", json=${'json.dumps('.repeat(2_000)}{"model": "m"}${')'.repeat(2_000)})\n`;
    const many = 'requests.post(URL + "/api/chat", json={"model": "m"})\n'.repeat(3_000);
    for (const code of [wide, deep, many]) await expect(asked(code)).resolves.toBeDefined();
  });
});

describe('models that an address names', () => {
  it.each([
    [
      'api-inference of the hub',
      'https://api-inference.huggingface.co/models/facebook/bart-large-cnn',
      'huggingface/facebook/bart-large-cnn',
    ],
    ['its router', 'https://router.huggingface.co/hf-inference/models/acme/ner/pipeline/x', 'huggingface/acme/ner'],
    [
      'Gemini',
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent?key={KEY}',
      'google/gemini-2.0-flash',
    ],
    [
      'Vertex AI',
      'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/gemini-1.5-pro:predict',
      'google/gemini-1.5-pro',
    ],
    ['Replicate', 'https://api.replicate.com/v1/models/acme/flux/predictions', 'replicate/acme/flux'],
    ['NVIDIA', 'https://ai.api.nvidia.com/v1/vlm/microsoft/phi-3-vision', 'nvidia/microsoft/phi-3-vision'],
    ['fal', 'https://queue.fal.run/fal-ai/flux/dev', 'fal/fal-ai/flux/dev'],
    ['Stability', 'https://api.stability.ai/v1/generation/stable-diffusion-v1-6/text-to-image', 'stability/stable-diffusion-v1-6'],
    ['Bedrock', 'https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-pro-v1:0/invoke', 'bedrock/amazon.nova-pro-v1:0'],
    ['Azure', 'https://{NAME}.openai.azure.com/openai/deployments/house-gpt/chat/completions?api-version=1', 'azure/house-gpt'],
    ['Cloudflare', 'https://api.cloudflare.com/client/v4/accounts/{A}/ai/run/@cf/meta/llama-3-8b', 'cloudflare/@cf/meta/llama-3-8b'],
    ['a question', 'wss://api.openai.com/v1/realtime?model=gpt-realtime', 'openai/gpt-realtime'],
    ['one of several questions', 'wss://api.deepgram.com/v1/listen?smart_format=true&model=nova-3', 'deepgram/nova-3'],
  ])('%s', async (_title, address, name) => expect(await asked(`URL = f"${address}"\n`)).toEqual([`1 service:${name}`]));

  it.each([
    ['a docstring', '"""https://api-inference.huggingface.co/models/facebook/bart-large-cnn"""\n'],
    ['a log', 'print("https://api-inference.huggingface.co/models/facebook/bart-large-cnn")\n'],
    [
      'an address without a model',
      'A = "https://api.openai.com/v1/realtime"\nB = "https://router.huggingface.co/v1"\nC = f"https://fal.run/{app}"\n',
    ],
    ['a model that is filled in', 'A = f"https://generativelanguage.googleapis.com/v1beta/models/{m}:generateContent"\n'],
    ['somebody else', 'A = "https://cars.test/search?model=golf"\n'],
  ])('%s names none', async (_title, code) => expect(await asked(code)).toEqual([]));
});
