/** model/unresolved: the code computes which model it loads (T9). */
import { z } from 'zod';
import type { BomComponent, Sighting } from '../../model/index.ts';
import { asRead } from '../../model/sighting.ts';
import type { Rule } from '../rule.ts';
import { uncertainty } from '../rung.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';

export const modelUnresolved: Rule<Record<string, never>> = {
  id: 'model/unresolved',
  about: {
    title: 'The code computes which model or dataset it loads',
    motivation:
      'A name that exists only at run time cannot be reviewed, pinned or licensed here. Nothing that this report says covers what is loaded there.',
    decides:
      'A load whose name cannot be read from the code: it comes from a function, a file, user input, or through more modules than are followed. A name with a readable default is read; a name from the environment without one is not. A call by the name of a loader is one, too, when it comes from a package of which nothing is known, or when it may be another function and the hub does not have the name. It warns; where model/provenance demands a rung above "named", it blocks there.',
    remedy: 'Write the name as a constant, or as the default of the variable:\nMODEL = os.environ.get("MODEL", "acme/support-llama")',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  judge: ({ bom }) =>
    bom.components.filter(isModelOrDataset).flatMap((component) =>
      byScope(component.sightings.filter((sighting) => isUnresolved(component, sighting))).map(([scope, sightings]) =>
        draftOf('model/unresolved', component, scope, sightings, {
          gap: 'unresolved',
          ...wordsFor(component, sightings),
          cause: `name ${component.identity}`,
          // Such loads are known by their expression only: one more place with the same words may be another model (T5).
          weight: sightings.length,
        }),
      ),
    ),
};

function isUnresolved(component: BomComponent, sighting: Sighting): boolean {
  return asRead(sighting)?.how === 'unresolved' || uncertainty(component, sighting) !== null;
}

function wordsFor({ kind, name }: BomComponent, sightings: readonly Sighting[]): { reason: string; title: string } {
  // T37: what a package of unknown origin loads, nobody here can say.
  if (sightings.every((one) => asRead(one)?.doubts?.includes('callable') === true))
    return {
      reason: 'whose function is called here cannot be told from the code, so nothing about what it loads was checked',
      title: `Load ${short(name)} by a library that is known, or review it`,
    };
  return {
    reason: 'what is loaded here is decided at run time, so nothing about it was checked',
    title: `Name the ${kind} that is loaded here as a constant`,
  };
}
