import { describe, expect, it } from 'vitest';
import { loose } from '../../../../support/build.ts';
import { linked, loadsIn } from '../../linking.ts';

const C = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';

describe('a name of the hub under a key that says so', () => {
  it.each<[string, string, string[]]>([
    ['a call', `SPECS = [Spec(repo_id="org/a", revision="${C}")]\n`, [`hf:org/a@${C} callable`]],
    ['a call without a revision', 'SOURCE = ModelSource(hf="org/a", ollama="a:7b")\n', ['hf:org/a callable']],
    [
      'a table',
      'MODELS = {"small": {"sources": {"hf": "org/a"}}, "big": {"sources": {"hf": "org/b"}}}\n',
      ['hf:org/a callable', 'hf:org/b callable'],
    ],
    ['an address', 'MODELS = {"hf_repo": "https://huggingface.co/org/a"}\n', ['hf:org/a callable']],
    [
      'a dataset',
      'DATA = [{"repo_id": "org/d", "repo_type": "dataset"}, {"hf_dataset_id": "org/e"}]\n',
      ['hf:org/d dataset callable', 'hf:org/e dataset callable'],
    ],
    ['a revision under another name', `X = dict(hf_repo="org/a", hf_revision="v1")\n`, ['hf:org/a@v1 callable']],
    ['a likely key beside the hub', 'from transformers import AutoModel\nX = Config(model_id="org/a")\n', ['hf:org/a callable']],
  ])('%s', async (_name, code, expected) => {
    expect(await loadsIn({ 'app.py': code })).toEqual(expected);
  });

  it.each<[string, string]>([
    ['a likely key alone', 'X = Config(model_id="org/a")\n'],
    ['a likely key beside a hosted model', 'from openai import OpenAI\nimport transformers\nX = Config(model_id="org/a")\n'],
    ['no repository', 'X = Spec(repo_id="gpt2", hf="./models/x", hf_path="data/x.json")\n'],
    ['another key', 'X = Image(repo="org/a", image="org/b", mime="text/html", docker_repo_id="org/c")\n'],
    ['a space', 'X = Spec(repo_id="org/a", repo_type="space")\n'],
    [
      'what is published',
      'Uploader(repo_id="me/a")\napi.create_repo(repo_id="me/a")\napi.upload_file(repo_id="me/a")\nPushToHub(repo_id="me/a")\n',
    ],
    ['a comment, a docstring and a text', '# Spec(repo_id="org/a")\n"""Spec(repo_id="org/a")"""\nprint(\'repo_id="org/a"\')\n'],
    ['a log', 'logger.info({"repo_id": "org/a"})\n'],
    ['a comparison', 'if {"repo_id": "org/a"} == x: pass\nif repo_id == "org/a": pass\n'],
    ['a function of the project', 'def run(repo_id):\n  print(repo_id)\nrun(repo_id="org/a")\n'],
  ])('nothing: %s', async (_name, code) => {
    expect(await loadsIn({ 'app.py': code })).toEqual([]);
  });

  it('what a known call of the file loads is said there alone', async () => {
    const code = `from huggingface_hub import snapshot_download\nMODELS = {"a": {"repo_id": "org/a"}, "b": {"repo_id": "org/b"}}\nfor one in MODELS.values():\n  snapshot_download(one["repo_id"], revision="${C}")\nsnapshot_download(repo_id="org/c")\n`;
    expect((await loadsIn({ 'app.py': code })).sort()).toEqual([`hf:org/a@${C}`, `hf:org/b@${C}`, 'hf:org/c']);
  });

  it('many of them are there to be chosen from', async () => {
    const marks = async (names: string) =>
      (
        await linked({
          'app.py': `X = [${names
            .split('')
            .map((name) => `Spec(hf="org/${name}")`)
            .join(', ')}]\n`,
        })
      ).sightings.map((one) => loose(one)['catalog']);
    expect(await marks('abc')).toEqual([true, true, true]);
    expect(await marks('ab')).toEqual([undefined, undefined]);
  });

  it('a file full of keys is read to a bound', async () => {
    const code = `X = [\n${'  {"hf": "org/a"},\n'.repeat(5000)}]\n`;
    const { sightings, problems } = await linked({ 'app.py': code });
    expect(sightings.length).toBe(2000);
    expect(problems.map(({ code: kind }) => kind)).toEqual(['limit']);
  });

  it('a key without an end costs nothing', async () => {
    const code = `X = ${'repo_id'.repeat(20_000)}\nY = "${'hf="'.repeat(20_000)}\n`;
    expect(await loadsIn({ 'app.py': code })).toEqual([]);
  });
});
