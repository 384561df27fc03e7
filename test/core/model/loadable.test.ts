import { describe, expect, it } from 'vitest';
import { isLoadable } from '../../../src/core/model/loadable.ts';

describe('a load may take', () => {
  it.each([
    'model.safetensors',
    'a/pytorch_model.bin',
    'modeling.py',
    'config.json',
    'vocab.txt',
    'x',
    '.hidden',
    '.md',
    'sub/.git/x',
    'chat.jinja',
    'x.unknown',
    'readme.py',
    'LICENSE.safetensors',
    'notice.bin',
    'license.md.bin',
  ])('%s', (path) => {
    expect(isLoadable(path)).toBe(true);
  });
});

describe('a load takes no', () => {
  it.each([
    'README.md',
    'docs/README_zh.md',
    'LICENSE',
    'LICENSE.txt',
    'LICENSE-MIT',
    'USE_POLICY.md',
    'CITATION.cff',
    'img/a.PNG',
    'model.sig',
    '.git/config',
    '.gitattributes',
    'sub/.gitignore',
    '.github/workflows/x.yml',
  ])('%s', (path) => {
    expect(isLoadable(path)).toBe(false);
  });
});
