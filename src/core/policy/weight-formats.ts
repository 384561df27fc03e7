/** Formats of weights by their files: what a load of a hub's repository takes, and what a name promises. */
import { compareText } from '../base/order.ts';
import type { BomComponent, HubFacts, Sighting } from '../model/index.ts';
import { serverNamedAt } from '../model/sighting.ts';

export type FormatName =
  | 'pickle'
  | 'torch-zip'
  | 'keras-zip'
  | 'hdf5'
  | 'saved-model'
  | 'numpy'
  | 'onnx'
  | 'gguf'
  | 'tflite'
  | 'safetensors';

/** Downloads of one file: which one is not read from the code, so only a repository that has nothing else says something. */
const ONE_FILE = new Set(['hf_hub_download', 'from_single_file', 'load_lora_weights', 'load_textual_inversion', 'load_ip_adapter']);
/** Files that put the weights of a model into folders of its parts: diffusers, sentence-transformers. */
const IN_PARTS = new Set(['model_index.json', 'modules.json']);

type Loader = 'one-file' | 'keras' | 'torch';

/** What loaders take first, comes first; a repository that has only files of the other framework is for that one. */
const PREFERRED: Readonly<Record<'keras' | 'torch', readonly FormatName[]>> = {
  torch: ['safetensors', 'pickle', 'gguf', 'keras-zip', 'hdf5', 'saved-model'],
  keras: ['safetensors', 'keras-zip', 'hdf5', 'saved-model', 'pickle', 'gguf'],
};

/**
 * For each part of the model the formats of which a load takes one; empty: nobody listed its files. Reads the listing once for each kind of
 * loader, however many places load the model.
 */
export function formatsOnHub({ hub }: Pick<BomComponent, 'hub'>): (sighting: Sighting) => readonly (readonly FormatName[])[] {
  const known = new Map<Loader, readonly (readonly FormatName[])[]>();
  return (sighting) => {
    const { api } = sighting;
    // What the hub lists is not what another server or another repository has (T9).
    if (hub === null || hub.redirectedTo !== null || serverNamedAt(sighting) !== null) return [];
    const loader = ONE_FILE.has(api.split('.').at(-1) ?? '') ? 'one-file' : /(?:^|\.)TF[A-Z]|keras/i.test(api) ? 'keras' : 'torch';
    const taken = known.get(loader) ?? formatsTaken(hub, loader);
    known.set(loader, taken);
    return taken;
  };
}

function formatsTaken({ files }: HubFacts, loader: Loader): readonly (readonly FormatName[])[] {
  const inParts = files.some(({ path }) => IN_PARTS.has(path));
  const byFolder = new Map<string, Set<FormatName>>();
  for (const { path } of files) {
    const format = loader === 'one-file' || isLoaded(path, inParts) ? formatByName(path) : null;
    if (format === null) continue;
    const folder = loader === 'one-file' ? '' : path.slice(0, Math.max(0, path.lastIndexOf('/')));
    byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(format));
  }
  const choices = [...byFolder].sort(([a], [b]) => compareText(a, b)).map(([, formats]) => formats);
  if (loader === 'one-file') return choices.map((formats) => [...formats]);
  return choices.map((formats) => PREFERRED[loader].filter((format) => formats.has(format)).slice(0, 1));
}

/** The root, and the folders of parts; exports for other run times lie beside them. */
function isLoaded(path: string, inParts: boolean): boolean {
  const depth = path.split('/').length - 1;
  return depth === 0 || (inParts && depth === 1 && !/^(?:onnx|openvino|coreml|tflite|runs|logs|checkpoint)/i.test(path));
}

/** Files of training that no load of the model takes. */
const TRAINING = /^(?:optimizer|scheduler|scaler|rng_state|training_args|trainer_state|random_states)/;
/** ".bin" is a pickle only where PyTorch wrote it: CTranslate2, OpenVINO and GGML use the suffix for other content. */
const TORCH_BIN = /(?:pytorch|diffusion|adapter|lora|embeds|ip-adapter)[^/]*\.bin$/;

export function formatByName(path: string): FormatName | null {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (TRAINING.test(name)) return null;
  if (name.endsWith('.safetensors')) return 'safetensors';
  if (name.endsWith('.gguf')) return 'gguf';
  if (TORCH_BIN.test(name) || /\.(?:pt|pth|ckpt|pkl|pickle|joblib|dill)$/.test(name)) return 'pickle';
  if (name.endsWith('.keras')) return 'keras-zip';
  if (/\.(?:h5|hdf5)$/.test(name)) return 'hdf5';
  return name === 'saved_model.pb' ? 'saved-model' : null;
}
