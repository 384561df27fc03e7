/** Commands and code inside of other commands, wherever a shell gets them (T33, T35). */
import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

async function docker(text: string): Promise<string[]> {
  return (await told({ Dockerfile: `FROM x\n${text}\n` })).map((one) => one.replace(/ Dockerfile:\d+$/, ''));
}

describe('in a Dockerfile counts', () => {
  it.each([
    ['a check of health', 'HEALTHCHECK --interval=5m CMD hf download org/x'],
    ['a check of health in JSON', 'HEALTHCHECK CMD ["hf", "download", "org/x"]'],
    [
      'code, where the shell is Python',
      'SHELL ["python", "-c"]\nRUN from transformers import AutoModel; AutoModel.from_pretrained("org/x")',
    ],
    ['a program in a variable', 'ENV TOOL=hf\nRUN $TOOL download org/x'],
    ['a program in a folder', 'RUN "$BIN/hf" download org/x'],
    ['a program that is looked for', 'RUN $(which hf) download org/x'],
    ['a script behind other words', `RUN xargs -0 sh -c 'hf download org/x'`],
  ])('%s', async (_, text) => {
    expect(await docker(text)).toEqual(['hf:org/x literal']);
  });

  it('an address of which only the file is computed', async () => {
    expect(await docker('RUN HUB=https://huggingface.co; for f in a b; do wget $HUB/org/x/resolve/main/$f.bin; done')).toEqual([
      'hf:org/x@main literal',
    ]);
  });

  it('a repository that is computed, as one without a name', async () => {
    expect(await docker('RUN git clone "https://huggingface.co/$ORG/model"')).toEqual([expect.stringMatching(/^generic:.* unresolved$/)]);
  });

  it('no check of health that loads nothing', async () => {
    expect(await docker('HEALTHCHECK NONE\nHEALTHCHECK CMD curl -f http://localhost/')).toEqual([]);
  });
});
