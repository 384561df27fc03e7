import { describe, expect, test } from 'vitest';
import { told } from '../../linking.ts';

async function asked(code: string): Promise<string[]> {
  return (await told({ 'src/a.ts': `${code}\n` })).map((one) => one.replace(' src/a.ts', ''));
}

describe('requests without a client', () => {
  test.each<[title: string, code: string, found: readonly string[]]>([
    [
      'a body as text',
      "const response = await fetch('https://api.openai.com/v1/responses', {\n  method: 'POST',\n  body: JSON.stringify({ model: 'acme-1', input }),\n});",
      ['service:openai/acme-1 literal:3'],
    ],
    [
      'a body as a table',
      "await axios.post('https://api.groq.com/openai/v1/chat/completions', { model: 'openai/gpt-oss-120b', messages });",
      ['service:groq/openai/gpt-oss-120b literal:1'],
    ],
    [
      'a body with a name',
      "const body = { model: 'acme-1', messages };\nawait fetch('https://openrouter.ai/api/v1/chat/completions', { method: 'POST', body: JSON.stringify(body) });",
      ['service:openrouter/acme-1 literal:1'],
    ],
    [
      'options in one table',
      "await axios({ method: 'post', url: 'https://api.mistral.ai/v1/chat/completions', data: { model: 'acme-1' } });",
      ['service:mistral/acme-1 literal:1'],
    ],
    [
      'an address of parts',
      "const BASE = process.env.BASE ?? 'https://api.deepseek.com';\nawait fetch(`${BASE}/chat/completions`, { body: JSON.stringify({ model: 'acme-1' }) });",
      ['service:deepseek/acme-1 literal:2'],
    ],
    [
      'a client with an address',
      "const http = axios.create({ baseURL: 'https://api.together.xyz/v1' });\nawait http.post('/chat/completions', { model: 'acme-1' });",
      ['service:together/acme-1 literal:2'],
    ],
    [
      'a field with the address',
      "class Client {\n  base = 'https://api.x.ai/v1';\n  ask() { return fetch(this.base + '/chat/completions', { body: JSON.stringify({ model: 'acme-1' }) }); }\n}",
      ['service:xai/acme-1 literal:3'],
    ],
    [
      'the path',
      'await fetch(`https://generativelanguage.googleapis.com/v1beta/models/acme-1:generateContent?key=${key}`, { body });',
      ['service:google/acme-1 literal:1'],
    ],
    [
      'a part of the path',
      "const NAME = 'acme-1';\nawait fetch(`https://generativelanguage.googleapis.com/v1beta/models/${NAME}:generateContent?key=${key}`, { body });",
      ['service:google/acme-1 constant:2'],
    ],
    [
      'each of a list',
      "for (const name of ['acme-1', 'acme-2']) await fetch(`https://generativelanguage.googleapis.com/v1beta/${name}:generateContent`, {});",
      ['service:google/acme-1 constant:1', 'service:google/acme-2 constant:1'],
    ],
    [
      'a model of the hub that is served',
      "await fetch('https://api-inference.huggingface.co/models/acme/chat', { body });",
      ['service:huggingface/acme/chat literal:1'],
    ],
    [
      'a model of the hub behind the router',
      "await fetch('https://router.huggingface.co/models/acme/caption', { body });",
      ['service:huggingface/acme/caption literal:1'],
    ],
    ['a socket', "new WebSocket('wss://api.openai.com/v1/realtime?model=acme-1');", ['service:openai/acme-1 literal:1']],
    [
      'a deployment',
      'await fetch(`https://${resource}.openai.azure.com/openai/deployments/house-gpt/chat/completions?api-version=1`, { body });',
      ['service:azure/house-gpt literal:1'],
    ],
    [
      'a gateway of workers',
      'await fetch(`https://api.cloudflare.com/client/v4/accounts/${id}/ai/run/@cf/acme/chat`, { body });',
      ['service:cloudflare/@cf/acme/chat literal:1'],
    ],
    [
      'Ollama by its address',
      "await fetch('http://localhost:11434/api/generate', { body: JSON.stringify({ model: 'llama3.2', prompt }) });",
      ['ollama:llama3.2 literal:1'],
    ],
    [
      'a server of one’s own',
      "await fetch('http://localhost:1234/v1/chat/completions', { body: JSON.stringify({ model: 'house' }) });",
      ['service:localhost:1234/house literal:1'],
    ],
    [
      'options that are filled later',
      "const options = { method: 'POST' };\noptions.body = JSON.stringify({ model: 'acme-1' });\nawait fetch('https://api.openai.com/v1/responses', options);",
      ['service:openai/acme-1 literal:2'],
    ],
    [
      'a body that is filled later',
      "const body = {};\nbody.model = 'acme-1';\nawait fetch('https://api.openai.com/v1/responses', { body: JSON.stringify(body) });",
      ['service:openai/acme-1 literal:2'],
    ],
    [
      'a request that is opened and sent',
      "const one = new XMLHttpRequest();\none.open('POST', 'https://api.openai.com/v1/responses');\none.send(JSON.stringify({ model: 'acme-1' }));",
      ['service:openai/acme-1 literal:3'],
    ],
    [
      'a request of Node, its host by itself',
      "const options = { hostname: 'api.openai.com', path: '/v1/responses' };\nconst one = https.request(options, done);\none.write(JSON.stringify({ model: 'acme-1' }));",
      ['service:openai/acme-1 literal:3'],
    ],
    [
      'a function that asks for what it is given',
      "async function ask(body) {\n  return fetch('https://api.openai.com/v1/responses', { body: JSON.stringify(body) });\n}\nask({ model: 'acme-1' });",
      ['service:openai/acme-1 literal:4'],
    ],
    [
      'one that takes the path as well',
      "async function ask(path, body) {\n  return fetch('http://localhost:11434' + path, { body: JSON.stringify(body) });\n}\nask('/api/chat', { model: 'llava' });",
      ['ollama:llava literal:4'],
    ],
    [
      'a deployment of a resource that a setting names',
      'await fetch(`${process.env.ENDPOINT}/openai/deployments/house-gpt/chat/completions`, { body });',
      ['service:azure/house-gpt literal:1'],
    ],
    [
      'a deployment behind another part of the path',
      "const NAME = 'house-gpt';\nawait fetch(`${endpoint}/openai/deployments/${NAME}/chat/completions?api-version=1`, { body });",
      ['service:azure/house-gpt constant:2'],
    ],
    [
      'a name that is computed',
      "await fetch('https://api.openai.com/v1/responses', { body: JSON.stringify({ model: pick() }) });",
      ['generic:pick() unresolved:1'],
    ],
  ])('%s', async (_, code, found) => {
    expect(await asked(code)).toEqual(found);
  });

  test.each([
    ['another service', "await fetch('https://api.acme.example/v1/cars', { body: JSON.stringify({ model: 'T-1000' }) });"],
    ['an address of its own', "await fetch('/api/chat', { body: JSON.stringify({ model: pick() }) });"],
    ['a page', "window.open('https://api.openai.com/v1/realtime?model=acme-1');"],
    ['a log', "console.log('https://api.openai.com/v1/realtime?model=acme-1');"],
    ['a list of what there is', "await fetch('https://generativelanguage.googleapis.com/v1beta/models?key=1');"],
    [
      'a body that a handler passes on',
      "app.post('/x', (request) => fetch('https://api.openai.com/v1/responses', { body: JSON.stringify(request) }));",
    ],
    [
      'what is sent to others',
      "const one = new XMLHttpRequest();\none.open('POST', '/own');\none.send(JSON.stringify({ model: 'acme-1' }));",
    ],
    ['a request without a model', "await fetch('https://api.openai.com/v1/files', { method: 'POST', body });"],
  ])('not %s', async (_, code) => {
    expect(await asked(code)).toEqual([]);
  });

  test('names that lead to each other and addresses without an end are read in one pass', async () => {
    const circle = Array.from(
      { length: 2_000 },
      (_, index) => `const a${index} = \`\${a${(index + 1) % 2_000}}/\${a${(index + 7) % 2_000}}\`;`,
    );
    const calls = Array.from({ length: 2_000 }, (_, index) => `fetch(a${index} + 'https://api.openai.com/v1/x', { body: a${index} });`);
    const long = `fetch('https://api.openai.com/${'v1/models/'.repeat(20_000)}', {});`;
    expect(await asked([...circle, ...calls, long].join('\n'))).toEqual([]);
  });
});
