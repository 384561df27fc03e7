/** Recipes of make and just, and what scripts ask for beside what they load. */
import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

type Row = readonly [what: string, path: string, text: string, expected: readonly string[]];

async function expectTold([, path, text, expected]: Row): Promise<void> {
  expect((await told({ [path]: text })).map((one) => one.replace(` ${path}:`, ' :'))).toEqual(expected);
}

describe('recipes', () => {
  it.each<Row>([
    ['a command', 'Makefile', 'get:\n\t@hf download org/a\n', ['hf:org/a literal :2']],
    ['a variable of the file', 'Makefile', 'R = org/a\nget:\n\t-hf download $(R)\n', ['hf:org/a literal :3']],
    ['one that whoever calls it may set', 'a.mk', 'R ?= org/a # the model\nget:\n\thf download ${R}\n', ['hf:org/a environment :3']],
    ['one that is called after a model', 'Makefile', 'LLM_MODEL := gpt-4o\n', ['service:openai/gpt-4o literal :1']],
    [
      'a loop over a list',
      'Makefile',
      'NAMES := llama3.2:3b phi3:mini\npull:\n\t@for m in $(NAMES); do \\\n\t  ollama pull $$m; \\\n\tdone\n',
      ['ollama:llama3.2@3b literal :4', 'ollama:phi3@mini literal :4'],
    ],
    ['CRLF', 'Makefile', 'get:\r\n\thf download org/a\r\n', ['hf:org/a literal :2']],
    ['just', 'justfile', "repo := 'org/a'\nget:\n    hf download {{ repo }}\n", ['hf:org/a literal :3']],
    ['what is a comment', 'Makefile', '# hf download org/a\nget:\n\t# hf download org/a\n', []],
    ['what is printed', 'Makefile', 'help:\n\t@echo "run: hf download org/a"\n', []],
  ])('%s', async (...row) => expectTold(row));

  it.each<[string, string]>([
    ['bytes that are no text', '\0\u0001:='],
    ['variables that do not end', `${'A := $(B'.repeat(20_000)}\nx:\n\thf download $(A)\n`],
    [
      'variables that lead to each other',
      `a0 = org/a\n${Array.from({ length: 5_000 }, (_, n) => `a${n + 1} = $(a${n})$(a${n})`).join('\n')}\nx:\n\thf download $(a5000)\n`,
    ],
    ['lines that never end', `x:\n${'\thf download \\\n'.repeat(20_000)}`],
  ])('of a hostile file: %s', async (_, text) => {
    await expect(told({ Makefile: text })).resolves.toBeDefined();
  });
});

describe('what a script asks for', () => {
  it.each<Row>([
    [
      'in the body of a request',
      'run.sh',
      `curl http://localhost:8000/v1/chat/completions -d '{"model": "acme-1", "messages": []}'\n`,
      ['service:localhost:8000/acme-1 literal :1'],
    ],
    [
      'with escaped quotes',
      'run.sh',
      'curl https://api.groq.com/openai/v1/x -d "{\\"model\\": \\"acme-8b\\"}"\n',
      ['service:groq/acme-8b literal :1'],
    ],
    [
      'with a variable',
      'run.sh',
      `M=acme-8b\ncurl https://api.groq.com/v1/x -d "{\\"model\\":\\"$M\\"}"\n`,
      ['service:groq/acme-8b literal :2'],
    ],
    ['of Ollama', 'run.sh', `curl http://localhost:11434/api/pull -d '{"name": "phi3:mini"}'\n`, ['ollama:phi3@mini literal :1']],
    ['with another name', 'run.sh', `curl https://x.test/users -d '{"name": "phi3:mini"}'\n`, []],
    [
      'an assistant',
      'run.sh',
      'llm -m gpt-4o "hello"\nclaude -p x --model claude-haiku-4-5\n',
      ['service:openai/gpt-4o literal :1', 'service:anthropic/claude-haiku-4-5 literal :2'],
    ],
    ['an option of any program', 'run.sh', './eval --judge-model gpt-4o-mini --model small\n', ['service:openai/gpt-4o-mini literal :1']],
    ['a text for people', 'run.sh', 'echo "use --model gpt-4o"\n', []],
    [
      'a case',
      'run.sh',
      'case $1 in\n  fast) MODEL=gpt-4o-mini ;;\n  *) MODEL=o3 ;;\nesac\n',
      ['service:openai/gpt-4o-mini literal :2', 'service:openai/o3 literal :3'],
    ],
    [
      'a default, in a script without a suffix',
      'bin/serve',
      '#!/bin/sh\nexport CHAT_MODEL="${CHAT_MODEL:-gpt-4o}"\n',
      ['service:openai/gpt-4o environment :2'],
    ],
    [
      'a loop',
      'run.sh',
      'for model in openai/gpt-4o \\\n  openai/o3; do\n  check "$model"\ndone\n',
      ['service:openai/gpt-4o literal :1', 'service:openai/o3 literal :2'],
    ],
    ['a list', 'run.sh', 'MODELS=(\n  gpt-4o\n  o3-mini\n)\n', ['service:openai/gpt-4o literal :2', 'service:openai/o3-mini literal :3']],
    ['a document that it writes', 'run.sh', 'cat > a.yaml <<EOF\nllm:\n  model: gpt-4o\nEOF\n', ['service:openai/gpt-4o literal :3']],
    [
      'a document for a cluster',
      'run.sh',
      'kubectl apply -f - <<EOF\nspec:\n  url: ollama://gemma2:2b\nEOF\n',
      ['ollama:gemma2@2b literal :3'],
    ],
    [
      'a file of variables that it writes',
      'run.sh',
      'cat > .env <<EOF\nA=1\nLLM_MODEL=gpt-4o\nEOF\n',
      ['service:openai/gpt-4o literal :3'],
    ],
    ['a text that it prints', 'run.sh', 'cat <<EOF\nUsage: run [options]\n  --model NAME   for example gpt-4o\nEOF\n', []],
    ['a test of a name', 'run.sh', '[ "$MODEL" = "gpt-4o" ] && exit\n', []],
  ])('%s', async (...row) => expectTold(row));
});
