import { describe, expect, it } from 'vitest';
import { pythonDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { told } from '../../linking.ts';

const FILE = 'https://huggingface.co/org/x/resolve/main/model.safetensors';

async function code(text: string): Promise<string[]> {
  return (await told({ 'app.py': `${text}\n` })).map((one) => one.replace(/ app\.py:\d+$/, ''));
}

describe('an address of the hub in code is a load, whoever fetches it (T33)', () => {
  it.each([
    ['urlretrieve', `urlretrieve("${FILE}")`],
    ['a constant', `URL = "${FILE}"\nfetch(URL)`],
    ['a table', `URLS = {"a": "${FILE}"}`],
    ['a formatted text', 'B = "https://huggingface.co"\nrequests.get(f"{B}/org/x/resolve/main/model.bin")'],
    ['parts', 'B = "https://huggingface.co"\nrequests.get(B + "/org/x/resolve/main/model.bin")'],
    ['a name that is put in', 'M = "org/x"\nrequests.get(f"https://huggingface.co/{M}/resolve/main/model.bin")'],
    ['the port that it has anyway', 'requests.get("https://huggingface.co:443/org/x/resolve/main/model.bin")'],
    ['a mirror (T37)', 'requests.get("https://hf-mirror.com/org/x/resolve/main/model.bin")'],
    ['a text, which may be anything', 'urlretrieve("https://huggingface.co/org/x/resolve/main/model.txt")'],
    ['format', 'requests.get("https://huggingface.co/{}/resolve/main/model.bin".format("org/x"))'],
  ])('%s', async (_, text) => {
    expect(await code(text)).toEqual(['hf:org/x@main literal']);
  });

  it.each([
    ['a scheme', 'pd.read_parquet("hf://datasets/org/x/a.parquet")'],
    ['a clone', 'git.Repo.clone_from("https://huggingface.co/org/x", "m")'],
    ['a clone by the library', 'from huggingface_hub import Repository\nRepository("m", clone_from="org/x")'],
  ])('%s', async (_, text) => {
    expect(await code(text)).toEqual(['hf:org/x literal']);
  });

  it.each([
    [
      'gives it',
      'def at(repo, name):\n    return f"https://huggingface.co/{repo}/resolve/main/{name}"\nA = Entry(url=at("org/a", "a.gguf"))\nB = Entry(url=at("org/b", "b.gguf"))',
      ['hf:org/a@main literal', 'hf:org/b@main literal'],
    ],
    [
      'fetches it',
      'def fetch(repo, name):\n    urlretrieve(f"https://huggingface.co/{repo}/resolve/v2/{name}", name)\nfetch("org/a", "a.bin")',
      ['hf:org/a@v2 literal'],
    ],
    [
      'puts it together, its revision too',
      'def at(repo, name, rev="main"):\n    return "https://huggingface.co/" + repo + "/resolve/" + rev + "/" + name\nA = at("org/a", "a.bin", rev="v2")',
      ['hf:org/a@v2 literal'],
    ],
    [
      'has a default',
      'def fetch(name, repo="org/a"):\n    return requests.get(f"https://huggingface.co/{repo}/resolve/main/{name}")\nfetch("x.bin")\nfetch("y.bin", repo="org/b")',
      ['hf:org/a@main literal', 'hf:org/b@main literal'],
    ],
    [
      'nobody calls',
      'def at(repo):\n    return f"https://huggingface.co/{repo}/resolve/main/m.bin"',
      [expect.stringMatching(/^generic:.* unresolved$/)],
    ],
    [
      'is handed on, and fetches from anywhere else too',
      'def fetch(repo):\n    urlretrieve(f"https://huggingface.co/{repo}/resolve/main/m.bin", "m")\nfetch("org/a")\nrun(fetch, NAME)',
      ['hf:org/a@main literal', expect.stringMatching(/^generic:.* unresolved$/)],
    ],
  ])('of a repository that a function is given: it %s', async (_, text, expected) => {
    const found = await code(text);
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(expected));
  });

  it('another load in the same line hides none', async () => {
    const text = `from transformers import AutoModel\nAutoModel.from_pretrained("org/a"); urlretrieve("${FILE}")`;
    expect(await code(text)).toEqual(['hf:org/a literal', 'hf:org/x@main literal']);
  });

  it('more addresses than are looked at are said (T39)', async () => {
    const text = `x = [${Array.from({ length: 501 }, (_, n) => `"https://huggingface.co/org/x${n}/resolve/main/a.bin"`).join(',\n')}]\n`;
    expect(await factsOf(pythonDetector, text)).toContainEqual(expect.objectContaining({ kind: 'problem', code: 'limit' }));
  });

  it('a repository that is computed has no name', async () => {
    expect(await code('def f(m):\n    get(f"https://huggingface.co/{m}/resolve/main/model.bin")')).toEqual([
      expect.stringMatching(/^generic:.* unresolved$/),
    ]);
  });

  it.each([
    ['documentation', `"""See ${FILE}"""\n\ndef f():\n    """Or\n    ${FILE}\n    """`],
    ['a comment', `# ${FILE}`],
    ['words for people', `print("${FILE}")\nraise ValueError("${FILE}")`],
    ['a comparison', `if url == "${FILE}":\n    pass`],
    ['a picture', 'load_image("https://huggingface.co/datasets/org/x/resolve/main/a.png")'],
    ['a link', 'HOME = "https://huggingface.co/org/x"'],
  ])('nothing by %s', async (_, text) => {
    expect(await code(text)).toEqual([]);
  });

  it.each([
    ['one text of many', `x = "${`${FILE} `.repeat(5_000)}"`],
    ['many texts', `x = [${`"${FILE}", `.repeat(5_000)}]`],
    ['parts of parts', `x = ${`"${FILE}" + `.repeat(3_000)}"a"`],
    ['braces', `x = f"${'{a}/resolve/'.repeat(10_000)}"`],
  ])('hostile: %s end (T39)', async (_, text) => {
    expect((await factsOf(pythonDetector, `${text}\n`)).length).toBeLessThan(2_000);
  });
});
