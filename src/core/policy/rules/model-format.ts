/** model/format: weights in a format that the policy does not want, most of all those that run code when they are loaded. */
import { z } from 'zod';
import type { BomComponent, HubFacts, Sighting, WeightsFact, WeightsSighting } from '../../model/index.ts';
import { serverNamedAt } from '../../model/sighting.ts';
import { compareText } from '../../base/order.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';

const RULE = 'model/format';

/** What a policy names → the formats that content shows. */
const CLASSES = {
  pickle: ['pickle', 'torch-zip'],
  keras: ['keras-zip', 'hdf5'],
  'saved-model': ['saved-model'],
  onnx: ['onnx'],
  gguf: ['gguf'],
  tflite: ['tflite'],
} as const satisfies Readonly<Record<string, readonly FormatName[]>>;
const NAMES = ['pickle', 'keras', 'saved-model', 'onnx', 'gguf', 'tflite'] as const satisfies readonly (keyof typeof CLASSES)[];

type FormatName = 'pickle' | 'torch-zip' | 'keras-zip' | 'hdf5' | 'saved-model' | 'numpy' | 'onnx' | 'gguf' | 'tflite' | 'safetensors';

const options = z.object({
  deny: z
    .array(z.enum(NAMES))
    .max(NAMES.length)
    .default(['pickle', 'keras'])
    .describe('Formats that are not allowed. "pickle": everything that unpickles, torch files and arrays of Python objects too.'),
});

export const modelFormat: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'Model weights in a format that the policy denies',
    motivation:
      'Loading a pickle, a torch archive or a Keras file can run whatever its author put in. A scanner sees known tricks only; a format that holds numbers and nothing else needs none.',
    decides:
      'Weights that are committed, by their content, whatever the suffix says: of the option "deny", "pickle" is everything that unpickles, torch archives and object arrays too, and "keras" is .keras and HDF5. A Git LFS pointer is judged by its name, as its content is elsewhere. ' +
      'Models of the hub: of the files that a load takes (safetensors first, then the PyTorch files; of a TF class, Keras files), in the root of the repository, and in the folders of its parts for pipelines and sentence-transformers; a finding when those are of a denied format only. Files of optimizers and training state do not count. It counts in tests and examples too.',
    remedy:
      'Convert the weights to safetensors and load those, or use a repository or revision that has them:\nfrom safetensors.torch import save_file\nTo deny more, or less, in the policy of the owner:\nrules:\n  model/format: { level: block, deny: [pickle] }',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  options,
  level: 'warn',
  // T5: formats block everywhere.
  everywhere: true,
  topics: ['existence', 'files'],
  judge: ({ bom }, { deny }) => {
    const denied: ReadonlySet<FormatName> = new Set(deny.flatMap((name) => CLASSES[name]));
    return bom.components
      .filter(({ kind }) => kind === 'model')
      .flatMap((component) => {
        const listed = onHub(component, denied);
        const found = component.sightings.flatMap((sighting) => {
          const one = sighting.type === 'weights' ? committed(sighting) : listed(sighting);
          return one !== null && denied.has(one.format) ? [{ ...one, sighting }] : [];
        });
        return [...Map.groupBy(found, ({ where, format }) => `${where}:${format}`)].flatMap(([gap, group]) =>
          byScope(group.map(({ sighting }) => sighting)).map(([scope, sightings]) =>
            draftOf(RULE, component, scope, sightings, {
              gap,
              reason: group[0]?.reason ?? '',
              title: titleOf(component.name, group[0]?.format ?? 'pickle'),
              cause: `format ${component.identity}`,
            }),
          ),
        );
      });
  },
  // A layer below may deny more formats, never fewer (T24).
  tighten: (above, below) => ({ deny: NAMES.filter((name) => above.deny.includes(name) || below.deny.includes(name)) }),
};

interface Found {
  readonly where: 'format' | 'pointer' | 'hub';
  readonly format: FormatName;
  readonly reason: string;
}

const RUNS_CODE: ReadonlySet<FormatName> = new Set(['pickle', 'torch-zip', 'keras-zip', 'hdf5', 'saved-model']);

function titleOf(name: string, format: FormatName): string {
  return RUNS_CODE.has(format) ? `Convert ${short(name)} to safetensors` : `Store ${short(name)} in another format`;
}

function consequence(format: FormatName): string {
  return RUNS_CODE.has(format) ? 'loading it can run any code that its author put in' : 'the policy denies this format';
}

function committed({ place, weights }: WeightsSighting): Found | null {
  if (weights.pointer) {
    const format = formatByName(place.path);
    return format === null ? null : { where: 'pointer', format, reason: `by its name a ${format} file: ${consequence(format)}` };
  }
  const format = formatOf(weights);
  if (format === null) return null;
  const shown = headerOf(weights.metadata);
  return { where: 'format', format, reason: `a ${format} file${shown}: ${consequence(format)}` };
}

/** The format of the content under the name that a policy uses; null = one that has none. */
function formatOf({ format, runsCode, metadata }: WeightsFact): FormatName | null {
  if (format === 'numpy') return runsCode ? 'pickle' : 'numpy';
  if (format !== 'unknown') return format;
  switch (metadata['container']) {
    case 'tensorflow-saved-model':
      return 'saved-model';
    case 'torch-model-archive':
      return 'torch-zip';
    default:
      return null;
  }
}

const SHOWN = ['pickle.globals', 'container', 'keras_version', 'pickle.protocol', 'compression', 'arrays'] as const;

/** What the header says, short: ` (pickle.globals: os.system; pickle.protocol: 4)`. */
function headerOf(metadata: WeightsFact['metadata']): string {
  const parts = SHOWN.flatMap((key) => (metadata[key] === undefined ? [] : [`${key}: ${metadata[key].slice(0, 160)}`]));
  return parts.length === 0 ? '' : ` (${parts.join('; ').slice(0, 240)})`;
}

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

/** Reads the listing once for each kind of loader, however many places load the model. */
function onHub({ hub }: BomComponent, denied: ReadonlySet<FormatName>): (sighting: Sighting) => Found | null {
  const known = new Map<Loader, Found | null>();
  return (sighting) => {
    const { api } = sighting;
    // What the hub lists is not what another server or another repository has (T9).
    if (hub === null || hub.redirectedTo !== null || serverNamedAt(sighting) !== null) return null;
    const loader = ONE_FILE.has(api.split('.').at(-1) ?? '') ? 'one-file' : /(?:^|\.)TF[A-Z]|keras/i.test(api) ? 'keras' : 'torch';
    const before = known.get(loader);
    if (before !== undefined) return before;
    // One part of a pipeline is enough to run code.
    const format = formatsTaken(hub, loader).find((choice) => choice.length > 0 && choice.every((one) => denied.has(one)))?.[0];
    const found: Found | null =
      format === undefined
        ? null
        : { where: 'hub', format, reason: `the files that this load takes exist as ${format} only: ${consequence(format)}` };
    known.set(loader, found);
    return found;
  };
}

/** For each part of the model the formats of which the load takes one. */
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

function formatByName(path: string): FormatName | null {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (TRAINING.test(name)) return null;
  if (name.endsWith('.safetensors')) return 'safetensors';
  if (name.endsWith('.gguf')) return 'gguf';
  if (TORCH_BIN.test(name) || /\.(?:pt|pth|ckpt|pkl|pickle|joblib|dill)$/.test(name)) return 'pickle';
  if (name.endsWith('.keras')) return 'keras-zip';
  if (/\.(?:h5|hdf5)$/.test(name)) return 'hdf5';
  return name === 'saved_model.pb' ? 'saved-model' : null;
}
