/** dependency/malicious: a package that was made to do harm. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { advisoryWords } from './support/advisories.ts';
import { byScope, draftOf, short } from './support/draft.ts';

/** Reports show what it says in red, also of what was there before. */
export const MALICIOUS = 'dependency/malicious';

export const dependencyMalicious: Rule<Record<string, never>> = {
  id: MALICIOUS,
  about: {
    title: 'A package that is reported as malicious',
    motivation:
      'Installing it runs the code of an attacker: on the machine of whoever reviews the change, in the build, in the product. No severity says how bad that is.',
    decides:
      'A library, or an action at a full release, in a version that the OSV database names as malicious: by an id that begins with MAL- (ossf/malicious-packages), or under an advisory with such an alias. Withdrawn reports do not count. Asked are the packages that a change adds or moves, with them whatever else stands in the same files, and in a scan all, where the operator names a service (OSV_URL, --osv-url) or a downloaded database (OSV_DATABASE, --osv-database); without either nobody is told which packages there are, and nothing is found. ' +
      'A version that was there before is shown in red and does not block. It counts in tests, examples and development, too. Models have no such database.',
    remedy:
      'Do not install it. Take the entry back from the base branch, and look for the name that was meant. If it was ever installed, treat the machine and its credentials as lost.',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  topics: ['advisories'],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.components.flatMap((component) => {
      const [first, ...more] = (component.advisories?.advisories ?? []).filter(({ malicious }) => malicious);
      if (first === undefined) return [];
      const others = more.length === 0 ? '' : `, and ${more.length} more`;
      return byScope(component.sightings).map(([scope, sightings]) => {
        const draft = draftOf(MALICIOUS, component, scope, sightings, {
          gap: 'malicious',
          reason: `${advisoryWords(first)}${others}`,
          title: `Do not install ${short(component.name)} ${short(component.version ?? '')}`,
          cause: `malicious ${component.identity}`,
          weight: 3,
        });
        // One malicious version excuses no other one.
        return { ...draft, subject: [...(draft.subject ?? []), component.version] };
      });
    }),
};
