import { describe, expect, it } from 'vitest';
import { dockerfileDetector, isDockerfile } from '../../../../src/core/discover/configs/dockerfile/index.ts';
import { readInstructions } from '../../../../src/core/discover/configs/dockerfile/instructions.ts';
import { factsOf } from '../facts.ts';
import { told } from '../linking.ts';

it.each([
  ['Dockerfile', true],
  ['a/b/Dockerfile.gpu', true],
  ['gpu.Dockerfile', true],
  ['Containerfile', true],
  ['dockerfile', true],
  ['a/svc.dockerfile', true],
  ['Containerfile.gpu', true],
  ['Dockerfile-gpu', true],
  ['Dockerfile_py3.11', true],
  ['deploy/Containerfile-cuda12.4', true],
  ['dockerfile-notes.md', false],
  ['Dockerfile/x', false],
  ['docs/Dockerfiles', false],
  ['dockerfile_lint.py', false],
])('%s is one: %s', (path, expected) => {
  expect([isDockerfile(path), dockerfileDetector.wants(path, null)]).toEqual([expected, expected]);
});

describe('instructions', () => {
  const told = (text: string) =>
    readInstructions(text).map(({ keyword, args, documents }) => [keyword, args.text.trim(), ...documents.map((one) => one.text.text)]);
  it.each<[string, string[][]]>([
    [
      'FROM a\nrun b',
      [
        ['FROM', 'a'],
        ['RUN', 'b'],
      ],
    ],
    [
      'RUN a \\\n  b \\\n# c\n\n  d\nRUN e',
      [
        ['RUN', 'a   b   d'],
        ['RUN', 'e'],
      ],
    ],
    ['# escape=`\nRUN a `\n b\\', [['RUN', 'a  b\\']]],
    [
      '\n# escape=`\nRUN a `\nRUN b',
      [
        ['RUN', 'a `'],
        ['RUN', 'b'],
      ],
    ],
    ['RUN --mount=type=cache,target=/x --network=none a --b', [['RUN', 'a --b']]],
    ['ONBUILD RUN a', [['RUN', 'a']]],
    [
      'RUN a\\\r\n b\r\nENV x=1\r\n',
      [
        ['RUN', 'a b'],
        ['ENV', 'x=1'],
      ],
    ],
    [
      'RUN <<EOF\na\nEOF\nRUN b',
      [
        ['RUN', '<<EOF', 'a\n'],
        ['RUN', 'b'],
      ],
    ],
    [
      'RUN bash -e <<-"E"\n\ta\n\tE\nRUN b',
      [
        ['RUN', 'bash -e <<-"E"', '\ta\n'],
        ['RUN', 'b'],
      ],
    ],
    [
      'RUN python <<E\na\nE\nCOPY <<X /y\nRUN z\nX\n',
      [
        ['RUN', 'python <<E', 'a\n'],
        ['COPY', '<<X /y', 'RUN z\n'],
      ],
    ],
    ['RUN <<A\nopen', [['RUN', '<<A', 'open']]],
    [
      'RUN echo $((1<<A))\nRUN b\nA',
      [
        ['RUN', 'echo $((1<<A))'],
        ['RUN', 'b'],
        ['A', ''],
      ],
    ],
    [
      'RUN echo "x <<A"\nRUN b',
      [
        ['RUN', 'echo "x <<A"'],
        ['RUN', 'b'],
      ],
    ],
    ['COPY <<"a b" <<c-1 /x\n1\na b\n2\nc-1\n', [['COPY', '<<"a b" <<c-1 /x', '1\n', '2\n']]],
    ['RUN a \\', [['RUN', 'a']]],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe('loads', () => {
  const F = 'FROM x\n';
  it.each<[string, string, string[]]>([
    ['shell form', `${F}RUN hf download org/a`, ['hf:org/a literal Dockerfile:2']],
    ['a revision', `${F}RUN hf download org/a --revision v1`, ['hf:org/a@v1 literal Dockerfile:2']],
    ['a dataset', `${F}RUN hf download --repo-type dataset org/a`, ['hf:org/a literal Dockerfile:2']],
    ['options before the name', `${F}RUN hf download --quiet --cache-dir /c org/a f.bin`, ['hf:org/a literal Dockerfile:2']],
    [
      'behind other programs',
      `${F}RUN pip install x && HF_HOME=/x uv run hf download org/a`,
      ['pypi:x literal Dockerfile:2', 'hf:org/a literal Dockerfile:2'],
    ],
    ['by its path', `${F}RUN /opt/venv/bin/huggingface-cli download org/a`, ['hf:org/a literal Dockerfile:2']],
    ['JSON', `${F}CMD ["vllm", "serve", "org/a", "--revision=v1"]`, ['hf:org/a@v1 literal Dockerfile:2']],
    ['vLLM as a module', `${F}ENTRYPOINT python3 -m vllm.entrypoints.openai.api_server --model=org/a`, ['hf:org/a literal Dockerfile:2']],
    ['text-generation-inference', `${F}CMD text-generation-launcher --model-id org/a`, ['hf:org/a literal Dockerfile:2']],
    ['arguments of an image', 'FROM vllm/vllm-openai:v1\nCMD ["--model", "org/a"]', ['hf:org/a literal Dockerfile:2']],
    [
      'ENTRYPOINT and CMD',
      `${F}ENTRYPOINT ["vllm", "serve"]\nCMD ["org/a", "--tokenizer", "org/t"]`,
      ['hf:org/a literal Dockerfile:3', 'hf:org/t literal Dockerfile:3'],
    ],
    ['CMD before ENTRYPOINT', `${F}CMD ["org/a"]\nENTRYPOINT ["vllm", "serve"]`, ['hf:org/a literal Dockerfile:2']],
    [
      'the ENTRYPOINT of the stage below',
      'FROM x AS b\nENTRYPOINT ["vllm", "serve"]\nCMD ["org/b"]\nFROM b\nCMD ["org/a"]',
      ['hf:org/b literal Dockerfile:3', 'hf:org/a literal Dockerfile:5'],
    ],
    [
      'an ENTRYPOINT that is given its model when it starts',
      `${F}ENTRYPOINT ["vllm", "serve"]`,
      ['generic:the default model of vllm serve unresolved Dockerfile:2'],
    ],
    ['an ENTRYPOINT of a shell ignores CMD', `${F}ENTRYPOINT vllm serve org/a\nCMD ["org/b"]`, ['hf:org/a literal Dockerfile:2']],
    ['an image by an ARG', 'ARG B=vllm/vllm-openai\nFROM $B:v1\nCMD ["--model", "org/a"]', ['hf:org/a literal Dockerfile:3']],
    ['an image that nobody names', 'ARG B\nFROM ${B}\nCMD ["--model", "org/a"]', ['hf:org/a literal Dockerfile:3']],
    ['an image that nobody names, without a model', 'ARG B\nFROM ${B}\nCMD ["--port", "1"]', []],
    [
      'MODEL_ID of an image that reads it',
      'FROM ghcr.io/huggingface/text-generation-inference:3\nENV MODEL_ID=org/a REVISION=v1\nCMD ["--port", "1"]',
      ['hf:org/a@v1 environment Dockerfile:2'],
    ],
    ['MODEL_ID of another image', 'FROM x\nENV MODEL_ID=org/a', ['hf:org/a literal Dockerfile:2']],
    ['a variable on its own line', 'FROM x\nENV A=b \\\n  RERANK_MODEL=org/a', ['hf:org/a literal Dockerfile:3']],
    ['a hosted model in an argument of the build', 'FROM x\nARG OPENAI_MODEL=gpt-4o', ['service:openai/gpt-4o environment Dockerfile:2']],
    ['an option of a program that nobody knows', 'FROM x\nCMD ["serve", "--model-id", "org/a"]', ['hf:org/a literal Dockerfile:2']],
    ['a variable that is no model', 'FROM x\nENV DATA_MODEL=org/a IMAGE=org/b PATH_MODEL=data/a', []],
    [
      'a configuration that is copied',
      'FROM x\nCOPY conf/serve.yaml /app/\nCMD ["vllm", "serve", "--config", "/app/serve.yaml"]',
      ['generic:--config /app/serve.yaml unresolved Dockerfile:3'],
    ],
    ['comments between continued lines', `${F}RUN hf \\\n# why\n\n  download \\\n  org/a`, ['hf:org/a literal Dockerfile:6']],
    ['a word over two lines', `${F}RUN vl\\\nlm serve org/a`, ['hf:org/a literal Dockerfile:3']],
    ['quotes in a word', `${F}RUN v"ll"m serve org/a`, ['hf:org/a literal Dockerfile:2']],
    ['a shell of its own', `${F}SHELL ["bash", "-c"]\nRUN hf download org/a`, ['hf:org/a literal Dockerfile:3']],
    ['ONBUILD', `${F}ONBUILD RUN hf download org/a`, ['hf:org/a literal Dockerfile:2']],
    ['JSON with escapes', `${F}CMD ["vllm", "serve", "org\\u002fa"]`, ['hf:org/a literal Dockerfile:2']],
    ['Windows line ends', 'FROM x\r\nRUN hf \\\r\n download org/a\r\n', ['hf:org/a literal Dockerfile:3']],
    ['arguments of another image', 'FROM x\nCMD ["--model", "org/a"] # vllm', []],
    ['ENV is fixed while it is built', `${F}ENV M=org/a\nRUN hf download $M`, ['hf:org/a literal Dockerfile:3']],
    ['ENV in its old form', `${F}ENV M org/a\nRUN hf download \${M}`, ['hf:org/a literal Dockerfile:3']],
    ['ENV when it starts', `${F}ENV M=org/a\nCMD vllm serve $M`, ['hf:org/a environment Dockerfile:3']],
    ['ARG', `${F}ARG M=org/a\nRUN hf download $M`, ['hf:org/a environment Dockerfile:3']],
    ['a global ARG', `ARG M=org/a\n${F}ARG M\nRUN hf download $M`, ['hf:org/a environment Dockerfile:4']],
    ['ENV of an ARG', `${F}ARG A=org/a\nENV M=$A\nRUN hf download $M`, ['hf:org/a environment Dockerfile:4']],
    ['ENV of the stage below', 'FROM x AS b\nENV M=org/a\nFROM b\nRUN hf download $M', ['hf:org/a literal Dockerfile:4']],
    [
      'ENV of another stage',
      'FROM x AS b\nENV M=org/a\nFROM y\nRUN hf download $M',
      ['generic:environment variable M unresolved Dockerfile:4'],
    ],
    ['an address', `${F}ADD https://huggingface.co/org/a/resolve/main/x.bin /x`, ['hf:org/a@main literal Dockerfile:2']],
    ['a clone by ADD', `${F}ADD https://huggingface.co/org/a.git /m`, ['hf:org/a literal Dockerfile:2']],
    [
      'a clone of a branch by ADD',
      `${F}ADD --keep-git-dir=true https://huggingface.co/org/a.git#v1:sub /m`,
      ['hf:org/a@v1 literal Dockerfile:2'],
    ],
    ['a clone of something else by ADD', `${F}ADD https://github.com/org/a.git /m`, []],
    ['a clone', `${F}RUN git clone https://huggingface.co/datasets/org/a`, ['hf:org/a literal Dockerfile:2']],
    ['a loop', `${F}RUN for m in org/a org/b; do hf download $m; done`, ['hf:org/a literal Dockerfile:2', 'hf:org/b literal Dockerfile:2']],
    ['words that are printed', `${F}RUN echo hf download org/a && printf 'hf download org/b'`, []],
    ['comments', `${F}# RUN hf download org/a\nRUN true # hf download org/b`, []],
    ['a space', `${F}RUN hf download org/a --repo-type space`, []],
    ['a folder', `${F}RUN vllm serve /models/a && vllm serve ./b`, []],
    ['help', `${F}RUN hf download --help`, []],
  ])('%s', async (_name, text, expected) => {
    expect(await told({ Dockerfile: text })).toEqual(expected);
  });

  it('a configuration that is copied is read where it stands in the tree', async () => {
    const text = 'FROM x\nCOPY conf/serve.yaml /app/\nCMD ["vllm", "serve", "--config", "/app/serve.yaml"]';
    expect(await told({ Dockerfile: text, 'conf/serve.yaml': 'model: org/a\nport: 1\n' })).toEqual(['hf:org/a literal conf/serve.yaml:1']);
    // What the container gets from elsewhere is not the file of that name.
    expect(await told({ Dockerfile: text.replace('/app/\n', '/other/\n'), 'conf/serve.yaml': 'model: org/a\nport: 1\n' })).toContain(
      'generic:--config /app/serve.yaml unresolved Dockerfile:3',
    );
  });

  it('a server that the file names is one for its loads (T9)', () => {
    const facts = factsOf(dockerfileDetector, 'FROM x\nENV HF_ENDPOINT=https://mirror.example\nRUN hf download org/a\n');
    expect(facts.filter(({ kind }) => kind !== 'run')).toMatchObject([
      { kind: 'endpoint', variable: 'HF_ENDPOINT', value: { kind: 'literal', text: 'https://mirror.example' }, line: 2 },
      { kind: 'load' },
    ]);
  });

  it('a variable that doubles itself line by line is no name', () => {
    const text = `FROM x\nENV A=org/a\n${'ENV A=$A$A\n'.repeat(100)}RUN hf download $A\nRUN hf download org/b\n`;
    expect(factsOf(dockerfileDetector, text).filter(({ kind }) => kind === 'load')).toMatchObject([
      { target: { kind: 'unmodeled' } },
      { target: { kind: 'literal', text: 'org/b' } },
    ]);
  });

  it('bytes that are no UTF-8 are a problem only where a model is named', () => {
    const bytes = (text: string) => Uint8Array.from([...Buffer.from(text), 0xff]);
    expect(factsOf(dockerfileDetector, bytes('FROM x\n'))).toEqual([]);
    expect(factsOf(dockerfileDetector, bytes('RUN hf download org/a\n'))).toMatchObject([{ kind: 'problem', code: 'not-utf8' }]);
  });

  it.each([
    ['instructions', `RUN hf download org/a\n${'ENV A=1\n'.repeat(20_000)}`],
    ['facts', `RUN ${'hf download org/a;'.repeat(20_000)}`],
  ])('too many %s are said', (_name, text) => {
    const facts = factsOf(dockerfileDetector, text);
    expect(facts.at(-1)).toMatchObject({ kind: 'problem', code: 'limit' });
    expect(facts.length).toBeLessThan(6_000);
  });
});
