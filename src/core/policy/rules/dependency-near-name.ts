/** dependency/near-name: a new package whose name looks like that of an AI framework. */
import { z } from 'zod';
import { nearFramework } from '../../ecosystems/near-names.ts';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';
import { registryFacts, shippedDrafts } from './support/registry.ts';

/** A name that has been there for longer has been looked at by many. */
const YOUNG_DAYS = 90;
const DAY_MS = 86_400_000;

export const dependencyNearName: Rule<Record<string, never>> = {
  id: 'dependency/near-name',
  about: {
    title: 'A young package has almost the name of an AI framework',
    motivation:
      'Names that are one slip of the finger away from a known package, and names that assistants make up, are registered by people who wait for somebody to install them.',
    decides:
      'A package that the change adds, whose name is one letter more, less, other or exchanged away from that of an AI framework, or has its letters with other separators, and whose registry says that the first version of the name was published less than 90 days ago. Names of a scope are not meant. Of what only developers and tests install nothing is said.',
    remedy: 'Make sure that this is the package that is meant, and write the name of the framework where it is not.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'off',
  everywhere: false,
  topics: ['registry'],
  libraries: 'none',
  judge: ({ bom, now }) =>
    shippedDrafts('dependency/near-name', bom, (component) => {
      const first = registryFacts(component)?.firstPublished ?? null;
      if (first === null || now.getTime() - Date.parse(first) > YOUNG_DAYS * DAY_MS) return null;
      const framework = nearFramework(component.ref.type, component.name);
      if (framework === null) return null;
      return {
        gap: `near:${framework}`,
        reason: `its name is almost that of ${short(framework)}, and nobody had it before ${first.slice(0, 10)}`,
        title: `Make sure that ${short(component.name)} is meant, and not ${short(framework)}`,
        cause: `near-name ${component.identity}`,
      };
    }),
};
