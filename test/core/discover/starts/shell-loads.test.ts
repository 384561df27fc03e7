import { describe, expect, it } from 'vitest';
import { linked, told } from '../linking.ts';

const A = 'a'.repeat(40);

/** What a script loads, without the place. */
async function script(text: string, path = 'run.sh'): Promise<string[]> {
  const found = await told({ [path]: `${text}\n` });
  return [...new Set(found.map((one) => one.replace(/ [\w./]+:\d+$/, '')))];
}

describe('what a shell script downloads or serves is a load (T33)', () => {
  it.each<[string, string]>([
    ['a command', 'hf download org/x'],
    ['another server', 'exec vllm serve org/x --port 80'],
    ['a program in a variable', 'HF=hf\n"$HF" download org/x'],
    ['a program with a default', `\${HF:-hf} download org/x`],
    ['a script for another shell', 'sudo -u me bash -c "hf download org/x"'],
    ['a script in a container', `docker exec c sh -c 'hf download org/x'`],
    ['a command for another machine', 'ssh host "hf download org/x"'],
    ['a command for another user', 'su me -c "hf download org/x"'],
    ['a here-document', 'bash <<EOF\nhf download org/x\nEOF'],
    ['a here-document by way of a pipe', 'cat <<EOF | bash -s\nhf download org/x\nEOF'],
    ['a here-string', 'bash <<< "hf download org/x"'],
    ['what is printed into a shell', 'echo "hf download org/x" | sh'],
    ['what is printed into Python', `echo 'from transformers import AutoModel; AutoModel.from_pretrained("org/x")' | python3`],
    ['code in a here-string', `python <<< 'from transformers import AutoModel; AutoModel.from_pretrained("org/x")'`],
    ['code for Python', `python -c 'from transformers import AutoModel; AutoModel.from_pretrained("org/x")'`],
    ['an address in parts', 'HUB=https://huggingface.co\nwget $HUB/org/x/resolve/main/model.bin'],
    ['a variable that grows', 'ARGS="serve"\nARGS+=" org/x"\nvllm $ARGS'],
    ['other programs', 'litgpt download org/x'],
    ['transformers itself', 'transformers-cli download org/x'],
  ])('%s', async (_, text) => {
    expect(await script(text)).toEqual([expect.stringMatching(/^hf:org\/x(?:@main)? literal$/)]);
  });

  it('each of several names', async () => {
    expect(await script('for size in a b; do hf download "org/$size"; done')).toEqual(['hf:org/a literal', 'hf:org/b literal']);
  });

  it('a default that whoever calls it may replace', async () => {
    expect(await script(`hf download "\${1:-org/x}"`)).toEqual(['hf:org/x environment']);
  });

  it.each([
    ['lines of a file', 'while read -r m; do hf download "$m"; done < models.txt'],
    ['a value that is read over one that is written', 'M=org/a\nread -r M < m.txt\nhf download $M'],
    ['a value that is printed into a variable', 'printf -v M "org/%s" x\nhf download $M'],
    ['what xargs hands on', 'cat models.txt | xargs -n1 hf download'],
    ['what xargs puts in', `cat models.txt | xargs -I{} sh -c 'hf download {}'`],
    ['what parallel hands on', 'parallel hf download ::: org/a org/b'],
    ['an argument of a function that nobody calls', 'get() { hf download "$1"; }'],
  ])('%s: a load without a name', async (_, text) => {
    expect(await script(text)).toContainEqual(expect.stringMatching(/^generic:.* unresolved$/));
  });

  it('also in scripts without a suffix, told by their first line', async () => {
    expect(await script('#!/usr/bin/env bash\nhf download gpt2', 'tools/fetch')).toEqual(['hf:gpt2 literal']);
    expect(await script('hf download gpt2', 'tools/fetch')).toEqual([]);
  });

  it('a commit can be written into it', async () => {
    const { sightings } = await linked({ 'run.sh': 'set -e\nhf download org/x\n' });
    expect(sightings).toMatchObject([{ pin: { line: 2, template: ' --revision {commit}' } }]);
    expect(await script(`hf download org/x --revision ${A}`)).toEqual([`hf:org/x@${A} literal`]);
  });

  it.each([
    ['a comment', '# hf download org/x'],
    ['words for people', 'echo "run hf download org/x first"'],
    ['a message of git', 'git commit -m "hf download org/x is gone"'],
    ['programs that nobody knows', 'acme download org/x\ncurl -sSf https://acme.example/x | sh\nxargs rm < list'],
    ['help', 'hf download --help'],
  ])('nothing by %s', async (_, text) => {
    expect(await script(text)).toEqual([]);
  });
});
