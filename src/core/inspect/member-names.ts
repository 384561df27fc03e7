/** Names inside an archive that only models have. */

/** Suffixes that no other kind of file uses; "bin" and "model" are everybody's. */
const MODEL = /\.(?:safetensors|gguf|pth?|ckpt|nemo|onnx|pkl|pickle|joblib|keras|h5|hdf5|tflite|pdparams|mlmodel|t7|skops)$/i;
/** torch's first format (0.1), transformers' and TensorFlow's fixed names, a torch archive inside. */
const FIXED = /(?:^|\/)(?:pytorch_model(?:-\d{1,5}-of-\d{1,5})?\.bin|saved_model\.pb|data\.pkl)$/;

/** `name` as the archive spells it; a leading "./" is common. */
export function isModelMember(name: string): boolean {
  return MODEL.test(name) || FIXED.test(name);
}

/** The members of torch's first format, a tar of four. */
export function isOldTorch(names: readonly string[]): boolean {
  const plain = new Set(names.map((name) => name.replace(/^\.\//, '')));
  return plain.has('pickle') && (plain.has('storages') || plain.has('tensors') || plain.has('sys_info'));
}
