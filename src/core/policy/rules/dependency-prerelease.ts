/** dependency/prerelease: a version that its publisher calls unfinished. */
import { z } from 'zod';
import { isPrerelease } from '../../ecosystems/prerelease.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';

export const dependencyPrerelease: Rule<Record<string, never>> = {
  id: 'dependency/prerelease',
  about: {
    title: 'A version before a release',
    motivation: 'Versions before a release are published to be tried, and get no security updates.',
    decides:
      'A library in an exact version that is one before a release: of npm, Cargo and Go what SemVer calls a pre-release, of Python a, b, rc and dev (PEP 440). A commit of Go that has no version is not meant. Of what only developers and tests install nothing is said.',
    remedy: 'Take a release.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'off',
  everywhere: false,
  topics: [],
  libraries: 'each',
  judge: ({ bom }) =>
    bom.components.flatMap((component) => {
      const { kind, version, ref, name } = component;
      if (kind !== 'library' || version === null || !isPrerelease(ref.type, version)) return [];
      return byScope(component.sightings.filter(({ scope }) => scope !== 'test')).map(([scope, sightings]) =>
        draftOf('dependency/prerelease', component, scope, sightings, {
          gap: 'prerelease',
          reason: `${short(version)} is a version that its publisher calls unfinished`,
          title: `Take a release of ${short(name)}`,
          cause: `prerelease ${component.identity}`,
        }),
      );
    }),
};
