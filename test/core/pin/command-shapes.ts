/** Command lines before and after a commit was written, and those that stay, with the code of the reason. */
import { COMMIT } from './pinning.ts';

const R = `--revision ${COMMIT}`;

export const COMMANDS: readonly (readonly [before: string, after: string])[] = [
  ['hf download org/a', `hf download org/a ${R}`],
  ['hf download  org/a  ', `hf download  org/a ${R}  `],
  ['hf download org/a --local-dir /m', `hf download org/a ${R} --local-dir /m`],
  ['hf download org/a a.bin b.bin > log 2>&1', `hf download org/a a.bin b.bin ${R} > log 2>&1`],
  ['hf download --quiet org/a && ls', `hf download --quiet org/a ${R} && ls`],
  ['hf download org/a --revision main', `hf download org/a ${R}`],
  ['hf download org/a --revision=v1 x', `hf download org/a --revision=${COMMIT} x`],
  ['(hf download org/a; hf download org/b)|cat', `(hf download org/a ${R}; hf download org/b ${R})|cat`],
  ['if true; then huggingface-cli download org/a; fi', `if true; then huggingface-cli download org/a ${R}; fi`],
  ['M=org/a && hf download $M', `M=org/a && hf download $M ${R}`],
  ['x=$(hf download org/a)', `x=$(hf download org/a ${R})`],
  ['vllm serve org/a --port $PORT', `vllm serve org/a ${R} --port $PORT`],
  ['python -m vllm.entrypoints.openai.api_server --model org/a', `python -m vllm.entrypoints.openai.api_server --model org/a ${R}`],
  ['text-embeddings-router --model-id=org/a', `text-embeddings-router --model-id=org/a ${R}`],
  ['curl -L https://huggingface.co/org/a/resolve/main/x', `curl -L https://huggingface.co/org/a/resolve/${COMMIT}/x`],
];

export const KEPT: readonly (readonly [command: string, code: string])[] = [
  ['hf download $(name)', 'computed-name'],
  ['hf download ${M:-org/a}', 'overridable-name'],
  ['hf download org/a $ARGS', 'no-site'],
  ['hf download org/a --revision $REV', 'revision-variable'],
  ['hf download org/a --revision refs/pr/1', 'pull-request'],
  ['for m in org/a org/b; do hf download $m; done', 'no-site'],
  ['hf download not:a:name', 'invalid-name'],
  ['ollama pull llama3.2:1b', 'other-endpoint'],
  ['git clone https://huggingface.co/org/a', 'no-site'],
  ['vllm serve org/a $ARGS', 'no-site'],
  [`hf download org/a --include ${'y'.repeat(400)}`, 'no-site'],
];
