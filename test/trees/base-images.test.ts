/** The image behind FROM follows ARG, its defaults and what is given for it; where nobody can name it, that is told (T33, T35). */
import { describe, expect, it } from 'vitest';
import { checking, type Files, told } from '../support/checking.ts';

const doors = checking();
const AI = 'vllm/vllm-openai';

async function images(files: Files): Promise<string[]> {
  const { bom } = await doors.check({ 'a.md': 'a\n' }, files);
  return bom.components.flatMap(({ kind, name, version, sightings }) =>
    kind === 'image'
      ? sightings.map(
          (one) =>
            `${name} ${version ?? '-'} ${one.place.path}:${one.place.line}${one.type === 'run' && one.how === 'environment' ? ' open' : ''}`,
        )
      : [],
  );
}

describe('what FROM names', () => {
  it.each<[string, string, string[]]>([
    ['a default', `ARG I=${AI}:v1\nFROM \${I}\n`, [`${AI} v1 Dockerfile:2 open`]],
    ['a default without braces, in quotes', `ARG I="${AI}:v1"\nFROM "$I"\n`, [`${AI} v1 Dockerfile:2 open`]],
    ['the later default', `ARG I=python:3\nARG I=${AI}:v1\nFROM $I\n`, [`${AI} v1 Dockerfile:3 open`]],
    ['a default of a default', `ARG R=vllm\nARG I=$R/vllm-openai:v1\nFROM $I\n`, [`${AI} v1 Dockerfile:3 open`]],
    ['a default with a tag that is open', `ARG T\nARG I=${AI}:\${T}\nFROM \${I}\n`, [`${AI} - Dockerfile:3 open`]],
    [
      'a default of a default with a tag that is open',
      `ARG R=vllm\nARG T\nARG I=\${R}/vllm-openai:\${T}\nFROM \${I}\n`,
      [`${AI} - Dockerfile:4 open`],
    ],
    ['a tag that is open', `ARG T\nFROM ${AI}:\${T}\n`, [`${AI} - Dockerfile:2 open`]],
    ['a value beside it', `FROM \${I:-${AI}:v1}\n`, [`${AI} v1 Dockerfile:1 open`]],
    ['a default that is no global one', `FROM scratch\nARG I=${AI}:v1\nFROM \${I}\n`, []],
  ])('%s', async (_, text, expected) => {
    expect(await images({ Dockerfile: text })).toEqual(expected);
  });
});

describe('what is given for an ARG', () => {
  const file = { Dockerfile: 'ARG BASE=python:3\nFROM ${BASE}\n' };
  const step = (text: string): string => `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${text}`;
  it.each<[string, string, string, string]>([
    ['compose', 'compose.yaml', `services:\n  a:\n    build:\n      context: .\n      args:\n        BASE: ${AI}\n`, ':6'],
    ['compose, as a list', 'compose.yaml', `services:\n  a:\n    build:\n      args:\n        - BASE=${AI}:v1\n`, ':5'],
    ['a developers’ container', '.devcontainer/devcontainer.json', `{"build":{"args":{"BASE":"${AI}:v1"}}}`, ':1'],
    [
      'an action',
      '.github/workflows/a.yml',
      step(
        `      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            X=1\n            BASE=${AI}:v1\n`,
      ),
      ':8',
    ],
    ['a command', '.github/workflows/a.yml', step(`      - run: docker build --build-arg BASE=${AI}:v1 .\n`), ':6'],
    ['a command with "="', 'build.sh', `buildah bud --build-arg=BASE=${AI}:v1 .\n`, ':1'],
    ['a command of BuildKit', 'build.sh', `buildctl build --opt build-arg:BASE=${AI}:v1\n`, ':1'],
  ])('%s', async (_, path, text, line) => {
    const found = await images({ ...file, [path]: text });
    expect(found).toContainEqual(expect.stringContaining(`${AI} `));
    expect(found).toContainEqual(expect.stringContaining(`${path}${line}`));
  });

  it('is no image where it is something else', async () => {
    expect(
      await images({
        ...file,
        'compose.yaml': 'services:\n  a:\n    build:\n      args:\n        - MODEL=ollama/llama3\n        - V=1.2\n',
      }),
    ).toEqual([]);
  });
});

describe('an image that nobody can name', () => {
  const unread = async (base: string | null, head: string): Promise<string[]> => {
    const result = await doors.check({ 'a.md': 'a\n', Dockerfile: base }, { Dockerfile: head });
    const lines = result.verdict.coverage?.names.map(({ reason }) => reason) ?? [];
    return [result.verdict.conclusion, ...told(result), ...lines];
  };
  const line = (shown: string): string => `the image that is built on, "${shown}", has a part without a value in this file`;

  it.each<[string, string | null, string, string[]]>([
    ['is one line', null, 'ARG I\nFROM ${I}\n', ['pass', line('${I}')]],
    ['of a template is one line', null, 'FROM {{ image }}\n', ['pass', line('{{ image }}')]],
    [
      'warns where it takes the place of one of AI',
      `FROM ${AI}:v1\n`,
      'ARG I\nFROM ${I}\n',
      ['warn', 'new tree/unread Dockerfile', line('${I}')],
    ],
    [
      'warns where the default goes',
      `ARG I=${AI}:v1\nFROM \${I}\n`,
      'ARG I\nFROM ${I}\n',
      ['warn', 'new tree/unread Dockerfile', line('${I}')],
    ],
    [
      'warns where what is written speaks of AI',
      null,
      'ARG R\nFROM ${R}/vllm-openai:v1\n',
      ['warn', 'new tree/unread Dockerfile', line('${R}/vllm-openai:v1')],
    ],
    ['is an older one while it stays', 'ARG I\nFROM ${I}\n', 'ARG I\nFROM ${I}\nRUN true\n', ['pass']],
    ['is no image where it is one of the stages', null, 'FROM python AS base-arm64\nFROM base-${TARGETARCH}\n', ['pass']],
  ])('%s', async (_, base, head, expected) => {
    expect(await unread(base, head)).toEqual(expected);
  });

  it('blocks where the policy demands more than a name', async () => {
    const policy = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';
    const { verdict } = await doors.check({ Dockerfile: `FROM ${AI}:v1\n` }, { Dockerfile: 'ARG I\nFROM ${I}\n' }, { policy });
    expect(verdict.conclusion).toBe('block');
  });

  it.each([
    ['$'.repeat(5_000)],
    ['${A'.repeat(2_000)],
    [`\${${'A'.repeat(3_000)}}`],
    [`ARG B=${'$A'.repeat(35)}\nARG A=${'$B'.repeat(35)}\nFROM $A`],
  ])('ends on hostile bytes', async (text) => {
    const { verdict } = await doors.check({ 'a.md': 'a\n' }, { Dockerfile: text.startsWith('ARG') ? text : `FROM ${text}\n` });
    expect(verdict.conclusion).toBe('pass');
  });
});
