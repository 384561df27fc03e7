import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { COMMANDS, KEPT } from './command-shapes.ts';
import { COMMIT, pin } from './pinning.ts';

const R = `--revision ${COMMIT}`;

/** Ways in which YAML holds a command line, of which some cannot hold every one. */
const HOLDERS: readonly { readonly name: string; readonly hold: (command: string) => string; readonly unless?: RegExp }[] = [
  { name: 'a block', hold: (command) => `a:\n  - run: |\n      set -e\n      ${command}\n  - b: 1\n` },
  { name: 'a folded block', hold: (command) => `a:\n  run: >-\n    ${command}\n  b: 1 # c\n` },
  { name: 'a plain text', hold: (command) => `a: {x: 1}\nscript:\n  - ${command}\n  - ls\n`, unless: /^["'[{]|: | #|[|&]$/ },
  { name: 'double quotes', hold: (command) => `run: "${command}"\n`, unless: /["\\]/ },
  { name: 'single quotes', hold: (command) => `run: '${command}'\n`, unless: /'/ },
  { name: 'tabs and Windows line ends', hold: (command) => `run: |\r\n  x\t&& ${command}\r\nb: "\t"\r\n`, unless: /then|for / },
];

describe('the commit is in the command, and nothing else changes', () => {
  it.each(HOLDERS)('$name', async ({ hold, unless }) => {
    let held = 0;
    for (const [before, after] of COMMANDS) {
      if (unless?.test(before) === true) continue;
      held += 1;
      expect(await pin({ 'a.yml': hold(before) })).toEqual({ files: { 'a.yml': hold(after) }, refused: [] });
      expect(parseAllDocuments(hold(after))[0]?.errors).toEqual([]);
    }
    expect(held).toBeGreaterThan(9);
  });

  it.each<[string, string, string]>([
    ['a list in one line', 'command: [hf, download, org/a]', `command: [hf, download, org/a, "--revision", "${COMMIT}"]`],
    [
      'a list with a revision',
      'command: ["hf", "download", "org/a", "--revision", main]',
      `command: ["hf", "download", "org/a", "--revision", "${COMMIT}"]`,
    ],
    [
      'a list of lines',
      'args:\n- vllm\n- serve\n- org/a\n- --revision\n- main # why',
      `args:\n- vllm\n- serve\n- org/a\n- --revision\n- "${COMMIT}" # why`,
    ],
    [
      'an option with its value',
      "args:\n- vllm\n- serve\n- org/a\n- '--revision=main'",
      `args:\n- vllm\n- serve\n- org/a\n- '--revision=${COMMIT}'`,
    ],
    [
      'arguments of an image',
      'image: vllm/vllm-openai:v1\ncommand: --model org/a --port 1',
      `image: vllm/vllm-openai:v1\ncommand: --model org/a ${R} --port 1`,
    ],
    ['a shell in a list', 'command: [sh, -c, "hf download org/a"]', `command: [sh, -c, "hf download org/a ${R}"]`],
    ['keys', 'model: org/a\nrevision: main  # why', `model: org/a\nrevision: "${COMMIT}"  # why`],
    ['keys in quotes', '"model": "org/a"\n"revision": "main"', `"model": "org/a"\n"revision": "${COMMIT}"`],
    ['a revision that is left open', 'model: org/a\nrevision:\nx: 1', `model: org/a\nrevision: "${COMMIT}"\nx: 1`],
    ['a revision that is null', "t: {revision: null, model: 'org/a'}", `t: {revision: "${COMMIT}", model: 'org/a'}`],
    ['storageUri', 'storageUri: hf://org/a', `storageUri: hf://org/a:${COMMIT}`],
    ['storageUri with a branch', 'storageUri: "hf://org/a:main"', `storageUri: "hf://org/a:${COMMIT}"`],
    ['a path in a dataset', '- hf://datasets/org/a/x.csv', `- hf://datasets/org/a@${COMMIT}/x.csv`],
    [
      'an address',
      'u: https://huggingface.co/org/a/resolve/main/x?download=true',
      `u: https://huggingface.co/org/a/resolve/${COMMIT}/x?download=true`,
    ],
    [
      'two documents',
      '---\nmodel: org/a\nrevision: x\n---\nmodel: org/b\nrevision: y',
      `---\nmodel: org/a\nrevision: "${COMMIT}"\n---\nmodel: org/b\nrevision: "${COMMIT}"`,
    ],
    ['a byte order mark', '\uFEFFmodel: org/a\nrevision: main', `\uFEFFmodel: org/a\nrevision: "${COMMIT}"`],
  ])('%s', async (_name, before, after) => {
    for (const end of ['\n', '', '\r\n'])
      expect(await pin({ 'a.yaml': before.replaceAll('\n', end || '\n') + end })).toEqual({
        files: { 'a.yaml': after.replaceAll('\n', end || '\n') + end },
        refused: [],
      });
  });
});

describe('what cannot be placed exactly stays as it is', () => {
  it.each(KEPT)('%s: %s', async (command, code) => {
    const text = `run: |\n  ${command}\n`;
    const { files, refused } = await pin({ 'a.yml': text });
    expect([files['a.yml'], new Set(refused.map((one) => one.code))]).toEqual([text, new Set([code])]);
  });

  it.each<[string, string, string]>([
    ['a list of lines without a revision', 'command:\n  - vllm\n  - serve\n  - org/a\n', 'no-site'],
    ['escapes', 'run: "hf download org\\u002fa"\n', 'no-site'],
    ['a model without a revision', 'model_name_or_path: org/a\n', 'no-site'],
    ['a revision in a block', 'model: org/a\nrevision: |\n  main\n', 'no-site'],
    ['a variable of the file', 'env: {M: org/a}\nrun: hf download $M\n', 'overridable-name'],
    ['a template of the workflow', 'run: hf download ${{ inputs.model }}\n', 'computed-name'],
    ['another server', 'env: {HF_ENDPOINT: "https://mirror.example"}\nrun: hf download org/a\n', 'other-endpoint'],
    ['a secret in the line (T21)', `run: HF_TOKEN=hf_${'a'.repeat(34)} hf download org/a\n`, 'no-site'],
  ])('%s', async (_name, text, code) => {
    const { files, refused } = await pin({ 'a.yml': text });
    expect([files['a.yml'], refused.map((one) => one.code)]).toEqual([text, [code]]);
  });
});
