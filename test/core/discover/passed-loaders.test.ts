import { describe, expect, it } from 'vitest';
import { loadsIn } from './linking.ts';

const IMPORT = 'from transformers import AutoModel\nimport huggingface_hub\nfrom huggingface_hub import snapshot_download as fetch\n';
const loads = (code: string): Promise<string[]> => loadsIn({ 'a.py': IMPORT + code });

describe('a loader that is handed on is an unresolved load', () => {
  it.each([
    'partial(AutoModel.from_pretrained, "evil/x")()',
    'names = map(AutoModel.from_pretrained, NAMES)',
    'executor.submit(fetch, "evil/x")',
    'asyncio.to_thread(huggingface_hub.snapshot_download, "evil/x")',
    'register(loader=AutoModel.from_pretrained)',
    'getattr(AutoModel, "from_pretrained")("evil/x")',
    'load = getattr(AutoModel, "from_pretrained")',
  ])('%s', async (code) => {
    expect(await loads(`${code}\n`)).toEqual([expect.stringContaining('unresolved')]);
  });

  it.each([
    'functools.wraps(AutoModel.from_pretrained)(f)',
    'inspect.signature(AutoModel.from_pretrained)',
    'getattr(AutoModel, "config_class")',
    'hasattr(AutoModel, "from_pretrained")',
    'f(fetch.__doc__, load_dataset, self.load)',
  ])('%s hands on none', async (code) => {
    expect(await loads(`${code}\n`)).toEqual([]);
  });

  it('takes hostile calls', async () => {
    const deep = `${'f('.repeat(500)}AutoModel.from_pretrained${')'.repeat(500)}`;
    expect(await loads(`${deep}\ngetattr(AutoModel, f"from_{x}")\ngetattr(*a)\ngetattr()\n`)).toHaveLength(1);
  });
});
