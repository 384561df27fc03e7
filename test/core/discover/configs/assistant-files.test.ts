import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

describe('instructions for assistants', () => {
  it.each<[string, string, string, string[]]>([
    [
      'an agent',
      '.claude/agents/a.md',
      '---\nname: a\nmodel: claude-opus-4-20250514\n---\ntext\n',
      ['service:anthropic/claude-opus-4-20250514 literal :3'],
    ],
    ['a prompt', '.github/prompts/a.prompt.md', '---\nmodel: gpt-4o\n---\n', ['service:openai/gpt-4o literal :2']],
    [
      'a prompt of Genkit',
      'menu/a.prompt',
      '---\nmodel: googleai/gemini-2.5-flash\n---\nHello {{name}}\n',
      ['service:google/gemini-2.5-flash literal :2'],
    ],
    ['a word that is no model', '.claude/agents/a.md', '---\nmodel: sonnet\ndescription: gpt-4o\n---\nmodel: gpt-4o\n', []],
    ['another text', 'docs/a.md', '---\nmodel: gpt-4o\n---\n', []],
    ['no end', '.claude/agents/a.md', '---\nmodel: gpt-4o\n', []],
  ])('%s', async (_what, path, text, expected) => {
    expect((await told({ [path]: text })).map((one) => one.replace(` ${path}:`, ' :'))).toEqual(expected);
  });
});
