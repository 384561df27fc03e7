import { describe, expect, it } from 'vitest';
import { formatRef } from '../../../../../src/core/ref/format.ts';
import { linked } from '../../linking.ts';

async function found(code: string): Promise<string[]> {
  const { sightings } = await linked({ 'app/a.py': code });
  return sightings.flatMap((one) =>
    one.type === 'service' || one.type === 'load' ? [`${one.place.line} ${formatRef({ ...one.ref, version: one.requested })}`] : [],
  );
}

describe('models of a local server that code keeps', () => {
  it.each<[string, string, string[]]>([
    ['a variable that says whose it is', 'M = os.getenv("OLLAMA_MODEL", "llama3.2")\n', ['1 ollama:llama3.2']],
    ['a family that nobody knows', 'OLLAMA_EMBED_MODEL = "nomic-embed-text-v2-moe:latest"\n', ['1 ollama:nomic-embed-text-v2-moe@latest']],
    ['a field of settings', 'class S:\n    ollama_model: str = Field(default="mistral")\n', ['2 ollama:mistral']],
    ['a name with its size', 'LLM_MODEL = "qwen2.5:7b"\n', ['1 ollama:qwen2.5@7b']],
    ['an option', 'p.add_argument("--model", default="llama3.1:8b-instruct-q4_K_M")\n', ['1 ollama:llama3.1@8b-instruct-q4_K_M']],
    ['choices of an option', '# ollama\np.add_argument("--model", choices=["llama3:8b"])\n', ['2 ollama:llama3@8b']],
    [
      'a table of what is offered, by its keys',
      'OLLAMA_MODELS = {"mistral:latest": {"name": "Mistral"}, "llama3.2:1b": {"name": "Llama"}}\n',
      ['1 ollama:mistral@latest', '1 ollama:llama3.2@1b'],
    ],
    ['a table that says whose it is', 'CFG = {"provider": "ollama", "model": "gemma2"}\n', ['1 ollama:gemma2']],
    ['a file that speaks of the server', 'URL = "http://ollama:8080"\nMODEL = "phi3"\n', ['2 ollama:phi3']],
  ])('%s', async (_title, code, expected) => expect(await found(code)).toEqual(expected));

  it.each([
    ['a family alone', 'MODEL = "mistral"\nmodel_type = "llama"\n'],
    ['a comparison, a log, a comment', '# ollama\nif model == "llama3.1:8b":\n    print("model", "llama3.1:8b")\n'],
    ['another provider', '# ollama\nGROQ_MODEL = "llama3-70b"\n'],
    ['a server among others', '"""groq and ollama"""\nMODEL = "llama3"\n'],
    ['a file and a repository', '# ollama\nmodel_path = "llama.py"\nmodel_repo = "llama-tools"\nmodel_file = "llama-3.gguf"\n'],
    ['a program', '# ollama\nengine = "llamacpp"\nllm_engine = "llama.cpp"\n'],
    ['a file by the way it is packed', '# ollama\nembedding_model = "all-minilm-l6-v2-onnx"\nllm_model = "qwen3-4b-q4_k_m"\n'],
    ['what another server offers', '# ollama and vllm\nMODELS = {"qwen3-30b-a3b-fp8": {"name": "Qwen"}}\n'],
    ['prices', '# ollama\nPRICES = {"llama3:8b": {"cost": 0}}\n'],
    ['a word for people', '# ollama\ntitle = "llama3"\nx = Card(name="llama3:8b", label="mistral:7b")\n'],
  ])('%s is none', async (_title, code) => expect(await found(code)).toEqual([]));

  it('hostile: thousands of names cost what they are long', async () => {
    await expect(found('MODEL = "llama3:8b"\n'.repeat(20_000))).resolves.toBeDefined();
    await expect(found(`MODEL = "${'llama'.repeat(50_000)}"\n`)).resolves.toBeDefined();
  });
});
