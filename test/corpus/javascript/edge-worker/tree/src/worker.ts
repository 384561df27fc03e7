import { Hono } from 'hono';
import { Mistral } from '@mistralai/mistralai';
import { CohereClient } from 'cohere-ai';

type Bindings = { AI: { run(model: string, input: unknown): Promise<unknown> }; CHAT_MODEL: string; MISTRAL_KEY: string };
const app = new Hono<{ Bindings: Bindings }>();

app.get('/api/health', (c) => c.text('ok'));

app.post('/api/image', async (c) => {
  const { prompt } = await c.req.json<{ prompt: string }>();
  const image = await c.env.AI.run('@cf/black-forest-labs/flux-1-schnell', { prompt });
  return c.body(image as ArrayBuffer, 200, { 'content-type': 'image/png' });
});

app.post('/api/chat', async (c) => c.json(await c.env.AI.run(c.env.CHAT_MODEL, await c.req.json())));

app.post('/api/code', async (c) => {
  const mistral = new Mistral({ apiKey: c.env.MISTRAL_KEY });
  const { prompt } = await c.req.json<{ prompt: string }>();
  return c.json(await mistral.fim.complete({ model: 'codestral-2405', prompt }));
});

app.post('/api/embed', async (c) => {
  const cohere = new CohereClient();
  const { texts } = await c.req.json<{ texts: string[] }>();
  return c.json(await cohere.embed({ model: 'embed-multilingual-v3.0', texts, inputType: 'search_document' }));
});

export default app;
