/** T33: commands in texts of kinds that no reader of commands takes. */
import { describe, expect, it } from 'vitest';
import { commandNamesIn } from '../../../../src/core/discover/telling/commands.ts';
import { checking, told } from '../../../support/checking.ts';

const doors = checking();
const names = (text: string): string[] => commandNamesIn(text).map(({ text: name }) => name);

describe('what a command names', () => {
  it.each([
    ['hf download acme/big', ['acme/big']],
    ['hf.exe download --quiet --cache-dir=x acme/big file.bin', ['acme/big']],
    ['"postCreateCommand": "huggingface-cli download acme/big"', ['acme/big']],
    ['vllm serve acme/big', ['acme/big']],
    ['ollama pull big-llama:7b', ['big-llama:7b']],
    ['docker model run ai/big', ['ai/big']],
    ['python -m spacy download en_core_web_lg', ['en_core_web_lg']],
    ['server --model acme/big', ['acme/big']],
    ['server --model=acme/big', ['acme/big']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    'hf download $MODEL',
    'hf download ./acme/big',
    'server --model /models/acme/big',
    'server --model models/acme/big.gguf/',
    'hf upload acme/big',
    '# hf download acme/big',
    'REM ollama pull big',
    'echo ollama pull big',
    'Write-Host "ollama pull big"',
  ])('%s names nothing', (text) => {
    expect(names(text)).toEqual([]);
  });

  it('is looked for in linear work (T39)', () => {
    for (const text of [
      'hf download '.repeat(50_000),
      `hf download ${'--a '.repeat(100_000)}`,
      `--model ${'-'.repeat(400_000)}`,
      'ollama pull a/'.repeat(40_000),
    ])
      expect(commandNamesIn(text).length).toBeLessThan(301);
  });
});

describe('where a change adds one', () => {
  it.each([
    ['run.fish', 'hf download acme/big\n'],
    ['run.ps1', 'ollama pull big-llama\n'],
    ['run.bat', '@call hf download acme/big\r\n'],
    ['.vscode/tasks.json', '{"tasks": [{"command": "ollama pull big-llama"}]}\n'],
  ])('%s is told', async (path, text) => {
    const result = await doors.check({ 'a.md': '' }, { [path]: text });
    expect(told(result)).toEqual([`new tree/unread ${path}`]);
  });

  it.each([
    ['main.tf', 'resource "a" "b" {\n  user_data = <<-EOF\n    hf download acme/big\n  EOF\n}\n'],
    ['.devcontainer/devcontainer.json', '{"postCreateCommand": "hf download acme/big"}\n'],
  ])('%s is read, and its model judged', async (path, text) => {
    const result = await doors.check({ 'a.md': '' }, { [path]: text });
    expect(told(result)).toContain(`new model/floating ${path}`);
  });

  it('a program that says what to type is not', async () => {
    const result = await doors.check({ 'a.md': '' }, { 'a.go': 'package a\nvar x = "run ollama pull big-llama first"\n' });
    expect(told(result)).toEqual([]);
  });
});
