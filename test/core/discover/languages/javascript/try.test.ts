import { test } from 'vitest';
import { linked, tell } from '../../linking.ts';
test('x', async () => {
  const r = await linked({
    'src/config.ts': `export const MODELS = { fast: 'gpt-4o-mini', smart: "gpt-4.1" } as const;\nexport enum M { A = 'acme/enum' }\nexport const DEFAULT = process.env.MODEL ?? 'acme/env';\nexport default { model: 'acme/default' };`,
    'src/cjs.js': `const X = 'acme/cjs';\nmodule.exports = { X, y: 'acme/y' };`,
    'src/ai.ts': `import { createOpenAI } from '@ai-sdk/openai';\nexport const openai = createOpenAI({ baseURL: 'http://localhost:1234/v1' });\nexport function load(model: string, opts: {a?: string} = {}) { return pipeline('x', model); }\nimport { pipeline } from '@xenova/transformers';\nexport async function ask({ model = 'acme/def', prompt }: { model?: string; prompt: string }) { return pipeline('t', model); }`,
    'src/a.ts': `import OpenAI from 'openai';
import { MODELS, M, DEFAULT } from './config';
import cfg from './config';
import { load, ask, openai } from '@/ai';
const { X } = require('./cjs');
const cjs = require('./cjs');
const client = new OpenAI({ apiKey: process.env.KEY });
await client.chat.completions.create({ model: MODELS.fast, messages: [] });
await client.chat.completions.create({ messages: [], model: \`gpt-\${4}o\` });
import { pipeline, AutoModel } from '@huggingface/transformers';
await pipeline('a', M.A);
await pipeline('a', DEFAULT, { revision: 'main' });
await pipeline('a', cfg.model);
await pipeline('a', X);
await pipeline('a', cjs.y);
await AutoModel.from_pretrained(process.env.HF_MODEL || 'acme/or');
load('acme/handed');
ask({ model: 'acme/handed2', prompt: 'x' });
ask({ prompt: 'x' });
openai('gpt-5');
class S { private readonly model = 'acme/field'; constructor(private name = 'acme/param') {} run() { return pipeline('a', this.model); } go() { return pipeline('b', this.name); } }
new S('acme/given').go();
fetch(\`https://huggingface.co/acme/file/resolve/main/x.onnx\`);
const pick = (fast: boolean) => fast ? 'acme/fast' : 'acme/slow';
await pipeline('a', pick(true));
`,
  });
  console.log([...r.sightings, ...r.unknowns].map(tell).join('\n'), r.problems, r.full);
});
