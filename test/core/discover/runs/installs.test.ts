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
    ['micromamba create -n llm -c conda-forge python=3.12 transformers=4.40', ['conda:python@3.12', 'conda:transformers@4.40']],
    ['mamba install conda-forge::vllm', ['conda:vllm']],
    ['conda install numpy pandas', ['conda:numpy', 'conda:pandas']],
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
    ['pip install "torchvision==${V}" requests==$R', ['pypi:torchvision', 'pypi:requests']],
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
  expect(sightings.flatMap((one) => (one.type === 'package' ? [identityOf(one.ref)] : []))).toEqual(['pkg:github/ggml-org/llama.cpp']);
});

/** Every package that a file says to install, with its group where that is not the product's own. */
async function all(path: string, text: string): Promise<string[]> {
  const { sightings, problems, files } = await linked({ [path]: text });
  const packages = sightings.flatMap((one) => {
    if (one.type !== 'package') return [];
    const { name, ecosystem, source, location, group } = one.package;
    const from = location === null || source === 'git' ? '' : ` from ${location}`;
    const label = name === '' ? (location ?? '') : `${ecosystem}:${displayName(one.ref)}`;
    return [
      `${label}${one.requested === null || label.includes('@') ? '' : one.exact ? `@${one.requested}` : ` ${one.requested}`}${from}${group === 'development' ? ' (dev)' : ''} :${one.place.line}`,
    ];
  });
  const facts = files.get(path)?.facts ?? [];
  const settings = facts.flatMap((one) =>
    one.kind === 'steering' && one.what === 'registry' ? [`registry ${one.value} :${one.line}`] : [],
  );
  return [...packages, ...settings, ...problems.map(({ message, line, quiet }) => `${quiet === true ? '' : 'LOUD '}${message} :${line}`)];
}

describe('every package of an image, a script and a pipeline', () => {
  it.each<[string, string[]]>([
    ['pip install requests', ['pypi:requests :2']],
    [
      'pip install requests==2.32.3 "flask>=3,<4" \'rich[all]~=13.0\'',
      ['pypi:requests@2.32.3 :2', 'pypi:flask >=3,<4 :2', 'pypi:rich ~=13.0 :2'],
    ],
    ['pip3 install --no-cache-dir -U pip setuptools wheel', ['pypi:pip :2', 'pypi:setuptools :2', 'pypi:wheel :2']],
    ['python3 -m pip install -q numpy', ['pypi:numpy :2']],
    ['sudo -H pip3.11 install numpy', ['pypi:numpy :2']],
    ['pip install -r requirements.txt -c constraints.txt numpy', ['pypi:numpy :2']],
    ['pip install . .[dev] -e . -e ./lib dist/a-1.0-py3-none-any.whl *.whl', []],
    ['pip install git+https://git.example/o/demo.git@v1', ['https://git.example/o/demo.git v1 :2']],
    ['pip install -e git+https://git.example/o/demo.git#egg=demo', ['pypi:demo :2']],
    ['pip install "demo @ https://files.example/demo-1.0.tar.gz"', ['pypi:demo@1.0 from https://files.example/demo-1.0.tar.gz :2']],
    ['pip install --target /opt/x --platform manylinux2014_x86_64 numpy', ['pypi:numpy :2']],
    ['pip install $PACKAGES "$ONE" ${TWO} $(cat list) numpy', ['pypi:numpy :2']],
    ['pip install numpy==$VERSION', ['pypi:numpy :2']],
    ['pip install datasets[audio] httpx[http2]>=0.27', ['pypi:datasets :2', 'pypi:httpx :2']],
    ['pip install "demo @ git+https://git.example/o/demo.git@${REF}"', ['pypi:demo :2']],
    ['pip install git+https://git.example/o/demo.git@$REF', ['https://git.example/o/demo.git :2']],
    ['conda run -n env pip install httpx', ['pypi:httpx :2']],
    ['poetry run pip install httpx', ['pypi:httpx :2']],
    ['pip install conda', ['pypi:conda :2']],
    ['pip install numpy>=1.0 > /dev/null 2>&1', ['pypi:numpy :2']],
    ['uv pip install --system numpy', ['pypi:numpy :2']],
    ['uv add httpx --optional extra', ['pypi:httpx :2']],
    ['uv tool install ruff@0.6.0', ['pypi:ruff@0.6.0 :2']],
    ['uv python install 3.12', []],
    ['uv sync --extra cpu', []],
    ['poetry add httpx@^0.27 --group docs', ['pypi:httpx ^0.27 :2']],
    ['poetry install --with docs', []],
    ['pipx install poetry==1.8.3', ['pypi:poetry@1.8.3 :2']],
    ['pipx inject poetry poetry-plugin-export', ['pypi:poetry :2', 'pypi:poetry-plugin-export :2']],
    ['npm install -g typescript@5.4.2 @scope/tool', ['npm:typescript@5.4.2 :2', 'npm:@scope/tool :2']],
    ['npm i --save-dev "vite@^5" --omit dev', ['npm:vite ^5 (dev) :2']],
    ['npm i own@npm:left-pad@1.3.0', ['npm:left-pad@1.3.0 :2']],
    ['npm ci && npm install', []],
    ['npm install ./local ../other file:x', []],
    ['npm install git+https://git.example/o/x.git#v1', ['https://git.example/o/x.git v1 :2']],
    ['npm install https://files.example/x.tgz', ['https://files.example/x.tgz from https://files.example/x.tgz :2']],
    ['yarn add --dev jest', ['npm:jest (dev) :2']],
    ['yarn install --frozen-lockfile', []],
    ['pnpm --filter web add zod@3.23.8', ['npm:zod@3.23.8 :2']],
    ['conda install -y -c conda-forge -n env numpy=1.26.4 pandas', ['conda:numpy@1.26.4 :2', 'conda:pandas :2']],
    ['conda env create -f environment.yml --name x', []],
    ['echo pip install numpy', []],
    ['# pip install numpy', []],
  ])('%s', async (command, expected) => {
    expect(await all('setup.sh', `#!/bin/sh\n${command}\n`)).toEqual(expected);
  });

  it('reads a Dockerfile, with continued lines, comments in them, lists and here-documents', async () => {
    const text = [
      'FROM python:3.12',
      'RUN pip install \\',
      '    requests==2.32.3 \\',
      '    # what we serve with',
      '    flask',
      'RUN ["pip", "install", "httpx==0.27.0"]',
      'RUN <<EOF',
      'apt-get update',
      'pip install rich',
      'EOF',
      'RUN --mount=type=cache,target=/root/.npm npm install -g pnpm@9.1.0',
      'RUN bash -c "pip install attrs"',
      '# RUN pip install nothing',
    ];
    expect(await all('Dockerfile', text.join('\n'))).toEqual([
      'pypi:requests@2.32.3 :3',
      'pypi:flask :5',
      'pypi:httpx@0.27.0 :6',
      'pypi:rich :9',
      'npm:pnpm@9.1.0 :11',
      'pypi:attrs :12',
    ]);
  });

  it('reads a workflow, in which they are for the pipeline, but for what is of AI', async () => {
    const text = [
      'jobs:',
      '  test:',
      '    steps:',
      '      - run: pip install pytest==8.3.2 torch',
      '      - run: |',
      '          python -m pip install -U pip',
      '          pip install numpy==${{ matrix.numpy }} ${{ matrix.extra }} pandas',
      '      - name: pip install nothing',
    ];
    expect(await all('.github/workflows/ci.yml', text.join('\n'))).toEqual([
      'pypi:pytest@8.3.2 (dev) :4',
      'pypi:torch :4',
      'pypi:pip (dev) :6',
      'pypi:numpy (dev) :7',
      'pypi:pandas (dev) :7',
    ]);
  });

  it('reads what a service of a compose file starts with', async () => {
    const text = 'services:\n  web:\n    image: python:3.12\n    command: sh -c "pip install flask && flask run"\n';
    expect(await all('compose.yml', text)).toEqual(['pypi:flask :4']);
    const list = 'services:\n  web:\n    image: python:3.12\n    command:\n      - pip\n      - install\n      - flask\n';
    expect(await all('compose.yml', list)).toEqual(['pypi:flask :7']);
  });

  it.each([
    ['app.py', 'import subprocess\nsubprocess.run(["pip", "install", "requests"])\nraise SystemExit("pip install flask")\n'],
    ['package.json', '{"scripts": {"setup": "pip install requests"}}'],
    ['README.md', '```sh\npip install requests\n```\n'],
    ['values.yaml', 'message: "pip install requests"\n'],
  ])('says nothing of what code and texts mention: %s', async (path, text) => {
    expect(await all(path, text)).toEqual([]);
  });
});

describe('where packages come from', () => {
  const INDEX = 'registry https://index.example';
  it.each<[string, string[]]>([
    [
      'pip install --index-url https://user:secret@index.example/simple numpy',
      ['pypi:numpy from https://index.example/simple :2', `${INDEX} :2`],
    ],
    ['pip install -r requirements.txt --extra-index-url=https://index.example/simple', [`${INDEX} :2`]],
    ['pip install -c https://index.example/constraints.txt numpy', ['pypi:numpy :2']],
    ['pip config set global.index-url https://index.example/simple', [`${INDEX} :2`]],
    ['poetry source add own https://index.example/simple', [`${INDEX} :2`]],
    ['npm config set registry https://index.example/', [`${INDEX} :2`]],
    ['npm config set registry=https://index.example/', [`${INDEX} :2`]],
    ['npm install --registry https://index.example zod', ['npm:zod from https://index.example/ :2', `${INDEX} :2`]],
    ['conda install -c https://index.example/channel numpy', ['conda:numpy :2', `${INDEX} :2`]],
    ['export PIP_INDEX_URL=https://index.example/simple', [`${INDEX} :2`]],
    ['PIP_EXTRA_INDEX_URL=https://index.example/simple pip install numpy', ['pypi:numpy :2', `${INDEX} :2`]],
    ['PIP_INDEX_URL=$INDEX pip install numpy', ['pypi:numpy :2']],
    ['npm config set fund false', []],
    ['pip install -r docs/requirements-dev.txt -r requirements/base.in', []],
    ['pip install -r deps/all.list', ['it installs what deps/all.list lists, which is not read :2']],
    [
      'uv pip install "--requirement=https://user:pw@files.example/all.list?key=secret"',
      ['it installs what https://files.example/all.list lists, which is not read :2'],
    ],
    ['uv pip install -r pyproject.toml -r $LIST -r -', []],
  ])('%s', async (command, expected) => {
    expect(await all('setup.sh', `#!/bin/sh\n${command}\n`)).toEqual(expected);
  });

  it.each<[string, string, number]>([
    ['Dockerfile', 'FROM x\nENV PIP_INDEX_URL=https://index.example/simple\n', 2],
    ['Dockerfile', 'FROM x\nARG NPM_CONFIG_REGISTRY=https://index.example/\n', 2],
    ['.github/workflows/ci.yml', 'env:\n  UV_INDEX_URL: https://index.example/simple\njobs: {}\n', 2],
    ['compose.yml', 'services:\n  a:\n    environment:\n      - UV_INDEX=own=https://index.example/simple\n', 4],
  ])('a variable of %s: %s', async (path, text, line) => {
    expect((await all(path, text)).map((one) => one.replace(/:\d+$/, ''))).toEqual([`${INDEX} `]);
    expect((await all(path, text))[0]).toMatch(new RegExp(`:${line}$`));
  });
});
