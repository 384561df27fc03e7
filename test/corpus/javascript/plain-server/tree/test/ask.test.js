const { test } = require('node:test');
const { summarize } = require('../src/ask.js');

const MODEL = 'gpt-4o-2024-08-06';

test('asks', async () => {
  globalThis.fetch = async () => ({ ok: true, json: async () => ({ model: MODEL }) });
  await summarize('x');
});
