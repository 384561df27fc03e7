import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';

const openai = new OpenAI();
const claude = new Anthropic();

// TODO: try gpt-4o-mini here once the prompts are shorter
export async function POST(request: Request) {
  const { text, model } = (await request.json()) as { text: string; model: string };
  const reply = await openai.chat.completions.create({
    model: 'gpt-4.1-nano-2025-04-14',
    messages: [{ role: 'user', content: `Title: ${text}` }],
  });
  const safe = await openai.moderations.create({ model: 'omni-moderation-latest', input: text });
  if (safe.results[0]?.flagged) {
    const why = await claude.messages.create({ model: 'claude-3-haiku-20240307', max_tokens: 50, messages: [{ role: 'user', content: text }] });
    return Response.json({ why });
  }
  if (model) {
    const own = await openai.responses.create({ model, input: text });
    return Response.json({ title: own.output_text });
  }
  return Response.json({ title: reply.choices[0]?.message.content });
}
