/** The calls that load models, one row each. To add an API, add a row. */
import { ENGINE, NO_REVISION, PIPELINE, PRETRAINED_PARTS, REPO, VLLM } from './api-options.ts';
import { type ApiRow, KEYWORD_ONLY, model, namedAt } from './api-row.ts';

const PRETRAINED = namedAt(
  0,
  'pretrained_model_name_or_path',
  'pretrained_model_or_path',
  'pretrained_model_link_or_path',
  'model_name_or_path',
  'model_name',
  'model_id',
  'repo_id',
  'model_path_or_repo_id',
);
const HUB = ['huggingface_hub', 'transformers'];

export const MODEL_ROWS: readonly ApiRow[] = [
  model(
    'method',
    'from_pretrained',
    ['peft'],
    namedAt(1, 'model_id'),
    {
      found: 'from peft import PeftModel\nPeftModel.from_pretrained(base, "org/name")',
      not: 'from peft import PeftModel\nPeftModel.from_pretrained(base, "./adapter/")',
    },
    { receiver: 'PeftModel' },
  ),
  model(
    'method',
    'from_pretrained',
    [],
    PRETRAINED,
    {
      found: 'from transformers import AutoModel\nAutoModel.from_pretrained("org/name")',
      not: 'from transformers import AutoModel\n"""AutoModel.from_pretrained("org/name")"""',
    },
    PRETRAINED_PARTS,
  ),
  // auto-gptq 0.7.1, autoawq: weights that were made smaller.
  model('method', 'from_quantized', [], namedAt(0, 'model_name_or_path', 'quant_path'), {
    found: 'from auto_gptq import AutoGPTQForCausalLM\nAutoGPTQForCausalLM.from_quantized("org/name")',
    not: 'from auto_gptq import AutoGPTQForCausalLM\n"""AutoGPTQForCausalLM.from_quantized("org/name")"""',
  }),
  model(
    'method',
    'from_single_file',
    [],
    namedAt(0, 'pretrained_model_link_or_path'),
    {
      found:
        'from diffusers import FluxPipeline\nFluxPipeline.from_single_file("https://huggingface.co/org/name/resolve/main/a.safetensors")',
      not: 'from diffusers import FluxPipeline\n# FluxPipeline.from_single_file("https://huggingface.co/org/name")',
    },
    { also: [{ keyword: 'config', revision: null, object: true, slash: true }] },
  ),
  model('method', 'from_model_id', [], namedAt(0, 'model_id'), {
    found: 'from langchain_huggingface import HuggingFacePipeline\nHuggingFacePipeline.from_model_id(model_id="org/name")',
    not: 'registry.model_id("org/name")',
  }),
  model(
    'method',
    'from_config',
    [],
    namedAt(0, 'config'),
    {
      found:
        'from transformers import AutoConfig, AutoModel\nc = AutoConfig.from_pretrained("org/name", trust_remote_code=True)\nAutoModel.from_config(c, trust_remote_code=True)',
      not: 'from acme import Engine\nEngine.from_config("org/name")',
    },
    { configured: true, ordinary: true },
  ),
  model('method', 'load_lora_weights', ['diffusers'], namedAt(0, 'pretrained_model_name_or_path_or_dict'), {
    found: 'from diffusers import FluxPipeline\npipe.load_lora_weights("org/name")',
    not: 'pipe.load_lora_weights("org/name")',
  }),
  model('method', 'load_textual_inversion', ['diffusers'], namedAt(0, 'pretrained_model_name_or_path'), {
    found: 'import diffusers\npipe.load_textual_inversion("org/name")',
    not: 'pipe.load_textual_inversion("org/name")',
  }),
  model('method', 'load_ip_adapter', ['diffusers'], namedAt(0, 'pretrained_model_name_or_path_or_dict'), {
    found: 'import diffusers\npipe.load_ip_adapter("org/name")',
    not: 'pipe.load_ip_adapter("org/name")',
  }),
  model('method', 'load_adapter', ['peft', 'transformers', 'adapters'], namedAt(0, 'model_id', 'peft_model_id', 'adapter_name_or_path'), {
    found: 'import peft\nmodel.load_adapter("org/name")',
    not: 'bus.load_adapter("org/name")',
  }),
  model(
    'function',
    'LoRARequest',
    ['vllm'],
    namedAt(2, 'lora_path', 'lora_local_path'),
    { found: 'from vllm.lora.request import LoRARequest\nLoRARequest("sql", 1, "org/name")', not: 'LoRARequest("sql", 1, "org/name")' },
    NO_REVISION,
  ),
  model(
    'function',
    'pipeline',
    ['transformers', 'optimum', 'modelscope'],
    namedAt(1, 'model'),
    {
      found: 'from transformers import pipeline\npipeline("ner", "org/name")',
      not: 'from sklearn.pipeline import pipeline\npipeline("ner", "org/name")',
    },
    PIPELINE,
  ),
  model(
    'function',
    'Repository',
    ['huggingface_hub'],
    namedAt(1, 'clone_from'),
    {
      found: 'from huggingface_hub import Repository\nRepository("folder", "org/name")',
      not: 'from acme import Repository\nRepository("folder", "org/name")',
    },
    { repoType: true, common: true },
  ),
  model(
    'function',
    'load_tool',
    ['transformers', 'smolagents'],
    namedAt(KEYWORD_ONLY, 'repo_id'),
    {
      found: 'from smolagents import load_tool\nload_tool(repo_id="org/name", trust_remote_code=True)',
      not: 'from acme import load_tool\nload_tool(repo_id="org/name")',
    },
    { runsCode: true, common: true },
  ),
  model(
    'method',
    'from_hparams',
    ['speechbrain'],
    namedAt(0, 'source'),
    {
      found: 'from speechbrain.inference import EncoderClassifier\nEncoderClassifier.from_hparams(source="org/name")',
      not: 'Trainer.from_hparams(source="org/name")',
    },
    NO_REVISION,
  ),
  model(
    'function',
    'hf_hub_download',
    HUB,
    namedAt(0, 'repo_id'),
    {
      found: 'from huggingface_hub import hf_hub_download\nhf_hub_download("org/name", "a.bin")',
      not: 'from huggingface_hub import hf_hub_download\nhf_hub_download("org/name", "a.bin", repo_type="space")',
    },
    REPO,
  ),
  model(
    'function',
    'snapshot_download',
    ['huggingface_hub', 'modelscope'],
    namedAt(0, 'repo_id', 'model_id'),
    {
      found: 'from huggingface_hub import snapshot_download\nsnapshot_download("org/name")',
      not: 'from huggingface_hub import snapshot_download\nsnapshot_download("org/name", repo_type="space")',
    },
    REPO,
  ),
  model(
    'function',
    'LLM',
    ['vllm'],
    namedAt(0, 'model'),
    { found: 'from vllm import LLM\nLLM("org/name")', not: 'from acme import LLM\nLLM("org/name")' },
    VLLM,
  ),
  model(
    'function',
    'EngineArgs',
    ['vllm'],
    namedAt(0, 'model'),
    { found: 'from vllm import EngineArgs\nEngineArgs(model="org/name")', not: 'EngineArgs(model="org/name")' },
    ENGINE,
  ),
  model(
    'function',
    'AsyncEngineArgs',
    ['vllm'],
    namedAt(0, 'model'),
    { found: 'from vllm import AsyncEngineArgs\nAsyncEngineArgs(model="org/name")', not: 'AsyncEngineArgs(model="org/name")' },
    ENGINE,
  ),
  model(
    'function',
    'HuggingFaceLLM',
    ['llama_index'],
    namedAt(KEYWORD_ONLY, 'model_name'),
    {
      found: 'from llama_index.llms.huggingface import HuggingFaceLLM\nHuggingFaceLLM(model_name="org/name")',
      not: 'HuggingFaceLLM(model_name="org/name")',
    },
    NO_REVISION,
  ),
  model(
    'method',
    'from_preset',
    ['keras_hub', 'keras_nlp', 'keras_cv'],
    namedAt(0, 'preset'),
    {
      found: 'import keras_hub\nkeras_hub.models.GemmaCausalLM.from_preset("hf://org/name")',
      not: 'import keras_hub\nkeras_hub.models.GemmaCausalLM.from_preset("./preset")',
    },
    { ...NO_REVISION, ordinary: true, catalog: 'keras-hub' },
  ),
  model(
    'chain',
    'hub.load',
    ['torch'],
    namedAt(0, 'repo_or_dir'),
    { found: 'import torch\ntorch.hub.load("org/name", "m")', not: 'import torch\ntorch.hub.load("org/name", "m", source="local")' },
    { hub: 'gh', revision: null, runsCode: true, ordinary: true },
  ),
];
