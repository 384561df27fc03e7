import { describe, expect, test } from 'vitest';
import { typescriptDetector } from '../../../../../src/core/discover/languages/javascript/detector.ts';
import { editedLine } from '../../../../../src/core/pin/edit-line.ts';
import { COMMIT, loose } from '../../../../support/build.ts';
import { factsOf } from '../../facts.ts';
import { linked } from '../../linking.ts';

const USES = "import { AutoModel, env, pipeline } from '@huggingface/transformers';\nimport { downloadFile } from '@huggingface/hub';\n";

/** The code with each commit where its pin goes; null: there is none. */
function pinned(code: string): string | null {
  const pins = factsOf(typescriptDetector, `${USES}${code}`).flatMap((fact) =>
    fact.kind === 'load' && fact.pin !== null ? [fact.pin] : [],
  );
  const lines = `${USES}${code}`.split('\n');
  for (const pin of pins) lines[pin.line - 1] = editedLine(lines[pin.line - 1] ?? '', [{ path: 'a.ts', site: pin, commit: COMMIT }]);
  return pins.length === 0 ? null : lines.slice(2).join('\n').replaceAll(COMMIT, 'SHA');
}

describe('where a commit goes', () => {
  test.each<[string, string, string | null]>([
    ['no options', "pipeline('t', 'acme/a');", `pipeline('t', 'acme/a', { revision: "SHA" });`],
    ['empty options', "pipeline('t', 'acme/a', {});", `pipeline('t', 'acme/a', { revision: "SHA" });`],
    [
      'options',
      "AutoModel.from_pretrained('acme/a', { dtype: 'q8' });",
      `AutoModel.from_pretrained('acme/a', { revision: "SHA", dtype: 'q8' });`,
    ],
    ['a branch', "AutoModel.from_pretrained('acme/a', { revision: 'main' });", `AutoModel.from_pretrained('acme/a', { revision: "SHA" });`],
    ['several lines', "pipeline(\n  't',\n  'acme/a',\n);", `pipeline(\n  't',\n  'acme/a', { revision: "SHA" },\n);`],
    ['a constant', "const M = 'acme/a';\npipeline('t', M);", `const M = 'acme/a';\npipeline('t', M, { revision: "SHA" });`],
    ['options of the hub', "downloadFile({ repo: 'acme/a', path: 'x' });", `downloadFile({ revision: "SHA", repo: 'acme/a', path: 'x' });`],
    ['options that are handed through', "pipeline('t', 'acme/a', options);", null],
    ['options that are spread', "pipeline('t', 'acme/a', { ...options });", null],
    ['a computed revision', "pipeline('t', 'acme/a', { revision: rev() });", null],
    ['a choice', "pipeline('t', big ? 'acme/a' : 'acme/b');", null],
    ['a parameter', "function f(m = 'acme/a') { pipeline('t', m); }", null],
  ])('%s', (_, code, expected) => {
    expect(pinned(code)).toBe(expected);
  });
});

describe('whom a call asks (T9, T37)', () => {
  test.each<[string, string, ...string[]]>([
    ['another hub by its setting', "env.remoteHost = 'https://mirror.example';\npipeline('t', 'acme/a');", 'acme/a https://mirror.example'],
    [
      'the hub by its variable',
      "process.env.HF_ENDPOINT = 'https://mirror.example';\npipeline('t', 'acme/a');",
      'acme/a https://mirror.example',
    ],
    ['the operator’s own setting', "env.remoteHost = process.env.HUB;\npipeline('t', 'acme/a');", 'acme/a null'],
    [
      'another hub by the call',
      "downloadFile({ repo: 'acme/a', path: 'x', hubUrl: 'https://mirror.example' });",
      'acme/a https://mirror.example',
    ],
  ])('%s', async (_, code, ...found) => {
    const { sightings } = await linked({ 'src/a.ts': `${USES}${code}` });
    expect(sightings.map(loose).map(({ ref, endpoint }) => `${ref.namespace}/${ref.name} ${endpoint}`)).toEqual(found);
  });

  test.each<[string, string, string]>([
    ['the SDK’s own server', "import OpenAI from 'openai';\nnew OpenAI().responses.create({ model: 'acme-1' });", 'openai/acme-1'],
    [
      'a local server',
      "import OpenAI from 'openai';\nconst c = new OpenAI({ baseURL: 'http://localhost:11434/v1' });\nc.chat.completions.create({ model: 'acme-1' });",
      'localhost:11434/acme-1',
    ],
    [
      'another provider',
      "import OpenAI from 'openai';\nconst c = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' });\nc.chat.completions.create({ model: 'acme-1' });",
      'groq/acme-1',
    ],
    [
      'the operator’s own server',
      "import OpenAI from 'openai';\nconst c = new OpenAI({ baseURL: process.env.URL });\nc.chat.completions.create({ model: 'acme-1' });",
      'openai/acme-1',
    ],
    [
      'a client of Azure',
      "import { AzureOpenAI } from 'openai';\nnew AzureOpenAI({}).chat.completions.create({ model: 'acme-1' });",
      'azure/acme-1',
    ],
    [
      'settings in settings',
      "import { ChatOpenAI } from '@langchain/openai';\nnew ChatOpenAI({ model: 'acme-1', configuration: { baseURL: 'http://llm:8000' } });",
      'llm:8000/acme-1',
    ],
    [
      'a client that a class keeps',
      "import Anthropic from '@anthropic-ai/sdk';\nclass A { #c = new Anthropic(); ask() { return this.#c.messages.create({ model: 'acme-1' }); } }",
      'anthropic/acme-1',
    ],
    [
      'a client that somebody gives',
      "import type OpenAI from 'openai';\nclass A { constructor(private c: OpenAI) {} ask() { return this.c.chat.completions.create({ model: 'acme-1' }); } }",
      'openai/acme-1',
    ],
    [
      'an address of a package',
      "import OpenAI from 'https://esm.sh/openai@4';\nnew OpenAI().embeddings.create({ model: 'acme-1' });",
      'openai/acme-1',
    ],
    [
      'a package that is loaded later',
      "const { default: OpenAI } = await import('openai');\nnew OpenAI().embeddings.create({ model: 'acme-1' });",
      'openai/acme-1',
    ],
  ])('%s', async (_, code, found) => {
    const { sightings, unknowns } = await linked({ 'src/a.ts': code });
    expect([sightings.map(loose).map(({ ref }) => `${ref.namespace}/${ref.name}`), unknowns.length]).toEqual([[found], 0]);
  });
});
