import { describe, expect, it } from 'vitest';
import { isAiImage, mayNameAiImage } from '../../../../src/core/discover/runs/ai-images.ts';
import { imagesDetector } from '../../../../src/core/discover/runs/images.ts';
import { readImageName } from '../../../../src/core/discover/runs/image-name.ts';
import { displayName, identityOf } from '../../../../src/core/ref/format.ts';
import { factsOf } from '../facts.ts';
import { linked } from '../linking.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const LONG_DIGEST = `sha512:${'0'.repeat(128)}`;

/** "image vllm/vllm-openai@v1 :3", by place; libraries, too, and not the bases without AI. */
async function told(path: string, text: string): Promise<string[]> {
  const { sightings } = await linked({ [path]: text });
  return sightings
    .filter((one) => (one.type === 'run' && one.base !== true) || one.type === 'package')
    .toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map((one) => {
      const open = one.type === 'run' && one.how === 'environment' ? ' open' : '';
      const from = one.type === 'package' && one.package.location !== null ? ` ${one.package.location}` : '';
      return `${one.kind} ${displayName(one.ref)}${one.requested === null ? '' : `@${one.requested}`}${open}${from} :${one.place.line}`;
    });
}

describe('names of images', () => {
  it.each<[string, string, string | null]>([
    ['vllm/vllm-openai', 'vllm/vllm-openai', null],
    ['vllm/vllm-openai:v0.9.1', 'vllm/vllm-openai', 'v0.9.1'],
    ['docker.io/vllm/vllm-openai:v0.9.1', 'vllm/vllm-openai', 'v0.9.1'],
    ['index.docker.io/library/python:3.12', 'python', '3.12'],
    ['docker://ghcr.io/a/b', 'ghcr.io/a/b', null],
    ['localhost:5000/a/b:1', 'localhost:5000/a/b', '1'],
    [`a/b:1@${DIGEST}`, 'a/b', DIGEST],
    [`a/b@${LONG_DIGEST}`, 'a/b', LONG_DIGEST],
    [`a/b:1@blake3:${'0'.repeat(64)}`, 'a/b', `blake3:${'0'.repeat(64)}`],
  ])('%s', (text, name, version) => {
    const image = readImageName(text);
    expect([image === null ? null : displayName(image.ref), image?.version]).toEqual([name, version]);
  });

  it.each([
    './a',
    '/a',
    'a b',
    'a//b',
    'a/../b',
    '${IMAGE}',
    '{{ image }}',
    'https://a.example.com/b',
    'a/b@sha256:00',
    'a/b@v1',
    `a/b@${'sha-'.repeat(60)}`,
  ])('%s is none', (text) => {
    expect(readImageName(text)).toBeNull();
  });

  it('the identity of one of Docker Hub says so', () => {
    const ref = readImageName('vllm/vllm-openai:v1')?.ref;
    expect(ref === undefined ? null : identityOf(ref)).toBe('pkg:oci/vllm-openai?repository_url=docker.io%2Fvllm%2Fvllm-openai');
  });
});

describe('images of AI', () => {
  it.each(
    [
      'vllm/vllm-openai ollama/ollama pytorch/pytorch tensorflow/serving lmsysorg/sglang ghcr.io/ggml-org/llama.cpp localai/localai',
      'ghcr.io/huggingface/text-generation-inference ghcr.io/huggingface/text-embeddings-inference nvcr.io/nvidia/tritonserver nvcr.io/nim/meta/llama-3.1-8b-instruct nvcr.io/nvidia/pytorch',
      'registry.example.com/mirror/vllm-openai 763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-inference us-docker.pkg.dev/vertex-ai/prediction/pytorch-gpu.2-1 huggingface/transformers-pytorch-gpu',
      'acme/whisper-server acme/ollama-intel ghcr.io/acme/llama-cpp-cuda',
      'mcr.microsoft.com/azureml/curated/acpt-pytorch-2.2-cuda12.1 rocm/pytorch openvino/model_server kserve/huggingfaceserver rayproject/ray-ml',
    ].flatMap((line) => line.split(' ')),
  )('%s is one', (name) => {
    const ref = readImageName(name)?.ref;
    expect(ref !== undefined && isAiImage(ref)).toBe(true);
    expect(mayNameAiImage(name)).toBe(true);
  });

  it.each([
    'python',
    'nvidia/cuda',
    'postgres',
    'qdrant/qdrant',
    'acme/ray',
    'ollama',
    'vllm',
    'grafana/loki',
    'acme/tensorflow-docs',
    'acme/ollama-webui',
    'acme/vllm-exporter',
  ])('%s is none', (name) => {
    const ref = readImageName(name)?.ref;
    expect(ref !== undefined && isAiImage(ref)).toBe(false);
  });
});

describe('settings', () => {
  it.each<[string, string, string, string[]]>([
    ['compose', 'compose.yaml', 'services:\n  a:\n    image: ollama/ollama\n', ['image ollama/ollama :3']],
    ['a default', 'compose.yaml', 'services:\n  a:\n    image: ${IMAGE:-vllm/vllm-openai:v1}\n', ['image vllm/vllm-openai@v1 open :3']],
    [
      'a tag that nobody knows',
      'compose.yaml',
      'services:\n  a:\n    image: vllm/vllm-openai:${TAG}\n',
      ['image vllm/vllm-openai open :3'],
    ],
    [
      'a digest',
      'k8s/a.yaml',
      `kind: Pod\nspec:\n  containers:\n    - image: "ghcr.io/huggingface/text-generation-inference:3.0@${DIGEST}"\n`,
      [`image ghcr.io/huggingface/text-generation-inference@${DIGEST} :4`],
    ],
    [
      'a job in a container',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    container: pytorch/pytorch:2.6.0\n    services:\n      o:\n        image: ollama/ollama:0.6.0\n',
      ['image pytorch/pytorch@2.6.0 :3', 'image ollama/ollama@0.6.0 :6'],
    ],
    [
      'a step',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - uses: docker://ollama/ollama:0.6.0\n',
      ['image ollama/ollama@0.6.0 :4'],
    ],
    ['Helm', 'chart/values.yaml', 'image:\n  repository: vllm/vllm-openai\n  tag: v0.9.1\n', ['image vllm/vllm-openai@v0.9.1 :2']],
    [
      'Helm with a registry',
      'chart/values.yaml',
      'image:\n  registry: ghcr.io\n  repository: huggingface/text-generation-inference\n  tag: "3.0"\n',
      ['image ghcr.io/huggingface/text-generation-inference@3.0 :3'],
    ],
    [
      'a template of Helm',
      'chart/templates/a.yaml',
      'spec:\n  {{- if .Values.x }}\n  image: vllm/vllm-openai:{{ .Values.tag }}\n  {{- end }}\n',
      ['image vllm/vllm-openai open :3'],
    ],
    ['Kustomize', 'kustomization.yaml', 'images:\n  - name: ollama/ollama\n    newTag: 0.6.0\n', ['image ollama/ollama@0.6.0 :2']],
    [
      "a developer's container",
      '.devcontainer/devcontainer.json',
      '// a\n{"image": "nvcr.io/nvidia/pytorch:24.01-py3"}',
      ['image nvcr.io/nvidia/pytorch@24.01-py3 :2'],
    ],
    [
      'build arguments',
      'compose.yaml',
      'services:\n  a:\n    build:\n      args:\n        BASE_IMAGE: pytorch/pytorch:2.6.0\n',
      ['image pytorch/pytorch@2.6.0 :5'],
    ],
    [
      'an image with a tag in a list',
      'images.yaml',
      'mirror:\n  - ollama/ollama:0.6.0\n  - postgres:16\n',
      ['image ollama/ollama@0.6.0 :2'],
    ],
    ['an MCP server', 'compose.yaml', 'services:\n  a:\n    image: mcp/time:1.0\n', ['mcp-server mcp/time@1.0 :3']],
    [
      'a gateway',
      'compose.yaml',
      'services:\n  a:\n    image: docker/mcp-gateway\n    command:\n      - --transport=sse\n      - --servers=fetch,time\n',
      ['mcp-server fetch :6', 'mcp-server time :6'],
    ],
    [
      'a bridge',
      'compose.yaml',
      'services:\n  a:\n    image: supercorp/supergateway\n    command: --stdio "npx -y @a/mcp-server@1.0.0 /x" --port 8000\n',
      ['mcp-server @a/mcp-server@1.0.0 :4'],
    ],
    [
      'a quadlet',
      'a.container',
      '[Container]\nImage=ghcr.io/ggml-org/llama.cpp:server\nExec=-hf a\n',
      ['image ghcr.io/ggml-org/llama.cpp@server :2'],
    ],
    ['a file of variables', '.env.example', 'export VLLM_IMAGE=vllm/vllm-openai:v1\nA=b\n', ['image vllm/vllm-openai@v1 :1']],
    ['other images', 'compose.yaml', 'services:\n  a:\n    image: postgres:16\n  b:\n    image: vllm\n', []],
    ['a model that is called like an image', 'config.yaml', 'model: ollama/ollama\nname: huggingface/tgi\n', []],
  ])('%s', async (_, path, text, expected) => {
    expect(await told(path, text)).toEqual(expected);
  });
});

describe('Dockerfiles and commands', () => {
  it.each<[string, string, string, string[]]>([
    ['a base by SHA-512', 'Dockerfile', `FROM vllm/vllm-openai@${LONG_DIGEST}\n`, [`image vllm/vllm-openai@${LONG_DIGEST} :1`]],
    ['a base', 'Dockerfile', 'FROM vllm/vllm-openai:v0.9.1\n', ['image vllm/vllm-openai@v0.9.1 :1']],
    [
      'a base for a platform, with a name',
      'Dockerfile',
      'FROM --platform=linux/amd64 ollama/ollama AS a\nFROM a\n',
      ['image ollama/ollama :1'],
    ],
    ['a base by an argument', 'Dockerfile', 'ARG BASE=pytorch/pytorch:2.6.0\nFROM ${BASE}\n', ['image pytorch/pytorch@2.6.0 open :2']],
    ['a tag by an argument', 'Dockerfile', 'ARG V=2.6.0\nFROM pytorch/pytorch:$V-cuda\n', ['image pytorch/pytorch@2.6.0-cuda open :2']],
    ['a tag that nobody knows', 'Dockerfile', 'ARG V\nFROM pytorch/pytorch:${V}\n', ['image pytorch/pytorch open :2']],
    [
      'an image that a file is copied from',
      'Dockerfile',
      'FROM x\nCOPY --from=ollama/ollama:1 /bin/ollama /bin/\n',
      ['image ollama/ollama@1 :2'],
    ],
    [
      'an image that a folder of models is copied from',
      'Dockerfile',
      'FROM x\nCOPY --link --from=ghcr.io/acme/big:1 /models /m\nRUN --mount=type=bind,from=acme/b,target=/m cp -r /m /checkpoints\n',
      ['image ghcr.io/acme/big@1 :2', 'image acme/b :3'],
    ],
    [
      'stages, and images that anything else is copied from',
      'Dockerfile',
      'FROM x AS build\nFROM y\nCOPY --from=build /models /m\nCOPY --from=0 /models /m\nCOPY --from=models /models /m\nCOPY --from=acme/tools:1 /bin/a /bin/\n',
      [],
    ],
    ['another base', 'Dockerfile', 'FROM python:3.12\n', []],
    [
      'frameworks',
      'Dockerfile',
      'FROM python\nRUN pip install --no-cache-dir \\\n    torch==2.6.0 requests \\\n    "transformers>=4"\n',
      ['library torch@2.6.0 :3', 'library requests :3', 'library transformers@>=4 :4'],
    ],
    [
      'a version in an argument',
      'Dockerfile',
      'FROM python\nARG V=2.6.0\nRUN python3 -m pip install torch==${V}\n',
      ['library torch@2.6.0 :3'],
    ],
    [
      'a framework from git',
      'Dockerfile',
      `FROM python\nRUN uv pip install git+https://github.com/vllm-project/vllm.git@${'a'.repeat(40)}\n`,
      [`library vllm@${'a'.repeat(40)} https://github.com/vllm-project/vllm.git@${'a'.repeat(40)} :2`],
    ],
    ['a file of requirements', 'Dockerfile', 'FROM python\nRUN pip install -r requirements.txt -e .\n', []],
    [
      'a script',
      'setup.sh',
      'set -e\npip3 install vllm==0.9.1\nuv add openai\nnpm install -g @openai/codex@0.1.0\n',
      ['library vllm@0.9.1 :2', 'library openai :3', 'library @openai/codex@0.1.0 :4'],
    ],
    [
      'a step',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - run: |\n          pip install torch==2.6.0\n',
      ['library torch@2.6.0 :5'],
    ],
    [
      'docker run',
      'run.sh',
      'docker run -d --gpus all --name ollama -v a:/b -p 1:1 ollama/ollama:0.6.0\n',
      ['image ollama/ollama@0.6.0 :1'],
    ],
    [
      'docker run with a tag that nobody knows',
      'run.sh',
      'docker run --rm vllm/vllm-openai:$TAG --model "$M"\n',
      ['image vllm/vllm-openai open :1'],
    ],
    ['docker pull', 'run.sh', 'sudo docker pull ghcr.io/ggml-org/llama.cpp:server\n', ['image ghcr.io/ggml-org/llama.cpp@server :1']],
    [
      'an MCP server in a command',
      'run.sh',
      'npx -y supergateway --stdio "npx -y @a/b@1.0.0 /x"\n',
      ['mcp-server supergateway :1', 'mcp-server @a/b@1.0.0 :1'],
    ],
    [
      'an MCP server by its name',
      'Dockerfile',
      'FROM node\nCMD ["npx", "-y", "@modelcontextprotocol/server-everything@1.0.0"]\n',
      ['mcp-server @modelcontextprotocol/server-everything@1.0.0 :2'],
    ],
    [
      'an assistant that gets one',
      'setup.sh',
      'claude mcp add time -- uvx mcp-server-time==0.6.2\nclaude mcp add --transport http a https://mcp.example.com/mcp\n',
      ['mcp-server mcp-server-time@0.6.2 :1', 'mcp-server mcp.example.com/mcp :2'],
    ],
    ['npx of something else', 'run.sh', 'npx prettier --check . # mcp\nnpx @modelcontextprotocol/inspector\n', []],
    ['what is printed', 'run.sh', 'echo "pip install torch"\n# docker run ollama/ollama\n', []],
  ])('%s', async (_, path, text, expected) => {
    expect(await told(path, text)).toEqual(expected);
  });
});

it.each([
  ['a long word', `image: ${'vllm/'.repeat(100_000)}`],
  ['many variables', `image: vllm/${'${A:-'.repeat(100_000)}`],
  ['many images', `images:\n${'  - ollama/ollama:1\n'.repeat(20_000)}`],
  ['deep lists', `image: vllm\na: ${'['.repeat(20_000)}`],
])('%s is read within its limits', (_, text) => {
  expect(factsOf(imagesDetector, text).length).toBeLessThanOrEqual(2_000);
});
