import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

/** What a command of a build loads, without the place. */
async function run(command: string, before = ''): Promise<string[]> {
  const found = await told({ Dockerfile: `FROM x\n${before}RUN ${command}\n` });
  return found.map((one) => one.replace(/ Dockerfile:\d+$/, ''));
}

describe('a load is everything that the command names (T36)', () => {
  it.each<[string, string[]]>([
    ['vllm serve org/a --model org/b', ['hf:org/a literal', 'hf:org/b literal']],
    [`vllm serve --model org/a --model=org/b --revision x --revision ${A}`, [`hf:org/a@${A} literal`, `hf:org/b@${A} literal`]],
    ['vllm serve --port 80 org/a', ['hf:org/a literal']],
    ['vllm serve --enforce-eager --no-enable-prefix-caching org/a', ['hf:org/a literal']],
    ['vllm serve org/a --served-model-name org/x org/y --port 1', ['hf:org/a literal']],
    [`vllm serve org/a --revision ${A} --tokenizer org/t`, [`hf:org/a@${A} literal`, 'hf:org/t literal']],
    [`vllm serve org/a --tokenizer org/t --tokenizer-revision ${B}`, ['hf:org/a literal', `hf:org/t@${B} literal`]],
    [`vllm serve org/a --revision ${A} --tokenizer org/a`, [`hf:org/a@${A} literal`]],
    [`vllm serve org/a --revision ${A} --tokenizer-revision main`, [`hf:org/a@${A} literal`, 'hf:org/a@main literal']],
    [`vllm serve org/a --revision ${A} --code-revision main`, [`hf:org/a@${A} literal`, 'hf:org/a@main literal']],
    [`vllm serve org/a --revision ${A} --code_revision=main`, [`hf:org/a@${A} literal`, 'hf:org/a@main literal']],
    [`vllm serve org/a --revision ${A} --code-rev main`, [`hf:org/a@${A} literal`, 'hf:org/a@main literal']],
    [`vllm serve org/a --revision ${A} --hf-config-path org/c`, [`hf:org/a@${A} literal`, `hf:org/c@${A} literal`]],
    ['vllm serve org/a --lora-modules x=org/l y=org/m z=/local --port 1', ['hf:org/a literal', 'hf:org/l literal', 'hf:org/m literal']],
    [
      `vllm serve org/a --lora-modules '{"name": "x", "path": "org/l", "base_model_name": "org/b"}'`,
      ['hf:org/a literal', 'hf:org/l literal', 'hf:org/b literal'],
    ],
    ['vllm serve org/a --speculative-model org/d', ['hf:org/a literal', 'hf:org/d literal']],
    [`vllm serve org/a --speculative-config '{"model": "org/d", "revision": "v1"}'`, ['hf:org/a literal', 'hf:org/d@v1 literal']],
    [`vllm serve org/a --speculative-config "{\\"model\\": \\"org/d\\", \\"num\\": 5}"`, ['hf:org/a literal', 'hf:org/d literal']],
    [`vllm serve org/a --speculative-config '{"method": "ngram"}'`, ['hf:org/a literal']],
    ['vllm serve org/a --speculative-config.model=org/d', ['hf:org/a literal', 'hf:org/d literal']],
    ['vllm serve /m --tokenizer org/t', ['hf:org/t literal']],
    ['python3 -u -m vllm.entrypoints.openai.api_server --tokenizer org/t --model org/a', ['hf:org/a literal', 'hf:org/t literal']],
    [
      'text-generation-launcher --model-id org/a --lora-adapters org/l@v1,x=org/m',
      ['hf:org/a literal', 'hf:org/l@v1 literal', 'hf:org/m literal'],
    ],
    ['python -m sglang.launch_server --model-path org/a --speculative-draft-model-path org/d', ['hf:org/a literal', 'hf:org/d literal']],
    [
      'python -m sglang.launch_server --model org/a --tokenizer-path org/t --lora-paths x=org/l org/m',
      ['hf:org/a literal', 'hf:org/t literal', 'hf:org/l literal', 'hf:org/m literal'],
    ],
    ['llama-server -hf org/a-GGUF:Q4_K_M -hfd org/d', ['hf:org/a-GGUF literal', 'hf:org/d literal']],
    ['llama-cli --hf-repo org/a --hf-file x.gguf', ['hf:org/a literal']],
    ['llama-server -m /m/x.gguf', []],
    ['ollama pull llama3.2:1b', ['ollama:llama3.2@1b literal']],
    ['ollama serve & sleep 5; ollama pull me/x', ['ollama:me/x literal']],
    ['ollama run hf.co/org/a:Q8_0 "hi there"', ['hf:org/a literal']],
    [`ollama pull me/x@sha256:${'a'.repeat(64)}`, [`ollama:me/x@sha256:${'a'.repeat(64)} literal`]],
    [`ollama pull me/x:1b@sha256:${'a'.repeat(64)}`, [`ollama:me/x@sha256:${'a'.repeat(64)} literal`]],
    ['python -m spacy download en_core_web_lg', ['catalog:spacy/en_core_web_lg literal']],
    ['python3 -m spacy download --no-cache-dir en_core_web_sm', ['catalog:spacy/en_core_web_sm literal']],
    ['spacy download de_core_news_md', ['catalog:spacy/de_core_news_md literal']],
    ['docker exec o ollama pull llama3', ['ollama:llama3 literal']],
    ['docker run --gpus all -p 1:1 vllm/vllm-openai:v1 --model org/a', ['hf:org/a literal']],
    ['huggingface-cli download org/a --revision=refs/pr/7', ['hf:org/a@refs/pr/7 literal']],
    ['python -m huggingface_hub.commands.huggingface_cli download org/a', ['hf:org/a literal']],
    ['trtllm-serve org/a --tokenizer org/t', ['hf:org/a literal', 'hf:org/t literal']],
    ['lm_eval --model hf --model_args pretrained=org/a,revision=v1,peft=org/p', ['hf:org/a@v1 literal', 'hf:org/p literal']],
    [
      `accelerate launch train.py --model_name_or_path org/a --model_revision ${A} --tokenizer_name org/t`,
      [`hf:org/a@${A} literal`, 'hf:org/t literal'],
    ],
    ['python train.py --pretrained_model_name_or_path=org/a --revision v1', ['hf:org/a@v1 literal']],
    ['python train.py --model_name_or_path ./out', []],
    ['sh -c "hf download \\"org/a\\""', ['hf:org/a literal']],
    [`bash -lc 'vllm serve org/a --tokenizer org/t'`, ['hf:org/a literal', 'hf:org/t literal']],
    ['eval "vllm serve org/a"', ['hf:org/a literal']],
    ['vllm serve --help', []],
  ])('%s', async (command, expected) => {
    expect((await run(command)).toSorted()).toEqual(expected.toSorted());
  });
});

describe('what is no literal is a load without a known name, never a made-up one (T35)', () => {
  it.each<[string, string[]]>([
    ['vllm serve "$@"', ['generic:"$@" unresolved']],
    ['python -m vllm.entrypoints.openai.api_server "$@"', ['generic:"$@" unresolved']],
    ['python -m vllm.entrypoints.openai.api_server $ARGS', ['generic:$ARGS unresolved']],
    ['vllm serve $(cat model.txt)', ['generic:$(cat model.txt) unresolved']],
    ['hf download "$(cat x)"', ['generic:"$(cat x)" unresolved']],
    ['hf download $M', ['generic:environment variable M unresolved']],
    ['hf download ${M:?none}', ['generic:environment variable M unresolved']],
    ['hf download ${M:-org/a}', ['hf:org/a environment']],
    ['hf download ${M:="org/a"}', ['hf:org/a environment']],
    ['hf download ${M:-${N:-org/a}}', ['hf:org/a environment']],
    ['hf download org/${M:-a}', ['hf:org/a environment']],
    ['hf download ${M%/*}', ['generic:${M%/*} unresolved']],
    ['hf download ${M:+org/a}', ['generic:${M:+org/a} unresolved']],
    ['text-generation-launcher --port 80', ['generic:the default model of text-generation-launcher unresolved']],
    ['vllm serve org/a --lora-modules "x=$L"', ['hf:org/a literal', 'generic:"x=$L" unresolved']],
    ['curl -L https://huggingface.co/$M/resolve/main/x.bin', ['generic:https://huggingface.co/$M/resolve/main/x.bin unresolved']],
    ['curl -L https://huggingface.co/org/a/resolve/${R:-main}/x.bin', ['hf:org/a@main environment']],
    ['curl -L https://hf-mirror.com/org/a/resolve/main/x.bin', ['hf:org/a@main literal']],
    ['curl -L https://forge.example/org/a/raw/main/x.bin', []],
    ['vllm serve --config cfg.yaml', ['generic:--config cfg.yaml unresolved']],
  ])('%s', async (command, expected) => {
    expect((await run(command)).toSorted()).toEqual(expected.toSorted());
  });

  it.each<[string, string, string[]]>([
    ['the words of a variable', 'ENV ARGS="--model org/a --tokenizer org/t"\n', ['hf:org/a literal', 'hf:org/t literal']],
    ['a variable that the build may get otherwise', 'ARG ARGS="--model org/a"\n', ['hf:org/a literal']],
  ])('%s are read', async (_name, before, expected) => {
    expect(await run('python -m vllm.entrypoints.openai.api_server $ARGS', before)).toEqual(expected);
  });
});

describe('arguments that are not all written here', () => {
  it.each([
    'vllm serve org/a --revision %s "$@"',
    'vllm serve org/a $ARGS --revision %s',
    'vllm serve org/a --revision %s --foo $EXTRA_ARGS',
  ])('%s: the revision is one that a caller may change (T9)', async (command) => {
    const { linked } = await import('../../linking.ts');
    const { sightings } = await linked({ Dockerfile: `FROM x\nRUN ${command.replace('%s', A)}\n` });
    expect(sightings.filter(({ type }) => type === 'load')).toMatchObject([{ requested: A, revisionHow: 'parameter' }]);
  });
});

describe('words that stand elsewhere', () => {
  it.each<[string, string[]]>([
    ['D=org/a\nM="${1:-$D}"\nvllm serve "$M"', ['hf:org/a environment']],
    ['M=org/a\nARGS=(serve "$M" --port 1)\nvllm "${ARGS[@]}"', ['hf:org/a literal']],
    [
      'ARGS=(--model org/a)\nARGS+=(--tokenizer org/t)\npython -m vllm.entrypoints.openai.api_server "${ARGS[@]}"',
      ['hf:org/a literal', 'hf:org/t literal'],
    ],
    ['docker run --gpus all --entrypoint vllm acme/own:1 serve org/a --port 1', ['hf:org/a literal']],
    ['docker run --entrypoint=/usr/bin/vllm -e A=b acme/own:1 serve org/a', ['hf:org/a literal']],
    ['C=\'{"model":"org/d"}\'\n[ -n "$X" ] || C=""\nvllm serve org/a --speculative-config "$C"', ['hf:org/a literal', 'hf:org/d literal']],
  ])('%s', async (script, expected) => {
    const all = (await told({ 'run.sh': `#!/bin/sh\n${script}\n` })).map((one) => one.replace(/ run\.sh:\d+$/, ''));
    expect([...new Set(all)].sort()).toEqual(expected);
  });

  it('a list that is filled by a command stays unknown', async () => {
    expect(await told({ 'run.sh': '#!/bin/sh\nARGS=(serve "$(cat name)")\nvllm "${ARGS[@]}"\n' })).toEqual([
      expect.stringMatching(/^generic:.* unresolved run\.sh:2$/),
    ]);
  });
});

it.each<[string, string[]]>([
  ['docker run -d -e MODEL_ID=org/a ghcr.io/huggingface/text-embeddings-inference:1.6', ['hf:org/a literal']],
  ['docker run --env=WHISPER_MODEL=small --env TOKEN=abcdef acme/own:1', ['catalog:openai-whisper/small literal']],
  ['docker run -e HOST=org/a acme/own:1', []],
  ["cat > /etc/systemd/system/a.service <<'UNIT'\n[Service]\nExecStart=/usr/bin/vllm serve org/a --port 1\nUNIT", ['hf:org/a literal']],
])('what a container and a unit are told: %s', async (script, expected) => {
  expect((await told({ 'run.sh': `#!/bin/sh\n${script}\n` })).map((one) => one.replace(/ run\.sh:\d+$/, ''))).toEqual(expected);
});

it.each<[string, string, string[]]>([
  ['Dockerfile', 'FROM x\nENV MODEL=org/a\nCMD ["python", "serve.py", "--model", "org/b"]\n', ['hf:org/a literal', 'hf:org/b literal']],
  ['Dockerfile', 'FROM x\nENV MODEL=openrouter/org/a\nENV MODEL_PATH=models/a\n', ['service:openrouter/org/a literal']],
  ['run.sh', '#!/bin/sh\ntorchrun train.py --model org/a\nsome-client --model org/b\n', ['hf:org/a literal']],
  ['main.tf', 'locals {\n  user_data = <<-EOT\n    #!/bin/bash\n    ollama pull a:1b\n  EOT\n}\n', ['ollama:a@1b literal']],
  ['main.tf', 'variable "a" {\n  description = <<-EOT\n    Then call ollama pull a:1b by hand.\n  EOT\n}\n', []],
])('a model that one process is told: %s %j', async (path, text, expected) => {
  expect((await told({ [path]: text })).map((one) => one.replace(/ \S+:\d+$/, ''))).toEqual(expected);
});

it.each<[string, string[]]>([
  ['kit unpack ghcr.io/acme/m:1 -d m', ['oci:ghcr.io/acme/m@1 literal']],
  ['modctl pull ghcr.io/acme/m:1', ['oci:ghcr.io/acme/m@1 literal']],
  ['ramalama pull ollama://a:1b', ['ollama:a@1b literal']],
  ['ramalama serve hf://org/a', ['hf:org/a literal']],
  ['ramalama run oci://ghcr.io/acme/m:1', ['oci:ghcr.io/acme/m@1 literal']],
  ['lms get org/a', ['hf:org/a literal']],
  ['kit --help', []],
])('programs that take models from other places: %s', async (script, expected) => {
  expect((await told({ 'run.sh': `#!/bin/sh\n${script}\n` })).map((one) => one.replace(/ run\.sh:\d+$/, ''))).toEqual(expected);
});
