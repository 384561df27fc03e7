import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

describe('lists of addresses', () => {
  it.each<[string, string, string, string[]]>([
    [
      'one a line',
      'models/urls.txt',
      'https://host.test/a.gguf\n# https://host.test/b.gguf\nhttps://host.test/c.txt\n',
      ['url:https://host.test/a.gguf literal'],
    ],
    ['of the hub', 'models.conf', '[VAE]\nhttps://huggingface.co/org/x/resolve/main/vae/a.safetensors\n', ['hf:org/x@main literal']],
    [
      'a name that aria2c keeps it under',
      'list.txt',
      'https://host.test/get/42\n  dir=m\n  out=a.safetensors\nhttps://host.test/get/43\n  out=a.png\n',
      ['url:https://host.test/get/42 literal'],
    ],
    ['a sentence', 'notes.txt', 'See https://host.test/a.gguf for the model.\n', []],
    ['a text for people', 'README.txt', 'https://host.test/a.gguf\n', []],
    ['a text for robots', 'llms.txt', 'https://host.test/models/a.pt\n', []],
  ])('%s', async (_, path, text, expected) => {
    expect((await told({ [path]: text })).filter((one) => !one.startsWith('pkg:')).map((one) => one.replace(/ \S+:\d+$/, ''))).toEqual(
      expected,
    );
  });
});
