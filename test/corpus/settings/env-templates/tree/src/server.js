import 'dotenv/config';
import OpenAI from 'openai';
import express from 'express';

const app = express();
const client = new OpenAI();
const model = process.env.LLM_MODEL;

app.use(express.json({ type: 'application/json' }));
app.post('/ask', async (request, response) => {
  const out = await client.chat.completions.create({ model, messages: request.body.messages });
  response.json(out.choices[0].message);
});
app.post('/transcribe', async (request, response) => {
  response.json(await client.audio.transcriptions.create({ file: request.body, model: process.env.TRANSCRIBE_MODEL ?? 'gpt-4o-transcribe' }));
});
app.listen(process.env.PORT || 3000);
