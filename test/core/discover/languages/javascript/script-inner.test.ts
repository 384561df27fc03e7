import { describe, expect, test } from 'vitest';
import { told } from '../../linking.ts';

const CLIENT = "import OpenAI from 'openai';\nconst client = new OpenAI();\n";
const ASK = 'client.responses.create({ model: name })';

async function asked(code: string): Promise<string[]> {
  return (await told({ 'src/a.js': `${CLIENT}${code}\n` })).map((one) => one.replace(/ \S+ src\/.*$/, ''));
}

describe('functions inside of others, and of lists', () => {
  test.each<[title: string, code: string, found: readonly string[]]>([
    [
      'a function of a function',
      `async function go() { async function ask(name) { return ${ASK}; } await ask('acme-1'); }`,
      ['service:openai/acme-1'],
    ],
    ['one under a name', `async function go() { const ask = async (name) => ${ASK}; await ask('acme-1'); }`, ['service:openai/acme-1']],
    ['each of a list', `['acme-1', 'acme-2'].forEach((name) => ${ASK});`, ['service:openai/acme-1', 'service:openai/acme-2']],
    [
      'each of some of a list',
      `const all = ['acme-1', 'acme-2'];\nall.filter(Boolean).map(async (name) => ${ASK});`,
      ['service:openai/acme-1', 'service:openai/acme-2'],
    ],
  ])('%s', async (_, code, found) => {
    expect(await asked(code)).toEqual(found);
  });

  // Others may call it with what they like (T38).
  test.each([
    ['it is given back', `function go() { function ask(name) { return ${ASK}; } ask('acme-1'); return ask; }`],
    ['it is bound for later', `function go() { function ask(name) { return ${ASK}; } ask('acme-1'); later(ask.bind(null)); }`],
    ['it is a method of an object', `function go() { const own = { ask(name) { return ${ASK}; } }; own.ask('acme-1'); return own; }`],
    ['the list is of another kind', `const own = { map(call) { call('acme-1'); } };\nown.map((name) => ${ASK});`],
    ['the list is given', `export function go(all) { all.map((name) => ${ASK}); }`],
  ])('%s: what else it asks is not known', async (_, code) => {
    expect(await asked(code)).toContainEqual(expect.stringMatching(/^generic:/));
  });
});
