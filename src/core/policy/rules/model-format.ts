/** model/format: weights in a format that the policy does not want, by content. */
import { z } from 'zod';
import type { BomComponent } from '../../model.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';

const RULE = 'model/format';

/** What is asked for → the formats that content shows. "pickle" is everything that unpickles. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  pickle: ['pickle', 'torch-zip', 'numpy'],
  keras: ['keras-zip', 'hdf5'],
  onnx: ['onnx'],
  gguf: ['gguf'],
  tflite: ['tflite'],
};

const options = z.object({
  deny: z
    .array(z.enum(['pickle', 'keras', 'onnx', 'gguf', 'tflite']))
    .max(5)
    .default(['pickle'])
    .describe('Formats that are not allowed. "pickle": everything that runs code when it is loaded as a pickle, torch files too.'),
});

export const modelFormat: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'Weights in a format that the policy does not allow',
    motivation: 'A pickle runs code when it is loaded, and nothing shows it before. Safe formats hold numbers only.',
    decides:
      'Weights in the tree, by their content and not by their name. "pickle" means every file whose loading can run code as a pickle does. It counts everywhere. Off until a policy sets its level.',
    remedy: 'Convert the weights to safetensors, and load those:\nrules:\n  model/format: { level: block, deny: [pickle] }',
    serves: 'CRA Annex I Part I (2)(j) (limit attack surfaces)',
  },
  options,
  level: 'off',
  everywhere: true,
  topics: [],
  judge: ({ bom }, { deny }) =>
    bom.components.flatMap((component) => {
      const denied = component.sightings.filter(({ weights }) => weights !== null && deny.some((format) => isOf(weights, format)));
      return byScope(denied).map(([scope, sightings]) => {
        const format = sightings[0]?.weights?.format ?? 'unknown';
        return draftOf(RULE, component, scope, sightings, {
          gap: `format:${format}`,
          reason: `its content is ${format}${sightings[0]?.weights?.runsCode === true ? ', which runs code when it is loaded' : ''}`,
          title: `Convert ${short(component.name)} to safetensors`,
          cause: `format ${component.identity}`,
        });
      });
    }),
  tighten: (above, below) => ({ deny: [...new Set([...above.deny, ...below.deny])] }),
};

type Weights = NonNullable<BomComponent['sightings'][number]['weights']>;

function isOf({ format, runsCode }: Weights, asked: string): boolean {
  return FORMATS[asked]?.includes(format) === true && (asked !== 'pickle' || runsCode);
}
