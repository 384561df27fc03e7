/** model/unresolved: the code computes which model it loads (T9). */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset } from './support/draft.ts';

export const modelUnresolved: Rule<Record<string, never>> = {
  id: 'model/unresolved',
  about: {
    title: 'The code computes which model or dataset it loads',
    motivation:
      'A name that exists only at run time cannot be reviewed, pinned or licensed here. Nothing that this report says covers what is loaded there.',
    decides:
      'A load whose name cannot be read from the code: it comes from a function, a file, user input, or through more modules than are followed. A name with a readable default is read; a name from the environment without one is not. It warns; where model/provenance demands a rung above "named", it blocks there.',
    remedy: 'Write the name as a constant, or as the default of the variable:\nMODEL = os.environ.get("MODEL", "acme/support-llama")',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  judge: ({ bom }) =>
    bom.components.filter(isModelOrDataset).flatMap((component) =>
      byScope(component.sightings.filter(({ how }) => how === 'unresolved')).map(([scope, sightings]) =>
        draftOf('model/unresolved', component, scope, sightings, {
          gap: 'unresolved',
          reason: 'what is loaded here is decided at run time, so nothing about it was checked',
          title: `Name the ${component.kind} that is loaded here as a constant`,
          cause: `name ${component.identity}`,
          // Such loads are known by their expression only: one more place with the same words may be another model (T5).
          weight: sightings.length,
        }),
      ),
    ),
};
