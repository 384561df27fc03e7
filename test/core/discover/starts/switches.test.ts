import { describe, expect, it } from 'vitest';
import { loose } from '../../../support/build.ts';
import { linked } from '../linking.ts';

/** The server of the first model that is loaded at `path`. */
async function serverOf(path: string, tree: Readonly<Record<string, string>>): Promise<string | null | undefined> {
  return (await linked(tree)).sightings.map(loose).find(({ place, kind }) => place.path === path && kind === 'model')?.endpoint;
}

describe('switches to another hub', () => {
  const commit = 'e'.repeat(40);
  it.each<[string, string, Readonly<Record<string, string>>]>([
    [
      'compose',
      'compose.yaml',
      {
        'compose.yaml': `services:\n  llm:\n    image: vllm/vllm-openai:v0.8.2\n    environment: { VLLM_USE_MODELSCOPE: "True" }\n    command: vllm serve org/a --revision ${commit}\n`,
      },
    ],
    [
      'a Dockerfile',
      'Dockerfile',
      { Dockerfile: `FROM vllm/vllm-openai:v0.8.2\nENV VLLM_USE_MODELSCOPE=1\nCMD ["--model", "org/a", "--revision", "${commit}"]\n` },
    ],
    ['code', 'b.py', { 'b.py': 'import os\nos.environ["VLLM_USE_MODELSCOPE"] = "true"\nfrom vllm import LLM\nLLM(model="org/a")\n' }],
    ['.env', 'b.py', { '.env': 'VLLM_USE_MODELSCOPE=true\n', 'b.py': 'from vllm import LLM\nLLM(model="org/a")\n' }],
  ])('%s', async (_name, path, tree) => {
    expect(await serverOf(path, tree)).toBe('https://www.modelscope.cn');
  });

  it.each(['False', '0', '', 'no'])('"%s" switches nothing', async (text) => {
    expect(await serverOf('b.py', { '.env': `VLLM_USE_MODELSCOPE=${text}\n`, 'b.py': 'from vllm import LLM\nLLM(model="org/a")\n' })).toBe(
      null,
    );
  });

  it('moves only the loads of the program that reads it', async () => {
    const told = 'VLLM_USE_MODELSCOPE=true\nUSE_MODELSCOPE_HUB=1\nOPENAI_BASE_URL=https://evil.example\n';
    expect(
      await serverOf('a.py', { '.env': told, 'a.py': 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n' }),
    ).toBe(null);
  });
});
