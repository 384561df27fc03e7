/** model/unsigned-files: a signed model with files that nobody signed. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';
import { uncovered, validSignatures } from './support/signature.ts';

const RULE = 'model/unsigned-files';

export const modelUnsignedFiles: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A signed model has files that its signature does not cover',
    motivation:
      'Somebody who can add a file beside signed ones can change what is loaded: another tokenizer, code, further weights. The signature stays valid.',
    decides:
      'A model with a valid signature, and files that a load may take (everything but texts for people, pictures and what git keeps) that no valid signature covers, also where the signer listed them as ignored. Such a model never stands on the rung "signed".',
    remedy: 'Ask the publisher to sign the whole repository, or load a commit that is signed as a whole.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: true,
  topics: ['existence', 'files', 'signature'],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.components
      .filter(({ kind, signatures }) => kind === 'model' && signatures !== undefined)
      .flatMap((component) => {
        const files = uncovered(validSignatures(component));
        const [first] = files;
        if (first === undefined) return [];
        const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
        return byScope(component.sightings).map(([scope, sightings]) =>
          draftOf(RULE, component, scope, sightings, {
            gap: 'unsigned-files',
            reason: `${first.slice(0, 100)}${more} can be changed without breaking the signature`,
            title: `Load a commit of ${short(component.name)} that is signed as a whole`,
            cause: `signature ${component.identity}`,
            weight: files.length,
          }),
        );
      }),
};
