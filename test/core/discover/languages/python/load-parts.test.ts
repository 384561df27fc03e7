import { describe, expect, it } from 'vitest';
import { linked, loadsIn } from '../../linking.ts';
import { loose } from '../../../../support/build.ts';

const C = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const HEAD =
  'from transformers import AutoConfig, AutoModel, AutoModelForCausalLM, pipeline\nfrom diffusers import DiffusionPipeline\nfrom vllm import LLM, EngineArgs\nfrom vllm.lora.request import LoRARequest\nimport peft, os\nfrom datasets import load_dataset\nfrom langchain_huggingface import HuggingFaceEmbeddings\n';

describe('everything that a call loads is a load of its own (T36)', () => {
  it.each<[string, string, string[]]>([
    ['the tokenizer of vLLM has its own revision', `LLM(model="org/a", revision="${C}")`, [`hf:org/a@${C}`, 'hf:org/a tokenizer']],
    ['and gets it', `LLM(model="org/a", revision="${C}", tokenizer_revision="${C}")`, [`hf:org/a@${C}`, `hf:org/a@${C} tokenizer`]],
    ['another tokenizer', `LLM("org/a", "org/tok", revision="${C}")`, [`hf:org/a@${C}`, 'hf:org/tok tokenizer']],
    ['a tokenizer in a constant', `TOK = "org/tok"\npipeline("t", "org/a", tokenizer=TOK)`, ['hf:org/a', 'hf:org/tok tokenizer']],
    ['a tokenizer without an owner', `pipeline("t", "org/a", tokenizer="gpt2")`, ['hf:org/a', 'hf:gpt2 tokenizer']],
    ['a tokenizer by position', `pipeline("t", "org/a", None, "org/tok")`, ['hf:org/a', 'hf:org/tok tokenizer']],
    ['a tokenizer of a default', `def f(tok="org/tok"):\n  pipeline("t", "org/a", tokenizer=tok)`, ['hf:org/a', 'hf:org/tok tokenizer']],
    [
      'a tokenizer out of the environment',
      `pipeline("t", "org/a", tokenizer=os.environ["TOK"])`,
      ['generic:environment variable TOK tokenizer unresolved', 'hf:org/a'],
    ],
    ['an object is none', `tok = AutoModel.x()\npipeline("t", "org/a", tokenizer=tok)`, ['hf:org/a']],
    ['an object that a caller gives is none', `def f(tok):\n  pipeline("t", "org/a", tokenizer=tok)`, ['hf:org/a']],
    ['a name beside its options is doubtful', `pipeline("t", "org/a", tokenizer=("org/tok", {}))`, ['hf:org/a part']],
    ['an entry of something is doubtful', `pipeline("t", "org/a", tokenizer=cfg["tok"])`, ['hf:org/a part']],
    [
      'processors and configurations',
      `pipeline("t", "org/a", feature_extractor="org/f", image_processor="org/i", processor="org/p", config="org/c")`,
      ['hf:org/a', 'hf:org/c config', 'hf:org/f feature_extractor', 'hf:org/i image_processor', 'hf:org/p processor'],
    ],
    ['an assistant', `pipeline("t", "org/a", assistant_model="org/s")`, ['hf:org/a', 'hf:org/s assistant_model']],
    ['a draft', `LLM("org/a", speculative_model="org/d")`, ['hf:org/a', 'hf:org/d draft']],
    [
      'a draft in a dictionary',
      `LLM("org/a", speculative_config={"model": "org/d", "revision": "${C}", "num_speculative_tokens": 5})`,
      ['hf:org/a', `hf:org/d@${C} draft`],
    ],
    ['a draft in a named dictionary', `S = {"model": "org/d"}\nEngineArgs("org/a", speculative_config=S)`, ['hf:org/a', 'hf:org/d draft']],
    [
      'an adapter in the arguments for adapters',
      `AutoModel.from_pretrained("org/a", adapter_kwargs={"_adapter_model_path": "org/lora", "revision": "${C}"})`,
      ['hf:org/a', `hf:org/lora@${C} adapter`],
    ],
    ['arguments for adapters that name none', `AutoModel.from_pretrained("org/a", adapter_kwargs={"token": t})`, ['hf:org/a']],
    ['arguments for adapters that nobody can read', `AutoModel.from_pretrained("org/a", adapter_kwargs=settings())`, ['hf:org/a part']],
    ['a draft that nobody can read', `LLM("org/a", speculative_config=settings())`, ['hf:org/a part']],
    [
      'a method of the draft is no model',
      `LLM("org/a", speculative_config={"method": "ngram"}, speculative_model="[ngram]")`,
      ['hf:org/a'],
    ],
    ['an adapter of vLLM', `LoRARequest("sql", 1, "org/lora")`, ['hf:org/lora']],
    ['an adapter on a base', `peft.PeftModel.from_pretrained(base, "org/lora", revision="${C}")`, [`hf:org/lora@${C}`]],
    ['an adapter that is added', `m.load_adapter("org/lora")`, ['hf:org/lora']],
    ['an adapter of diffusion', `pipe.load_lora_weights("org/lora", weight_name="w")`, ['hf:org/lora']],
    [
      'parts of a diffusion',
      `DiffusionPipeline.from_pretrained("org/a", vae="org/v", controlnet=[c], unet=u)`,
      ['hf:org/a', 'hf:org/v vae'],
    ],
    [
      'code of a diffusion',
      `DiffusionPipeline.from_pretrained("org/a", custom_pipeline="org/code", custom_revision="${C}")`,
      ['hf:org/a', `hf:org/code@${C} custom_pipeline runs-code`],
    ],
    [
      'a single file by its address',
      `DiffusionPipeline.from_single_file("https://huggingface.co/org/a/blob/main/x.safetensors", config="org/c")`,
      ['hf:org/a@main', 'hf:org/c config'],
    ],
    [
      'revisions inside of model_kwargs',
      `HuggingFaceEmbeddings(model_name="org/e", model_kwargs={"revision": "${C}", "trust_remote_code": True})`,
      [`hf:org/e@${C} runs-code`],
    ],
    ['the revision of the model is not that of the pipeline', `pipeline("t", "org/a", model_kwargs={"revision": "${C}"})`, ['hf:org/a']],
  ])('%s', async (_name, code, expected) => {
    expect((await loadsIn({ 'app.py': `${HEAD}${code}\n` })).sort()).toEqual([...expected].sort());
  });

  it.each<[string, string, string[]]>([
    [
      'the code of the configuration floats, whatever the configuration was loaded at',
      `cfg = AutoConfig.from_pretrained("org/a", trust_remote_code=True, revision="${C}")\nAutoModelForCausalLM.from_config(cfg, trust_remote_code=True)`,
      ['hf:org/a code runs-code', `hf:org/a@${C} runs-code`],
    ],
    [
      'at its own revision',
      `cfg = AutoConfig.from_pretrained("org/a")\nAutoModel.from_config(cfg, trust_remote_code=True, code_revision="${C}")`,
      ['hf:org/a', `hf:org/a@${C} code runs-code`],
    ],
    [
      'in one expression',
      `AutoModel.from_config(AutoConfig.from_pretrained("org/a"), trust_remote_code=True)`,
      ['hf:org/a', 'hf:org/a code runs-code'],
    ],
    [
      'of a configuration from elsewhere',
      `AutoModel.from_config(make(), trust_remote_code=True)`,
      ['generic:make() code unresolved runs-code'],
    ],
    ['spread', `AutoModel.from_config(make(), **{"trust_remote_code": True})`, ['generic:make() code unresolved runs-code']],
    ['without trust it loads nothing', `AutoModel.from_config(cfg)\nAutoModel.from_config(cfg, trust_remote_code=False)`, []],
  ])('from_config: %s', async (_name, code, expected) => {
    expect((await loadsIn({ 'app.py': `${HEAD}${code}\n` })).sort()).toEqual(expected);
  });

  it.each<[string, string, unknown]>([
    ['a commit', `code_revision="${C}"`, { text: C, how: 'literal' }],
    ['a branch', 'code_revision="main"', { text: 'main', how: 'literal' }],
    ['the environment', `code_revision=os.getenv("R", "${C}")`, { text: C, how: 'environment' }],
    ['computed', 'code_revision=pick()', { text: null, how: 'unresolved' }],
    ['one of two', `code_revision="${C}" if x else "main"`, { text: 'main', how: 'literal' }],
    ['none', 'code_revision=None', undefined],
  ])('code_revision is that of this load: %s', async (_name, argument, expected) => {
    const { sightings } = await linked({ 'app.py': `${HEAD}AutoModel.from_pretrained("org/a", trust_remote_code=True, ${argument})\n` });
    expect(sightings.map(loose).map(({ codeRevision }) => codeRevision)).toEqual([expected]);
  });

  it('a part gets the commit where it is asked for', async () => {
    const { sightings } = await linked({ 'app.py': `${HEAD}LLM(model="org/a", revision="${C}")\n` });
    expect(sightings.map(loose).map(({ part, pin }) => [part, pin?.template])).toEqual([
      [undefined, '"{commit}"'],
      ['tokenizer', ', tokenizer_revision="{commit}"'],
    ]);
  });
});
