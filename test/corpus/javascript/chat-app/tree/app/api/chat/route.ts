import { streamText, type CoreMessage } from 'ai';
import { provider } from '@/lib/providers';

export const maxDuration = 60;
const ALLOWED = new Set(['text/plain', 'text/markdown', 'application/pdf']);

export async function POST(request: Request) {
  const { messages, model }: { messages: CoreMessage[]; model: string } = await request.json();
  if (!ALLOWED.has(request.headers.get('x-attachment-type') ?? 'text/plain')) return new Response('unsupported/type', { status: 415 });
  if (model.startsWith('gpt-3.5')) return new Response('gone', { status: 410 });
  const result = streamText({ model: provider.languageModel('chat'), messages, maxSteps: 5 });
  return result.toDataStreamResponse();
}
