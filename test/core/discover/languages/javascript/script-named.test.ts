import { describe, expect, test } from 'vitest';
import { told } from '../../linking.ts';

async function named(code: string): Promise<string[]> {
  return (await told({ 'src/a.tsx': `${code}\n` })).map((one) => one.replace(/ src\/.*$/, ''));
}

describe('hosted models where no call of an SDK is read', () => {
  test.each<[title: string, code: string, found: string]>([
    ['a constant', "export const DEFAULT_MODEL = 'gpt-4o-mini';", 'service:openai/gpt-4o-mini literal'],
    [
      'a variable with a type',
      "let modelName: string = 'claude-3-5-sonnet-20241022';",
      'service:anthropic/claude-3-5-sonnet-20241022 literal',
    ],
    ['a key', "export const config = { provider: 'x', chat: { model: 'gemini-2.5-pro' } };", 'service:google/gemini-2.5-pro literal'],
    ['the environment', "export const model = process.env.OPENAI_MODEL ?? 'gpt-4o';", 'service:openai/gpt-4o environment'],
    ['the environment alone', "export const c = { x: process.env['CHAT_MODEL'] || 'gpt-4o' };", 'service:openai/gpt-4o environment'],
    ['a setting that is kept', "const m = localStorage.getItem('model') || 'gpt-4o';", 'service:openai/gpt-4o literal'],
    ['a default under another name', "const { model: m = 'gpt-4o' } = options;", 'service:openai/gpt-4o parameter'],
    ['another name', "const voice = 'gpt-4o';", 'service:openai/gpt-4o literal'],
    ['a key that says nothing', "const TIERS = { fast: 'gpt-4o', none: null };", 'service:openai/gpt-4o literal'],
    ['what any function gives', "function pick(kind) { return 'gpt-4o'; }", 'service:openai/gpt-4o literal'],
    ['a field of any name', "class Service { static DEFAULT = 'gpt-4o'; }", 'service:openai/gpt-4o literal'],
    ['a list of them of any name', "const fallbacks = ['gpt-4o'];", 'service:openai/gpt-4o literal'],
    ['each of a list', "for (const one of ['gpt-4o']) await ask(one);", 'service:openai/gpt-4o literal'],
    ['a getter of settings', "const name = config.get('openai.model', 'gpt-4o');", 'service:openai/gpt-4o environment'],
    [
      'an agent with a title, given to whatever makes it',
      "createAgent({ title: 'Helper', description: 'helps', tier: 'pro', model: 'gpt-4o', temperature: 0.1 });",
      'service:openai/gpt-4o literal',
    ],
    ['a default parameter', "export function ask(prompt: string, model = 'gpt-4o') {}", 'service:openai/gpt-4o parameter'],
    ['a default of options', "export function ask({ prompt, model = 'gpt-4o' }: Options) {}", 'service:openai/gpt-4o parameter'],
    ['a field', "class Agent { private readonly model = 'gpt-4o'; }", 'service:openai/gpt-4o literal'],
    ['what a function gives', "export const defaultModel = () => 'gpt-4o';", 'service:openai/gpt-4o literal'],
    [
      'a body of a request',
      "await fetch(url, { method: 'POST', body: JSON.stringify({ model: 'gpt-4o', messages }) });",
      'service:openai/gpt-4o literal',
    ],
    ['an argument of a maker', "const llm = createChatModel('gpt-4o');", 'service:openai/gpt-4o literal'],
    ['what a component holds', "const [model, setModel] = useState('gpt-4o');", 'service:openai/gpt-4o literal'],
    [
      'a repository of the hub that a request asks for',
      "export async function ask() { return post({ model: 'meta-llama/Llama-3.1-8B-Instruct' }); }",
      'hf:meta-llama/Llama-3.1-8B-Instruct literal',
    ],
    [
      'what is given to a call, whose answer has a name',
      "const response = await post('/api', { model: 'gpt-4o' });",
      'service:openai/gpt-4o literal',
    ],
    ['options that are handed on', "const options = { model: 'gpt-4o', n: 1 };", 'service:openai/gpt-4o literal'],
    ['limits of the answer beside it', "const body = { model: 'gpt-4o', max_output_tokens: 5 };", 'service:openai/gpt-4o literal'],
    [
      'a maker of the project',
      "const chat = providers.gateway('anthropic/claude-sonnet-4.5');",
      'service:anthropic/claude-sonnet-4.5 literal',
    ],
    ['an argument of an own function', "await createTextService('openai', 'gpt-4o-mini');", 'service:openai/gpt-4o-mini literal'],
    ['an argument behind others', "await client.createTranscription(stream, 'whisper-1', prompt);", 'service:openai/whisper-1 literal'],
    ['the model for long contexts', "const models = { long_context: 'gemini-2.5-pro' };", 'service:google/gemini-2.5-pro literal'],
    ['a router that is asked', "const OPENROUTER_MODEL = 'google/gemini-2.5-flash';", 'service:openrouter/google/gemini-2.5-flash literal'],
    [
      'a name that only the provider beside it knows',
      "const defaults = { groq: { baseUrl: 'https://api.groq.com/openai/v1', model: 'openai/gpt-oss-120b' } };",
      'service:groq/openai/gpt-oss-120b literal',
    ],
    [
      'the default of a column',
      "export const calls = table('calls', { title: text('t'), cost: int('c'), model: varchar('model').default('gpt-realtime') });",
      'service:openai/gpt-realtime literal',
    ],
    ['a key below one of counts', "const presets = { count_tokens: { model: 'gpt-4o', messages: [] } };", 'service:openai/gpt-4o literal'],
    ['what it is for', "const promptOptions = { model: 'gpt-4o', prompt };", 'service:openai/gpt-4o literal'],
    ['a model of something', "const settings = { cardTitleModelId: 'gpt-4o' };", 'service:openai/gpt-4o literal'],
    ['a list that is handed on', "const chain = build(first, on ? own : ['gpt-4o']);", 'service:openai/gpt-4o literal'],
    ['what a call of any function gives', "const response = await own.run('gpt-4o', { prompt });", 'service:openai/gpt-4o literal'],
    [
      'a function that is called after what it gives',
      "const text = await getCompletion('gpt-4o', prompt);",
      'service:openai/gpt-4o literal',
    ],
    ['options of one', "await generateResponse({ model: 'gpt-4o', prompt });", 'service:openai/gpt-4o literal'],
    ['an argument behind what it is for', "streamResponse(out, 'gpt-4o');", 'service:openai/gpt-4o literal'],
    ['a table that is called after what it is for', "const messageConfig = { llm: 'gpt-4o' };", 'service:openai/gpt-4o literal'],
    ['a member with a template', "this.model[`name`] = on ? own : 'gpt-4o';", 'service:openai/gpt-4o literal'],
    [
      'what only the provider above knows',
      "const all = { openrouter: { model: 'acme/chat-7b', url: 'https://openrouter.ai/api/v1' } };",
      'service:openrouter/acme/chat-7b literal',
    ],
    ['what a local server has', "const all = { ollama: { model: 'phi3.5', url: 'http://localhost:11434' } };", 'ollama:phi3.5 literal'],
    [
      'a name of the list of WebLLM',
      "export const DEFAULT = 'Acme-2.5-0.5B-Instruct-q4f16_1-MLC';",
      'hf:mlc-ai/Acme-2.5-0.5B-Instruct-q4f16_1-MLC literal',
    ],
    ['a router', "const model = 'openrouter/anthropic/claude-3.5-sonnet';", 'service:openrouter/anthropic/claude-3.5-sonnet literal'],
  ])('%s', async (_, code, found) => {
    expect(await named(code)).toEqual([found]);
  });

  test.each([
    ['a comparison', "if (model === 'gpt-4o') run();"],
    ['a beginning', "const isMini = model.startsWith('gpt-4o');"],
    ['a table of prices', "const PRICES = { 'gpt-4o': { input: 1, output: 2 }, 'claude-3-5-sonnet-20241022': 3 };"],
    ['an entry that people see', "const G = { modelId: 'gpt-4o', modelName: 'GPT-4o' };"],
    ['an empty name', "import OpenAI from 'openai';\nlet m = '';\nnew OpenAI().chat.completions.create({ model: m });"],
    ['a record', "const info = { model: 'gpt-4o', contextWindow: 128000 };"],
    ['an answer', "const reply = { model: 'gpt-4o', choices: [], usage: {} };"],
    ['a case', "switch (model) { case 'gpt-4o': run(); }"],
    ['a log', "console.log('model', 'gpt-4o');"],
    ['a comment', "// const model = 'gpt-4o';"],
    ['an element', 'const a = <Select model="gpt-4o" className="gpt-4o">gpt-4o</Select>;'],
    ['a name that lists it', "export const GPT_4O = 'gpt-4o';"],
    ['a list with other things', "const words = ['gpt-4o', 'and more'];"],
    ['each of a list of words', "for (const one of ['gpt-4o', 'ok']) show(one);"],
    ['a price below its model', "const prices = { row: { model: 'gpt-4o', per: 2 } };"],
    ['limits of a model', "const RATE_LIMITS = { row: { model: 'gpt-4o', per: 2 } };"],
    ['a comparison with a name of WebLLM', "if (id === 'Acme-2.5-0.5B-Instruct-q4f16_1-MLC') run();"],
    ['a table of lists', "const factors = [[2.5, ['gpt-4o']], [6, ['gpt-4o-mini']]];"],
    ['a short name that is shown', "shortenedName = 'o3-mini';"],
    ['an answer that is made', "const reply = new ChatCompletion({ model: 'gpt-4o' });"],
    ['tokens that are counted', "const count = tokensOf('gpt-4o', text);"],
    ['links of a page', "const link = { href: 'gpt-4o' };\nconst node = document.getElementById('gpt-4o');"],
    ['icons of models', "const icons = { gpt: 'gpt-4o' };"],
    ['words with a comma', "const text = 'gpt-4o, and more';"],
    ['a key of a label', "const row = { name: 'gpt-4o', icon: 'x' };"],
    ['a key of what was', "const row = { content: 'gpt-4o' };"],
    ['what a function says of it', "function isMini() { return 'gpt-4o'; }"],
    ['a key of what is looked up', "const one = registry.get({ kind: 'gpt-4o' });"],
    ['an import', "import model from 'gpt-4o';"],
    ['an expectation', "expect(body.model).toBe('gpt-4o');"],
    ['what is looked up', "const one = registry.get('gpt-4o');"],
    ['a filter', "await db.from('runs').eq('kind', 'gpt-4o');"],
    ['a price that is asked for', "const price = priceOf('gpt-4o');"],
    ['what others call a model', "const car = { provider: 'openai-cars', model: 'openai/T-1000' };"],
    ['a key of an item', "const price = prices['gpt-4o'];"],
    ['an error', "throw new Error('gpt-4o');"],
  ])('not %s', async (_, code) => {
    expect(await named(code)).toEqual([]);
  });

  // Which files are tests, their paths and their use tell (T38, T42).
  test.each([
    ['a framework that is imported', "import { it } from 'vitest';\nconst MODEL = 'gpt-4o';"],
    ['its words', "const MODEL = 'gpt-4o';\ndescribe('a', () => { it('b', () => {}); });"],
    ['a name of what is made up', "const mockRequest = send({ model: 'gpt-4o' });"],
    ['the name of a stand-in', "const fakeModel = 'gpt-4o';\nask(fakeModel);"],
    ['the name of an expectation', "const expected = 'gpt-4o';\nask(expected);"],
    ['the name of an example', "const sample = { m: 'gpt-4o' };\nask(sample.m);"],
  ])('%s hides nothing', async (_, code) => {
    expect(await named(code)).toEqual([expect.stringContaining('service:openai/gpt-4o')]);
  });

  test('a setting of several, and the choices of WebLLM', async () => {
    const code =
      "const { FALLBACKS = 'gpt-4o, gpt-4o-mini' } = process.env;\nconst options = [{ id: 'Acme-1B-Instruct-q4f32_1-MLC', label: 'Acme' }];";
    expect(await named(code)).toEqual([
      'service:openai/gpt-4o parameter',
      'service:openai/gpt-4o-mini parameter',
      'hf:mlc-ai/Acme-1B-Instruct-q4f32_1-MLC literal',
    ]);
  });

  test('a constant that a client of another server asks for is that server’s', async () => {
    const code =
      "import OpenAI from 'openai';\nconst MODEL = 'gpt-4o';\nconst client = new OpenAI({ baseURL: 'http://localhost:8000/v1' });\nclient.chat.completions.create({ model: MODEL });";
    expect(await named(code)).toEqual(['service:localhost:8000/gpt-4o literal', 'service:localhost:8000/gpt-4o constant']);
  });
});
