import { describe, expect, it } from 'vitest';
import { displayName } from '../../../../src/core/ref/format.ts';
import { linked } from '../linking.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('bases of images with AI', () => {
  it.each<[string, string, string[]]>([
    ['where a framework is installed', 'FROM python:3.12\nRUN pip install torch\n', ['python@3.12 :1']],
    ['where a model is loaded', 'FROM python:3.12\nRUN hf download org/a\n', ['python@3.12 :1']],
    [
      'of the stage below',
      'FROM node:22 AS web\nRUN npm ci\nFROM python:3.12 AS base\nFROM base\nRUN pip install torch\n',
      ['python@3.12 :3'],
    ],
    [
      'that takes from a stage with AI',
      'FROM python:3.12 AS build\nRUN pip install torch\nFROM debian:12\nCOPY --from=build /venv /venv\n',
      ['python@3.12 :1', 'debian@12 :3'],
    ],
    ['with the default of a variable', 'ARG V=3.12\nFROM python:${V}\nRUN pip install torch\n', ['python@3.12 :2 open']],
    ['by digest', `FROM python:3.12@${DIGEST}\nRUN pip install torch\n`, [`python@${DIGEST} :1`]],
    ['not without AI', 'FROM python:3.12\nRUN pip install flask\n', []],
    ['not of an image of AI', 'FROM vllm/vllm-openai:v1\nRUN pip install torch\n', []],
    ['not from nothing, and not from what nobody knows', 'FROM scratch\nRUN pip install torch\nFROM ${IMAGE}\nRUN pip install torch\n', []],
  ])('%s', async (_, text, expected) => {
    const { sightings } = await linked({ Dockerfile: text });
    const bases = sightings.flatMap((one) => (one.type === 'run' && one.base === true ? [one] : []));
    expect(
      bases.map((one) => `${displayName(one.ref)}@${one.requested} :${one.place.line}${one.how === 'environment' ? ' open' : ''}`),
    ).toEqual(expected);
  });
});
