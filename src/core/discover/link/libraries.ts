/** Libraries by the hub that their loaders ask (T37). Neither list is complete: what is in none is of unknown origin. */

/** Root modules whose loaders take names of the Hugging Face Hub. */
const HUB = new Set([
  'accelerate',
  'adapters',
  'audiocraft',
  'auto_gptq',
  'awq',
  'bertopic',
  'chronos',
  'controlnet_aux',
  'ctranslate2',
  'ctransformers',
  'datasets',
  'diffusers',
  'esm',
  'evaluate',
  'exllamav2',
  'faster_whisper',
  'FlagEmbedding',
  'flair',
  'gliner',
  'gptqmodel',
  'hqq',
  'huggingface_hub',
  'intel_extension_for_transformers',
  'ipex_llm',
  'kokoro',
  'langchain',
  'langchain_community',
  'langchain_huggingface',
  'llama_cpp',
  'llama_index',
  'mamba_ssm',
  'mlx_lm',
  'mlx_vlm',
  'model2vec',
  'moshi',
  'nemo',
  'open_clip',
  'optimum',
  'parler_tts',
  'peft',
  'petals',
  'pyannote',
  'pylate',
  'pytorch_pretrained_bert',
  'pytorch_transformers',
  'sam2',
  'sentence_transformers',
  'setfit',
  'snac',
  'span_marker',
  'speechbrain',
  'timm',
  'tokenizers',
  'transformers',
  'transformers_modules',
  'trl',
  'uni2ts',
  'unsloth',
  'vllm',
  'vocos',
]);

/** Libraries that have methods of these names and ask another place, or none. */
const OTHERS: Readonly<Record<string, 'modelscope' | 'google' | 'none'>> = {
  modelscope: 'modelscope',
  swift: 'modelscope',
  vertexai: 'google',
  google: 'google',
  torch: 'none',
  torchtext: 'none',
  torchvision: 'none',
  jax: 'none',
  flax: 'none',
  gensim: 'none',
  fasttext: 'none',
  spacy: 'none',
  numpy: 'none',
  mxnet: 'none',
};

/** `roots`: the modules that this call must come from; empty: any library of the hub. */
export function isHubLibrary(root: string, roots: readonly string[]): boolean {
  return roots.length > 0 ? roots.includes(root) || HUB.has(root) : HUB.has(root);
}

/** null: none of these. `torch.hub` and what lies below is another row of the table. */
export function otherHub(dotted: string): 'modelscope' | 'google' | 'none' | null {
  const root = dotted.split('.')[0] ?? '';
  return Object.hasOwn(OTHERS, root) ? (OTHERS[root] ?? null) : null;
}
