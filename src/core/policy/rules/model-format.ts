/** model/format: weights in a format that the policy does not want, most of all those that run code when they are loaded. */
import { z } from 'zod';
import type { BomComponent, Sighting, WeightsFact, WeightsSighting } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { formatByName, type FormatName, formatsOnHub } from '../weight-formats.ts';
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
  libraries: 'none',
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

function onHub(component: BomComponent, denied: ReadonlySet<FormatName>): (sighting: Sighting) => Found | null {
  const takenBy = formatsOnHub(component);
  return (sighting) => {
    // One part of a pipeline is enough to run code.
    const format = takenBy(sighting).find((choice) => choice.length > 0 && choice.every((one) => denied.has(one)))?.[0];
    if (format === undefined) return null;
    return { where: 'hub', format, reason: `the files that this load takes exist as ${format} only: ${consequence(format)}` };
  };
}
