/** model/remote-code: the load runs code that comes with the weights. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';

const RULE = 'model/remote-code';
const options = z.object({});

export const modelRemoteCode: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'A load that runs code from the model repository',
    motivation:
      'With trust_remote_code the Python files of the model repository run in your process, with your credentials. Whoever can push there, or wrote them, decides what they do.',
    decides:
      'A place that loads a model or dataset with trust_remote_code=True, or with a value that the code computes. Where the hub lists Python files at that revision the reason names one. It counts everywhere, in tests and examples too: the code runs there as well.',
    remedy: 'Use a model that the library itself supports, or read the code at one commit, pin that commit, and waive this finding for it.',
    serves: 'CRA Annex I Part I (2)(j) (limit attack surfaces)',
  },
  options,
  level: 'warn',
  everywhere: true,
  topics: ['files'],
  judge: ({ bom }) =>
    bom.components.filter(isModelOrDataset).flatMap((component) => {
      const code = component.hub?.files.find(({ path }) => path.endsWith('.py'))?.path;
      return byScope(component.sightings.filter(({ remoteCode }) => remoteCode)).map(([scope, sightings]) =>
        draftOf(RULE, component, scope, sightings, {
          gap: 'trust-remote-code',
          reason:
            code === undefined
              ? 'code from the model repository runs in your process'
              : `${code.slice(0, 100)} from the model repository runs in your process`,
          title: `Load ${short(component.name)} without its own code`,
          cause: `remote-code ${component.identity}`,
        }),
      );
    }),
};
