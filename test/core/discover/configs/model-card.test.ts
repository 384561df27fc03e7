import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

const card = (text: string, body = '# Title\n'): string => `---\n${text}---\n${body}`;

describe('cards of models', () => {
  it.each<[string, string, string[]]>([
    ['a base', card('license: mit\nbase_model: org/a\n'), ['hf:org/a literal README.md:3']],
    [
      'bases',
      card('library_name: peft\nbase_model:\n  - org/a\n  - org/b\n'),
      ['hf:org/a literal README.md:4', 'hf:org/b literal README.md:5'],
    ],
    ['datasets', card('pipeline_tag: x\ndatasets: [org/d, squad]\n'), ['hf:org/d literal README.md:3', 'hf:squad literal README.md:3']],
    ['CRLF', card('license: mit\nbase_model: org/a\n').replaceAll('\n', '\r\n'), ['hf:org/a literal README.md:3']],
    ['no card', card('title: x\ndatasets: [org/d]\n'), []],
    ['a text without an end of the matter', '---\nlicense: mit\nbase_model: org/a\n', []],
    ['what the text says', card('license: mit\n', 'base_model: org/a\n'), []],
    ['a folder', card('license: mit\nbase_model: ./out\n'), []],
    ['broken matter', card('license: mit\nbase_model: "org/a\n'), []],
    ['deep matter', card(`license: mit\nbase_model: org/a\nx: ${'['.repeat(5_000)}\n`), []],
  ])('%s', async (_what, text, expected) => {
    expect(await told({ 'README.md': text })).toEqual(expected);
  });

  it('other texts are none', async () => {
    expect(await told({ 'docs/guide.md': card('license: mit\nbase_model: org/a\n') })).toEqual([]);
  });
});
