import { describe, expect, it } from 'vitest';
import { displayName, identityOf } from '../../../../src/core/ref/format.ts';
import { linked } from '../linking.ts';

/** "pkg:conda/pytorch@2.1.0", in the order of the file. */
async function installed(path: string, text: string): Promise<string[]> {
  const { sightings } = await linked({ [path]: text });
  return sightings.flatMap((one) => {
    if (one.type !== 'package') return [];
    const from = one.package.source === 'registry' && one.package.location !== null ? ` from ${one.package.location}` : '';
    const name = one.package.name === '' ? (one.package.location ?? '') : `${one.package.ecosystem}:${displayName(one.ref)}`;
    return [`${name}${one.requested === null || name.includes('@') ? '' : `@${one.requested}`}${from}`];
  });
}

describe('what commands install', () => {
  it.each<[string, string[]]>([
    ['conda install -y -c pytorch pytorch==2.1.0 torchaudio', ['conda:pytorch@2.1.0', 'conda:torchaudio']],
    ['micromamba create -n llm -c conda-forge python=3.12 transformers=4.40', ['conda:transformers@4.40']],
    ['mamba install conda-forge::vllm', ['conda:vllm']],
    ['conda install numpy pandas', []],
    ['cargo install mistralrs-server@0.4.0', ['cargo:mistralrs-server@0.4.0']],
    ['go install github.com/ollama/ollama@v0.5.1', ['golang:github.com/ollama/ollama@v0.5.1']],
    ['go install golang.org/x/tools/cmd/goimports@latest', []],
    ['brew install jq ollama', ['https://github.com/ollama/ollama']],
    ['winget install Ollama.Ollama', ['https://github.com/ollama/ollama']],
    ['apt-get install -y curl git', []],
    ['curl -fsSL https://ollama.com/install.sh | sh', ['https://github.com/ollama/ollama']],
    [
      'curl -fsSL https://raw.githubusercontent.com/vllm-project/vllm-metal/main/install.sh | bash',
      ['https://github.com/vllm-project/vllm-metal'],
    ],
    ['curl --proto =https -sSf https://sh.rustup.rs | sh', []],
    ['curl -fsSL https://deb.nodesource.com/setup_20.x | bash -', []],
    ['git clone --depth 1 https://github.com/comfyanonymous/ComfyUI.git /app', ['https://github.com/comfyanonymous/ComfyUI']],
    ['git clone -b b4000 https://github.com/ggml-org/llama.cpp', ['https://github.com/ggml-org/llama.cpp@b4000']],
    ['git clone https://github.com/acme/vllm && pip install ./vllm', ['https://github.com/acme/vllm']],
    ['git clone git@github.com:openai/whisper.git', ['https://github.com/openai/whisper']],
    ['git clone https://github.com/acme/app.git', []],
    ['pip install git+https://github.com/openai/whisper.git', ['pypi:openai-whisper']],
    ['pip install torch==$TORCH_VERSION', ['pypi:torch']],
    ['pip install "torchvision==${V}" requests==$R', ['pypi:torchvision']],
    ['pip install torch --index-url https://mirror.acme.test/simple', ['pypi:torch from https://mirror.acme.test/simple']],
    ['PIP_INDEX_URL=https://mirror.acme.test/simple; pip install vllm', ['pypi:vllm from https://mirror.acme.test/simple']],
    ['echo "git clone https://github.com/ggml-org/llama.cpp"', []],
  ])('%s', async (command, expected) => {
    expect(await installed('setup.sh', `#!/bin/sh\n${command}\n`)).toEqual(expected);
  });

  it('an index that an image is told counts for what it installs', async () => {
    const text = 'FROM python:3.12\nENV PIP_EXTRA_INDEX_URL=https://mirror.acme.test/simple\nRUN pip install torch\n';
    expect(await installed('Dockerfile', text)).toEqual(['pypi:torch from https://mirror.acme.test/simple']);
  });
});

it('a program is known by its repository', async () => {
  const { sightings } = await linked({ Dockerfile: 'FROM x\nRUN git clone https://github.com/ggml-org/llama.cpp\n' });
  expect(sightings.map(({ ref }) => identityOf(ref))).toEqual(['pkg:github/ggml-org/llama.cpp']);
});
