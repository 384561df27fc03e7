/** What the code has just written is a local path, and no model of the hub that nobody has. */
import { describe, expect, it } from 'vitest';
import { type Attack, GOOD, IMPORT, judge } from '../support/attack.ts';
import { checking } from '../support/checking.ts';

const change = checking();
const MADE = `${IMPORT}m = AutoModel.from_pretrained("acme/a", revision="${GOOD}")\n`;
const OUT = 'AutoModel.from_pretrained("out_dir")\n';

async function findings(text: string, attack: Partial<Attack> = {}): Promise<readonly string[]> {
  return (await judge(change, { head: { 'app/a.py': text }, ...attack })).findings;
}

describe('own output', () => {
  it.each([
    ['save_pretrained', `${MADE}m.save_pretrained("out_dir")\n${OUT}`],
    ['by keyword', `${MADE}m.save_pretrained(save_directory="out_dir")\n${OUT}`],
    ['by a name', `${MADE}OUT = "out_dir"\nm.save_pretrained(OUT)\nAutoModel.from_pretrained(OUT)\n`],
    ['in a function', `${MADE}def f():\n    out = "out_dir"\n    m.save_pretrained(out)\n    return AutoModel.from_pretrained(out)\n`],
    ['of a trainer', `${MADE}trainer.save_model("out_dir")\n${OUT}`],
    ['of the arguments of a trainer', `${MADE}args = TrainingArguments(output_dir="out_dir")\n${OUT}`],
    ['torch.save', `${MADE}import torch\ntorch.save(m, "out_dir")\n${OUT}`],
    [
      'a folder of a download',
      `${MADE}from huggingface_hub import snapshot_download\nsnapshot_download("acme/a", revision="${GOOD}", local_dir="out_dir")\n${OUT}`,
    ],
  ])('is no model: %s', async (_, text) => {
    expect(await findings(text)).toEqual([]);
  });

  it.each([
    ['written behind the load', `${MADE}${OUT}m.save_pretrained("out_dir")\n`],
    ['written elsewhere', `${MADE}m.save_pretrained("other")\n${OUT}`],
    ['written to what is computed', `${MADE}m.save_pretrained(f())\nAutoModel.from_pretrained(f())\n`],
    ['an id with an owner', `${MADE}m.save_pretrained("evil/x")\nAutoModel.from_pretrained("evil/x")\n`],
    ['an id with an owner, by a name', `${MADE}N = "evil/x"\nm.save_pretrained(N)\nAutoModel.from_pretrained(N)\n`],
    ['an address', `${MADE}m.save_pretrained("hf-hub:evil/x")\nAutoModel.from_pretrained("hf-hub:evil/x")\n`],
    [
      'one that the environment decides',
      `${MADE}import os\nN = os.environ.get("OUT", "out_dir")\nm.save_pretrained(N)\nAutoModel.from_pretrained(N)\n`,
    ],
    [
      'a download from the hub of that name',
      `${MADE}from huggingface_hub import snapshot_download\nm.save_pretrained("gpt2")\nsnapshot_download("gpt2")\n`,
    ],
    ['one of two', `${MADE}import sys\nN = "out_dir" if sys.argv else "evil/x"\nm.save_pretrained(N)\nAutoModel.from_pretrained(N)\n`],
  ])('is still refused: %s', async (_, text) => {
    expect((await judge(change, { head: { 'app/a.py': text } })).merges).toBe(false);
  });

  it('of which the environment decides the place is a load without a name, and none of the hub', async () => {
    const text = `${MADE}import os\nN = os.environ.get("OUT", "out_dir")\nm.save_pretrained(N)\nAutoModel.from_pretrained(N)\n`;
    expect(await findings(text)).toEqual(['model/unresolved unnamed model app/a.py:6']);
  });
});
