import { describe, expect, it } from 'vitest';
import { yamlDetector } from '../../../../src/core/discover/configs/yaml/index.ts';
import { factsOf } from '../facts.ts';
import { told } from '../linking.ts';

const job = (step: string): string => `jobs:\n  a:\n    steps:\n      - ${step.replaceAll('\n', '\n        ')}\n`;
const service = (text: string): string => `services:\n  a:\n    ${text.replaceAll('\n', '\n    ')}\n`;

describe('loads', () => {
  it.each<[string, string, string[]]>([
    ['a step', job('run: hf download org/a'), ['hf:org/a literal a.yml:4']],
    ['a block', job('run: |\n  set -e\n  hf download org/a --revision v1'), ['hf:org/a@v1 literal a.yml:6']],
    ['a folded block', job('run: >-\n  hf download\n  org/a\n  --revision v1'), ['hf:org/a@v1 literal a.yml:6']],
    ['a text over two lines', job('run: hf download org/a\n  --revision v1'), ['hf:org/a@v1 literal a.yml:4']],
    ['quotes and escapes', job('run: "hf download org/a\\u0020"'), ['hf:org/a literal a.yml:4']],
    ['what a host of containers starts', 'services:\n  - type: web\n    startCommand: hf download org/a', ['hf:org/a literal a.yml:3']],
    ["a developer's container", 'postCreateCommand: hf download org/a', ['hf:org/a literal a.yml:1']],
    [
      'a list of scripts',
      'job:\n  script:\n    - pip install x\n    - hf download org/a',
      ['pypi:x literal a.yml:3', 'hf:org/a literal a.yml:4'],
    ],
    ['a list of words', service('command: [hf, download, org/a, "--revision", v1]'), ['hf:org/a@v1 literal a.yml:3']],
    ['a list of lines', service('command:\n  - vllm\n  - serve\n  - org/a'), ['hf:org/a literal a.yml:6']],
    ['a shell in a list', service('command: [sh, -c, "hf download org/a"]'), ['hf:org/a literal a.yml:3']],
    ['arguments of an image', service('image: vllm/vllm-openai:v1\ncommand: --model org/a --port 1'), ['hf:org/a literal a.yml:4']],
    [
      'an entrypoint and a text',
      service('entrypoint: [vllm, serve]\ncommand: org/a --tokenizer org/t'),
      ['hf:org/a literal a.yml:4', 'hf:org/t literal a.yml:4'],
    ],
    ['an entrypoint and a folded text', service('entrypoint: vllm serve\ncommand: >\n  --port 1\n  org/a'), ['hf:org/a literal a.yml:6']],
    [
      'a variable of the file that nobody sets',
      service('command: [vllm, serve, $M]\nenvironment: {M: "${M}"}'),
      ['generic:environment variable M unresolved a.yml:3'],
    ],
    [
      'a variable of the file with a default',
      service('command: [vllm, serve, $M]\nenvironment: {M: "${X:-org/a}"}'),
      ['hf:org/a environment a.yml:3'],
    ],
    [
      'MODEL_ID of an image that reads it',
      service('image: x/text-embeddings-inference:1\nargs: [--port, "1"]\nenvironment: {MODEL_ID: org/a, REVISION: v1}'),
      ['hf:org/a@v1 literal a.yml:5'],
    ],
    [
      'an image that takes its own model',
      service('image: x/text-embeddings-inference:1\nargs: [--port, "1"]'),
      ['generic:the default model of text-embeddings-router unresolved a.yml:4'],
    ],
    ['an image by a template', service('image: "${I:-vllm/vllm-openai}:${T}"\ncommand: --model org/a'), ['hf:org/a literal a.yml:4']],
    ['an image that nobody names', service('image: $I\ncommand: --model org/a'), ['hf:org/a literal a.yml:4']],
    [
      'an action of several lines in a template',
      'args:\n  {{- if or\n    (eq .x "a")\n    (eq .x "b")\n  }}\n  - vllm\n  - serve\n  - org/a\n  {{- end }}\n',
      ['hf:org/a literal a.yml:8'],
    ],
    ['arguments before the command', service('args: [org/a]\ncommand: [vllm, serve]'), ['hf:org/a literal a.yml:3']],
    [
      'an image at a port',
      service('image: reg:5000/x/text-generation-inference@sha256:0\nargs: [--model-id, org/a]'),
      ['hf:org/a literal a.yml:4'],
    ],
    ['arguments of another image', service('image: vllm/other\nargs: [--model, org/a]'), ['hf:org/a literal a.yml:4']],
    ['a word for another image', service('image: vllm/other\nargs: [--model, small]'), []],
    ['env', `env:\n  M: org/a\n${job('run: hf download $M')}`, ['hf:org/a environment a.yml:6']],
    ['a nearer env', `env:\n  M: org/b\n${job('run: hf download $M\nenv: {M: org/a}')}`, ['hf:org/a environment a.yml:6']],
    ['environment as a list', service('command: [hf, download, $M]\nenvironment: [M=org/a]'), ['hf:org/a environment a.yml:3']],
    ['env of Kubernetes', service('args: [hf, download, $(M)]\nenv:\n  - name: M\n    value: org/a'), ['hf:org/a environment a.yml:3']],
    ['a matrix', job('run: hf download ${{ matrix.m }}'), ['generic:${{ matrix.m }} unresolved a.yml:4']],
    ['model and revision', 'model: org/a\nrevision: main\n', ['hf:org/a@main literal a.yml:1']],
    ['a revision that looks like a number', 'model: org/a\nrevision: 1e40\n', ['hf:org/a@1e40 literal a.yml:1']],
    ['a revision that is left open', 'base_model: org/a\nrevision_of_model: ~\n', ['hf:org/a literal a.yml:1']],
    ['a dataset', 'repo_id: org/a\nrepo_type: dataset\nrevision: v1\n', ['hf:org/a@v1 literal a.yml:1']],
    ['model_name_or_path', 'train:\n  model_name_or_path: org/a\n', ['hf:org/a literal a.yml:2']],
    ['storageUri', 'spec:\n  storageUri: hf://org/a:main\n', ['hf:org/a@main literal a.yml:2']],
    ['a dataset by its address', 'data: hf://datasets/org/a@v1/x.parquet\n', ['hf:org/a@v1 literal a.yml:1']],
    ['an address', '- url: https://huggingface.co/org/a/resolve/refs%2Fpr%2F1/x.bin\n', ['hf:org/a@refs/pr/1 literal a.yml:1']],
    [
      'several documents',
      'a: 1\n---\nmodel_name_or_path: org/a\n---\n- hf://org/b\n',
      ['hf:org/a literal a.yml:3', 'hf:org/b literal a.yml:5'],
    ],
    ['anchors', 'x: &c\n  run: hf download org/a\ny: *c\nz:\n  <<: *c\n', ['hf:org/a literal a.yml:2']],
    [
      'a template',
      '{{- if .Values.on }}\nargs: [vllm, serve, "org/a", {{ .Values.more | quote }}]\n{{- end }}\nb: {{ .x }}\n{{ include "y" . }}\n',
      ['hf:org/a literal a.yml:2'],
    ],
    [
      'a name in a template',
      'args: [vllm, serve, {{ .Values.model | quote }}]\n',
      [expect.stringMatching(/^generic:.* unresolved a\.yml:1$/)],
    ],
    ['a model without a revision', 'base_model: org/a\nadapter: lora\n', ['hf:org/a literal a.yml:1']],
    ['a model alone', 'model: org/a\n', ['hf:org/a literal a.yml:1']],
    ['a model that is served', 'a:\n  b:\n    model: org/a\n    max-model-len: 1\n', ['hf:org/a literal a.yml:3']],
    ['a model among others', 'a:\n  b:\n    model: org/a\n    color: red\n', []],
    [
      'keys in other spellings',
      'a: {modelId: org/a, hf-repo: org/b, MODEL_NAME: org/c}\n',
      ['hf:org/a literal a.yml:1', 'hf:org/b literal a.yml:1', 'hf:org/c literal a.yml:1'],
    ],
    ['a mapping that is a model', 'model:\n  name: org/a\n  dtype: x\n', ['hf:org/a literal a.yml:2']],
    ['a list of models', 'base_models:\n  - org/a\n  - org/b\n', ['hf:org/a literal a.yml:2', 'hf:org/b literal a.yml:3']],
    [
      'mergekit',
      'merge_method: ties\nmodels:\n  - model: org/a\n    parameters: {weight: 1}\n  - model: org/b\n    weight: 1\n',
      ['hf:org/a literal a.yml:3', 'hf:org/b literal a.yml:5'],
    ],
    [
      'the tokenizer of another model',
      'base_model: org/a\nrevision: v1\ntokenizer: org/t\ntokenizer_revision: v2\n',
      ['hf:org/a@v1 literal a.yml:1', 'hf:org/t@v2 literal a.yml:3'],
    ],
    ['the tokenizer of the model itself', 'base_model: org/a\nrevision: v1\ntokenizer: org/a\n', ['hf:org/a@v1 literal a.yml:1']],
    [
      'another model beside one with a revision',
      'model_id: org/a\nbase_model: org/b\nrevision: v1\n',
      ['hf:org/a@v1 literal a.yml:1', 'hf:org/b@v1 literal a.yml:2'],
    ],
    ['a revision in the arguments', 'model_name: org/a\nmodel_kwargs:\n  revision: v1\n', ['hf:org/a@v1 literal a.yml:1']],
    [
      'a revision written twice',
      'model: org/a\nrevision: v1\nrevision: v2\n',
      ['hf:org/a@v1 literal a.yml:1', 'hf:org/a@v2 literal a.yml:1'],
    ],
    ['a model written twice', 'base_model: org/a\nbase_model: org/b\n', ['hf:org/a literal a.yml:1', 'hf:org/b literal a.yml:2']],
    ['an alias as a name', 'x: &m org/a\nbase_model: *m\n', ['hf:org/a literal a.yml:1']],
    [
      'a merge key',
      'x: &b {base_model: org/a, revision: v1}\ny:\n  <<: *b\n  revision: v2\n',
      ['hf:org/a@v1 literal a.yml:1', 'hf:org/a@v2 literal a.yml:3'],
    ],
    [
      'a list of merges',
      'x: &b {image: vllm/vllm-openai}\nz: &c {command: [--model, org/a]}\ny:\n  <<: [*b, *c]\n',
      ['hf:org/a literal a.yml:2'],
    ],
    ['an alias as a command', 'x: &s [hf download org/a]\njob:\n  script: *s\n', ['hf:org/a literal a.yml:1']],
    ['aliases in a script', 'x: &s hf download org/a\njob:\n  script:\n    - *s\n    - ls\n', ['hf:org/a literal a.yml:1']],
    ['a list in a script', 'job:\n  script:\n    - [hf download org/a, ls]\n', ['hf:org/a literal a.yml:3']],
    ['a tag of YAML', 'base_model: !!str org/a\n', ['hf:org/a literal a.yml:1']],
    ['a tag of its own', 'base_model: !env org/a\n', ['hf:org/a parameter a.yml:1']],
    ['a variable with a default', 'model_id: ${oc.env:M,org/a}\n', ['hf:org/a environment a.yml:1']],
    ['a variable', 'model_name_or_path: ${m}\n', ['generic:${m} unresolved a.yml:1']],
    ['a flow mapping in JSON style', '{"base_model":"org/a","x":1}', ['hf:org/a literal a.yml:1']],
    ['an escape', '"base_mod\\u0065l": org/a\n', ['hf:org/a literal a.yml:1']],
    ['a key and a value on their own lines', '? base_model\n: org/a\n', ['hf:org/a literal a.yml:2']],
    ['a folded name', 'base_model: >-\n  org/a\n', [expect.stringMatching(/^hf:org\/a literal/)]],
    ['a variable of a ConfigMap', 'data:\n  MODEL_ID: org/a\n', ['hf:org/a literal a.yml:2']],
    ['a variable in a list', service('env:\n  - name: MODEL_ID\n    value: org/a'), ['hf:org/a literal a.yml:5']],
    ['a variable as a text in a list', service('environment:\n  - MODEL_ID=org/a\n  - REVISION=v1'), ['hf:org/a@v1 literal a.yml:4']],
    ['LocalAI', 'files:\n  - uri: huggingface://org/a/x.gguf\n    sha256: 0\n', ['hf:org/a literal a.yml:2']],
    ['a file', 'model: org/a.gguf\nadapter: b\n', []],
    ['a folder', 'model_path: outputs/a\n', []],
    ['an image', 'image: org/a\nrepository: org/b\nuses: org/c@v1\nname: org/d\nproject: org/e\n', []],
    ['a hosted model by its neighbors', 'llm: {model: org/a, temperature: 0}\n', []],
    [
      'a hosted model by its name',
      'model: anthropic/claude-x\nmodel_name: google/gemini-2\nchat_model: openai/gpt-5\n',
      ['service:anthropic/claude-x literal a.yml:1', 'service:google/gemini-2 literal a.yml:2', 'service:openai/gpt-5 literal a.yml:3'],
    ],
    ['a model of services', 'model: openai/gpt-4o\ntemperature: 1\n', ['service:openai/gpt-4o literal a.yml:1']],
    ['a name that is no hub id', 'model: ./out/x\nrevision: main\n', []],
    ['prose', 'description: Run hf download org/a first\nname: hf download org/b\n', []],
    ['comments', 'a: b # hf download org/a\n', []],
    ['a page of the hub', 'link: https://huggingface.co/org/a\n', []],
    ['a space', 'uri: hf://spaces/org/a\n', []],
  ])('%s', async (_name, text, expected) => {
    expect(await told({ 'a.yml': text })).toEqual(expected);
  });

  it.each(['true', 'True', 'TRUE', 'yes', 'on', 'y', '1', '"true"'])('the code of a model is trusted: %s', (word) => {
    const text = `model_name_or_path: org/a\ntrust_remote_code: ${word}\n`;
    expect(factsOf(yamlDetector, text)).toMatchObject([{ kind: 'load', remoteCode: true }]);
    expect(factsOf(yamlDetector, text.replace(word, 'False'))).toMatchObject([{ kind: 'load', remoteCode: false }]);
  });

  it('a configuration of the tree that a command names is where its model stands', async () => {
    const command = 'command: [vllm, serve, --config, ./conf/serve.yaml]\n';
    const lost = ['generic:--config ./conf/serve.yaml unresolved run.yml:1'];
    expect(await told({ 'run.yml': command, 'conf/serve.yaml': 'model: org/a\nport: 1\n' })).toEqual([
      'hf:org/a literal conf/serve.yaml:1',
    ]);
    expect(await told({ 'run.yml': command })).toEqual(lost);
    expect(await told({ 'run.yml': command, 'serve.yaml': 'model: org/a\nport: 1\n' })).toEqual(
      ['hf:org/a literal serve.yaml:1', ...lost].toSorted((a, b) => (a.includes('run') ? -1 : 1) - (b.includes('run') ? -1 : 1)),
    );
  });

  it('a server that the file names (T9)', () => {
    const text = service('command: [hf, download, org/a]\nenvironment:\n  HF_ENDPOINT: https://mirror.example');
    expect(factsOf(yamlDetector, text)).toContainEqual(expect.objectContaining({ kind: 'endpoint', variable: 'HF_ENDPOINT' }));
  });
});

describe('what is no YAML, or too much, is a problem only where a model is named', () => {
  it.each<[string, string, string]>([
    ['broken quotes', 'a: "b', 'syntax'],
    ['deep nesting', '['.repeat(100), 'limit'],
    ['many documents', '---\n'.repeat(2_000), 'limit'],
    ['many directives', '%A b\n'.repeat(2_000), 'limit'],
    ['scalars without anything between them', 'a:\n' + '%\n'.repeat(2_000), 'limit'],
    ['control characters', '"\u0001"', 'limit'],
    ['a large file', `a: ${'b'.repeat(1_100_000)}`, 'too-large'],
  ])('%s', (_name, text, code) => {
    expect(factsOf(yamlDetector, `${text}\n# plain\n`)).toEqual([]);
    expect(factsOf(yamlDetector, `${text}\n# hf download org/a\n`)).toMatchObject([{ kind: 'problem', code }]);
  });

  it.each(['x: negative infinity', 'x: llama-index', 'x: huggingface_hub==1', 'model: a', 'repository: org/a', 'model: {{ .x }}/y'])(
    '%s names none',
    (text) => {
      expect(factsOf(yamlDetector, `${text}\na: "b\n`)).toEqual([]);
    },
  );

  it('a long file is no broken one: keys stand on their own lines', () => {
    const lines = Array.from({ length: 300 }, (_, index) => `k${index}: v\nb${index}: |\n  text\n`).join('');
    expect(factsOf(yamlDetector, `${lines}uri: hf://org/a\n`)).toMatchObject([{ kind: 'load' }]);
  });

  it.each<[string, string]>([
    [
      'a billion laughs',
      `a: &a [hf://org/a]\n${Array.from({ length: 30 }, (_, index) => `k${index}: &k${index} [${`*${index === 0 ? 'a' : `k${index - 1}`}, `.repeat(9)}x]\n`).join('')}run: *k29\n`,
    ],
    [
      'merges of merges',
      `a: &m0 {base_model: org/a}\n${Array.from({ length: 2_000 }, (_, index) => `k${index}: &m${index + 1} {<<: *m${index}, n${index}: 1}\n`).join('')}`,
    ],
    [
      'one long list under many keys',
      `base_model: org/a\nl: &l [${'{name: x, value: y}, '.repeat(4_000)}z]\n${Array.from({ length: 4_000 }, (_, index) => `model${index}: *l\n`).join('')}`,
    ],
    [
      'one long map in many lists',
      `base_model: org/a\nm: &m {${Array.from({ length: 4_000 }, (_, index) => `k${index}: v`).join(', ')}}\nmodels: [${'*m, '.repeat(4_000)}x]\n`,
    ],
    ['an alias in itself', `a: &a {run: [*a, *a], b: *a, base_model: org/a, <<: *a}\nargs: *a\n`],
  ])('%s cost no more than is read, and that is said', (_name, text) => {
    const facts = factsOf(yamlDetector, text);
    expect(facts.length).toBeLessThan(20);
    expect(facts.some((fact) => fact.kind === 'load' || (fact.kind === 'problem' && fact.code === 'limit'))).toBe(true);
  });

  it('the same list again and again stays one', () => {
    const text = `a: &a [hf://org/a]\n${Array.from({ length: 30 }, (_, index) => `k${index}: &k${index} [*a, *a, *a, *a]\n`).join('')}`;
    expect(factsOf(yamlDetector, text)).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['a hosted model', 'a: [\nllm:\n  model: gpt-4o\n'],
    ['a name of the hub', 'a: [\nmodel: org/big\n'],
    ['an installed framework', 'a: [\nrun: hf download x\n'],
  ])('a file that is no YAML and names %s is a problem', (_name, text) => {
    expect(factsOf(yamlDetector, text)).toMatchObject([{ kind: 'problem', code: 'syntax' }]);
  });

  it.each([
    ['with its mark', '\uFEFF'],
    ['without it', ''],
  ])('a file in UTF-16 that names a model is said as not read, %s', (_name, mark) => {
    const wide = Buffer.from(`${mark}base_model: org/big\n`, 'utf16le');
    for (const bytes of [wide, Buffer.from(wide).swap16()])
      expect(factsOf(yamlDetector, bytes)).toMatchObject([{ kind: 'problem', code: 'not-utf8' }]);
    expect(factsOf(yamlDetector, Buffer.from('\uFEFFa: b\n', 'utf16le'))).toEqual([]);
  });

  it('the Dockerfile in a compose file is one', async () => {
    const lines = ['FROM vllm/vllm-openai:v1', 'ENV M=org/a', 'RUN hf download $M', 'CMD ["--model", "org/b"]'];
    const text = `services:\n  a:\n    build:\n      dockerfile_inline: |\n${lines.map((line) => `        ${line}\n`).join('')}`;
    expect(await told({ 'compose.yaml': text })).toEqual(['hf:org/a literal compose.yaml:7', 'hf:org/b literal compose.yaml:8']);
  });

  it.each(['pnpm-lock.yaml', 'a/conda-lock.yml', 'linux.conda-lock.yml', 'a.yaml.txt'])('%s is none of its files', (path) => {
    expect(yamlDetector.wants(path, null)).toBe(false);
  });
});
