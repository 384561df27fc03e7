import { describe, expect, it } from 'vitest';
import { displayName, formatRef } from '../../../../src/core/ref/format.ts';
import { parseRef } from '../../../../src/core/ref/parse.ts';
import { linked } from '../linking.ts';

async function services(code: string): Promise<string[]> {
  const { sightings } = await linked({ 'app.py': code });
  return sightings.map(({ ref }) => `${ref.type}:${displayName(ref)}`);
}
const O = 'import os, openai\nfrom openai import OpenAI, AsyncOpenAI, AzureOpenAI\n';
const ASK = 'client.chat.completions.create(model="m")\n';

describe('a hosted API at another server is a service of that server (T37)', () => {
  it.each<[string, string, string[]]>([
    ['the provider itself', `${O}client = OpenAI()\n${ASK}`, ['service:openai/m']],
    ['its own address', `${O}client = OpenAI(base_url="https://api.openai.com/v1")\n${ASK}`, ['service:openai/m']],
    [
      'its own address without TLS is another server',
      `${O}client = OpenAI(base_url="http://api.openai.com/v1")\n${ASK}`,
      ['service:api.openai.com/m'],
    ],
    [
      'a name that only begins like it',
      `${O}client = OpenAI(base_url="https://api.openai.com.evil.example")\n${ASK}`,
      ['service:api.openai.com.evil.example/m'],
    ],
    ['a local server', `${O}client = OpenAI(base_url="http://localhost:8000/v1")\n${ASK}`, ['service:localhost:8000/m']],
    ['another provider', `${O}client = OpenAI(base_url="https://api.groq.com/openai/v1")\n${ASK}`, ['service:groq/m']],
    ['an asynchronous client', `${O}client = AsyncOpenAI(base_url="http://localhost:8000/v1")\nawait ${ASK}`, ['service:localhost:8000/m']],
    [
      'one of two servers, whose own the model is',
      `${O}client = OpenAI(base_url="https://api.openai.com/v1" if a else "https://api.mistral.ai/v1")\nclient.chat.completions.create(model="gpt-4.1-mini")\n`,
      ['service:openai/gpt-4.1-mini'],
    ],
    ['a client in a with', `${O}with OpenAI(base_url="http://h:1") as client:\n  ${ASK}`, ['service:h:1/m']],
    [
      'a client of the object',
      `${O}class K:\n  def __init__(self):\n    url = "http://h:1"\n    self.client = OpenAI(base_url=url)\n  def f(self):\n    self.${ASK}`,
      ['service:h:1/m'],
    ],
    ['a constant', `${O}URL = "http://h:1"\nclient = OpenAI(base_url=URL)\n${ASK}`, ['service:h:1/m']],
    ['the call itself', `${O}OpenAI(base_url="http://h:1").chat.completions.create(model="m")\n`, ['service:h:1/m']],
    ['another name of the client', `${O}a = OpenAI(base_url="http://h:1")\nclient = a\n${ASK}`, ['service:h:1/m']],
    ['a changed client', `${O}client = OpenAI().with_options(base_url="http://h:1")\n${ASK}`, ['service:h:1/m']],
    ['a spread dictionary', `${O}client = OpenAI(**{"base_url": "http://h:1"})\n${ASK}`, ['service:h:1/m']],
    [
      'one of two',
      `${O}client = OpenAI(base_url="http://h:1" if x else "https://api.openai.com/v1")\n${ASK}`,
      ['service:h:1/m', 'service:openai/m'],
    ],
    ['a default of the environment', `${O}client = OpenAI(base_url=os.getenv("U", "http://h:1"))\n${ASK}`, ['service:h:1/m']],
    ['what the operator sets', `${O}client = OpenAI(base_url=os.environ["U"])\n${ASK}`, ['service:openai/m']],
    ['a computed address', `${O}client = OpenAI(base_url=pick())\n${ASK}`, ['service:openai/m', 'service:unknown-address/m']],
    ['arguments that are not read', `${O}client = OpenAI(**pick())\n${ASK}`, ['service:openai/m', 'service:unknown-address/m']],
    [
      'a computed model on another server',
      `${O}client = OpenAI(base_url="http://h:1")\nclient.chat.completions.create(model=pick())\n`,
      ['service:h:1/(computed)'],
    ],
    ['Azure', `${O}client = AzureOpenAI(azure_endpoint="https://acme.openai.azure.com")\n${ASK}`, ['service:acme.openai.azure.com/m']],
    ['Azure somewhere', `${O}client = AzureOpenAI(azure_endpoint=os.environ["X"])\n${ASK}`, ['service:azure/m']],
    [
      'langchain',
      'from langchain_openai import ChatOpenAI\nChatOpenAI(model="m", openai_api_base="http://h:1")\nChatOpenAI(model="m", base_url="http://h:2")\n',
      ['service:h:1/m', 'service:h:2/m'],
    ],
    [
      'litellm',
      'import litellm\nlitellm.completion(model="openai/m", api_base="http://h:1")\nlitellm.completion(model="groq/m")\n',
      ['service:h:1/openai/m', 'service:groq/m'],
    ],
    [
      'Anthropic',
      'from anthropic import Anthropic\nclient = Anthropic(base_url="http://h:1")\nclient.messages.create(model="m")\n',
      ['service:h:1/m'],
    ],
    [
      'the inference client',
      'from huggingface_hub import InferenceClient\nInferenceClient(base_url="http://h:1", model="org/m")\n',
      ['service:h:1/org/m'],
    ],
    ['no user-info in a name (T21)', `${O}client = OpenAI(base_url="http://ada:pw@h:1/v1?k=pw")\n${ASK}`, ['service:h:1/m']],
    ['no address', `${O}client = OpenAI(base_url="nowhere")\n${ASK}`, ['service:openai/m', 'service:unknown-address/m']],
  ])('%s', async (_name, code, expected) => {
    expect((await services(code)).sort()).toEqual([...expected].sort());
  });

  it('every name is in the grammar of references', async () => {
    const { sightings } = await linked({ 'app.py': `${O}client = OpenAI(base_url="http://localhost:8000")\n${ASK}` });
    for (const { ref } of sightings) expect(parseRef(formatRef(ref))).toEqual(ref);
  });
});

describe('an address that the tree sets for a process (T37)', () => {
  const CALL = `${O}client = OpenAI()\n${ASK}`;
  it.each<[string, Record<string, string>, string[]]>([
    ['in the code', { 'app.py': `import os\nos.environ["OPENAI_BASE_URL"] = "http://h:1"\n${CALL}` }, ['service:h:1/m']],
    ['by its older name', { 'app.py': `import os\nos.environ["OPENAI_API_BASE"] = "http://h:1"\n${CALL}` }, ['service:h:1/m']],
    ['as a setting of the module', { 'app.py': `${O}openai.base_url = "http://h:1"\n${ASK}` }, ['service:h:1/m']],
    [
      'as an older setting',
      { 'app.py': 'import openai\nopenai.api_base = "http://h:1"\nopenai.ChatCompletion.create(model="m")\n' },
      ['service:h:1/m'],
    ],
    [
      'in a module that is imported',
      { 'app.py': `import cfg\n${CALL}`, 'cfg.py': 'import os\nos.environ.setdefault("OPENAI_BASE_URL", "http://h:1")\n' },
      ['service:h:1/m'],
    ],
    [
      'in a Dockerfile that starts it',
      { 'app.py': CALL, Dockerfile: 'FROM python:3\nCOPY app.py /app.py\nENV OPENAI_BASE_URL=http://h:1\nCMD ["python", "app.py"]\n' },
      ['service:h:1/m'],
    ],
    [
      'its own address',
      { 'app.py': `import os\nos.environ["OPENAI_BASE_URL"] = "https://api.openai.com/v1"\n${CALL}` },
      ['service:openai/m'],
    ],
    [
      'that of another provider moves nothing',
      { 'app.py': `import os\nos.environ["ANTHROPIC_BASE_URL"] = "http://h:1"\n${CALL}` },
      ['service:openai/m'],
    ],
    [
      'what the client names itself counts',
      { 'app.py': `import os\nos.environ["OPENAI_BASE_URL"] = "http://h:1"\n${O}client = OpenAI(base_url="http://h:2")\n${ASK}` },
      ['service:h:2/m'],
    ],
  ])('%s', async (_name, tree, expected) => {
    const { sightings } = await linked(tree);
    expect(sightings.flatMap(({ ref, kind }) => (kind === 'service' ? [`${ref.type}:${displayName(ref)}`] : []))).toEqual(expected);
  });
});
