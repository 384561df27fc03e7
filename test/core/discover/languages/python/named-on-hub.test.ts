import { describe, expect, it } from 'vitest';
import { loose } from '../../../../support/build.ts';
import { linked } from '../../linking.ts';

/** What is named, and in which line. */
async function found(code: string): Promise<string[]> {
  const { sightings } = await linked({ 'app/a.py': code });
  return sightings.flatMap((one) => {
    if (one.type !== 'service' && one.type !== 'load') return [];
    const { type, repo, namespace, name } = one.ref;
    const path = [...(repo === 'datasets' ? [repo] : []), ...(namespace === null ? [] : [namespace]), name].join('/');
    return [`${one.place.line} ${type}:${path}`];
  });
}

describe('names of the hub that code keeps, and that no call beside them loads', () => {
  it.each<[string, string, string[]]>([
    ['a constant', 'MODEL_NAME = "Qwen/Qwen2.5-0.5B-Instruct"\n', ['1 hf:Qwen/Qwen2.5-0.5B-Instruct']],
    ['a field', 'class S:\n    llm: str = "meta-llama/Llama-3.2-1B-Instruct"\n', ['2 hf:meta-llama/Llama-3.2-1B-Instruct']],
    ['a field of settings', 'class S:\n    reranker: str = Field("BAAI/bge-reranker-base")\n', ['2 hf:BAAI/bge-reranker-base']],
    [
      'an option of a program',
      'p.add_argument("--model_name", type=str, default="microsoft/deberta-v3-base", help="x")\n',
      ['1 hf:microsoft/deberta-v3-base'],
    ],
    ['a variable of the environment', 'HF = os.getenv("HF_MODEL", "google/flan-t5-base")\n', ['1 hf:google/flan-t5-base']],
    ['a parameter', 'def f(tokenizer="microsoft/deberta-v3-xsmall"):\n    pass\n', ['1 hf:microsoft/deberta-v3-xsmall']],
    ['a setting in a table', 'CFG = {"whisper_model": "openai/whisper-large-v3"}\n', ['1 hf:openai/whisper-large-v3']],
    ['an entry of a table of repositories', '_REPOS = {"tiny": "mlx-community/whisper-tiny"}\n', ['1 hf:mlx-community/whisper-tiny']],
    [
      'an entry of a table beside one of a known owner',
      'WHISPER_MODEL_MAPPING = {"tiny": "Systran/faster-whisper-tiny", "turbo": "acme/house-turbo"}\n',
      ['1 hf:Systran/faster-whisper-tiny', '1 hf:acme/house-turbo'],
    ],
    ['a dataset by its id', 'class T(Base):\n    DATASET_ID = "acme/letters"\n', ['2 hf:datasets/acme/letters']],
    ['a dataset with capitals', 'dataset = "acme/HouseLetters"\n', ['1 hf:datasets/acme/HouseLetters']],
    ['a repository and its file, in a call', 'model.load_checkpoint("acme/weather", "house-small.ckpt")\n', ['1 hf:acme/weather']],
    ['a repository and its file, in a table', 'MODELS = {"a": ("acme/one", "one.Q4_K_M.gguf")}\n', ['1 hf:acme/one']],
    ['a repository and its file, under keys', 'MODEL = {"repo": "acme/two", "file": "two.gguf"}\n', ['1 hf:acme/two']],
    ['an entry whose class is called so', 'MODELS = [ModelInfo(id="small", hf_repo="acme/small-7b")]\n', ['1 hf:acme/small-7b']],
    [
      'a list to choose from, one of which is of a known owner',
      'MODELS = ["Qwen/Qwen3-8B", "acme/house-8b"]\nst.selectbox("Model", MODELS)\n',
      ['1 hf:Qwen/Qwen3-8B', '1 hf:acme/house-8b'],
    ],
    ['choices', 'p.add_argument("--model", choices=["Qwen/Qwen3-8B"], help="BAAI/bge-m3")\n', ['1 hf:Qwen/Qwen3-8B']],
    [
      'choices of click',
      '@click.option("--model", type=click.Choice(["Qwen/Qwen3-8B", "BAAI/bge-m3"]))\ndef f(model):\n    pass\n',
      ['1 hf:Qwen/Qwen3-8B', '1 hf:BAAI/bge-m3'],
    ],
    ['a table by what people see', 'MODEL_OPTIONS = {"Small": "Qwen/Qwen3-8B"}\n', ['1 hf:Qwen/Qwen3-8B']],
    ['a table by its keys', 'MODEL_INFO = {"Qwen/Qwen3-8B": {"label": "Qwen"}}\n', ['1 hf:Qwen/Qwen3-8B']],
    ['members of an enumeration', 'class EmbeddingModel(str, Enum):\n    BGE = "BAAI/bge-m3"\n', ['2 hf:BAAI/bge-m3']],
    ['an owner that nobody knows', 'class S:\n    embedding_model: str = "acme/house-embed-7b"\n', ['2 hf:acme/house-embed-7b']],
    [
      'a name of sentence-transformers',
      'class S:\n    EMBEDDING_MODEL: str = "all-MiniLM-L6-v2"\n',
      ['2 hf:sentence-transformers/all-MiniLM-L6-v2'],
    ],
    ['a name without an owner', 'p.add_argument("--tokenizer", default="bert-base-uncased")\n', ['1 hf:bert-base-uncased']],
    [
      'a dataset',
      '@dataclass\nclass A:\n    dataset_name: str = field(default="acme/house-letters")\n',
      ['3 hf:datasets/acme/house-letters'],
    ],
    [
      'a dataset without an owner beside the library',
      'import datasets\np.add_argument("--dataset", default="squad")\n',
      ['2 hf:datasets/squad'],
    ],
    ['a model that a router has', 'OPENROUTER_MODEL = "qwen/qwen3-coder:free"\n', ['1 service:openrouter/qwen/qwen3-coder:free']],
    [
      'a model of the hub beside a router of small letters',
      'KEY = os.environ["OPENROUTER_API_KEY"]\nLOCAL_MODEL = "meta-llama/Llama-3.3-70B-Instruct"\nMODEL = "meta-llama/llama-3.3-70b-instruct"\n',
      ['2 hf:meta-llama/Llama-3.3-70B-Instruct'],
    ],
    [
      'what embeds, beside a client of hosted models',
      'from openai import OpenAI\nEMBEDDING_MODEL = "BAAI/bge-m3"\nLLM_MODEL = "Qwen/Qwen3-8B"\n',
      ['2 hf:BAAI/bge-m3'],
    ],
  ])('%s', async (_title, code, expected) => expect(await found(code)).toEqual(expected));

  it.each([
    ['a comment, a docstring, a log', '# MODEL = "Qwen/Qwen3-8B"\n"""model "Qwen/Qwen3-8B" """\nprint("model", "Qwen/Qwen3-8B")\n'],
    ['a comparison', 'if model == "Qwen/Qwen3-8B":\n    pass\n'],
    [
      'a file and a folder',
      'model_path = "models/resnet.pt"\nmodel_dir = "checkpoints/best"\nMODEL = "data/llama-7b"\ndataset = "data/train"\n',
    ],
    ['a route and a template', 'model = "users/list"\nmodel_template = "models/edit.html"\nmime = "application/json"\n'],
    ['a repository of a forge', 'REPO = "acme/website"\nrepo_name = "acme/llama-tools"\n'],
    ['what is published', 'hub_model_id = "me/mine-7b"\nOUTPUT_MODEL = "me/mine-7b"\nnew_model = "me/mine-7b"\n'],
    ['help', 'p.add_argument("--model", help="Qwen/Qwen3-8B")\n'],
    [
      'a folder and a file in it',
      'model = os.path.join("exps_v2/run1", "best.pt")\nRUNS = [("exps/one", "best.pt")]\ncopy("exps/one", "m.safetensors")\n',
    ],
    ['a program beside a file', 'CFG = {"stt": {"model_path": "m/own.gguf", "binary_path": "house/main"}}\n'],
    ['a space', 'fetch_repo("acme/demo-7b", "a.safetensors", repo_type="space")\n'],
    ['a library and the size that it has', 'asr_model: str = "faster-whisper/small"\n'],
    ['a name for people', 'x = Card(title="Qwen/Qwen3-8B", name="Qwen/Qwen3-8B")\n'],
    ['what a test expects', 'monkeypatch.setenv("MODEL", "Qwen/Qwen3-8B")\nexpected_model = "Qwen/Qwen3-8B"\n'],
    ['what is asked of a gateway', 'import litellm\nMODEL = "Qwen/Qwen3-8B"\n'],
    ['a short name of many libraries', 'model = "all"\ndataset = "mnist"\nmodel = "t5"\n'],
  ])('%s is none', async (_title, code) => expect(await found(code)).toEqual([]));

  it('what the file loads is said there alone', async () => {
    const code = 'from transformers import AutoModel\nMODEL_NAME = "Qwen/Qwen3-8B"\nAutoModel.from_pretrained(MODEL_NAME)\n';
    expect(await found(code)).toEqual(['3 hf:Qwen/Qwen3-8B']);
  });

  it('tables of many are there to be chosen from', async () => {
    const marks = async (names: readonly string[]) =>
      (await linked({ 'a.py': `MODELS = {${names.map((name) => `"${name}": "Qwen/Qwen3-${name}"`).join(', ')}}\n` })).sightings.map(
        (one) => loose(one)['catalog'],
      );
    expect(await marks(['1B', '4B'])).toEqual([undefined, undefined]);
    expect(await marks(['1B', '4B', '8B'])).toEqual([true, true, true]);
  });

  it('hostile: what is written thousands of times, or nested deep, costs what it is long', async () => {
    const many = `MODEL = "Qwen/Qwen3-8B"\n`.repeat(20_000);
    const deep = `MODEL = ${'['.repeat(5_000)}"Qwen/Qwen3-8B"${']'.repeat(5_000)}\n`;
    for (const code of [many, deep, `model = "${'a/'.repeat(100_000)}b"\n`, `model = ${'"a/bb" '.repeat(20_000)}\n`])
      await expect(found(code)).resolves.toBeDefined();
  });
});
